/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Sends in a thread of its own, so that the caller can receive meanwhile. */
final class Sender {
    private final FutureTask<Void> task;

    private Sender(FutureTask<Void> task) {
        this.task = task;
    }

    /** Starts to send. The thread ends with the task, at the latest when its socket is closed. */
    static Sender start(Sending sending) {
        FutureTask<Void> task =
                new FutureTask<>(() -> {
                    sending.send();
                    return null;
                });
        Thread thread = new Thread(task, "sender");
        thread.setDaemon(true);
        thread.start();
        return new Sender(task);
    }

    /** Waits until all is sent. */
    void finish() throws IOException {
        try {
            task.get();
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause(), "cause");
            if (cause instanceof OtherHalfGoneException gone) {
                throw gone;
            }
            throw new IOException("sending failed: " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sending");
        }
    }

    /** What is done in the thread. */
    interface Sending {
        void send() throws IOException;
    }
}
