/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static io.github.wholewire.contract.Eventually.PATIENCE;
import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call under way on a thread of its own.
 *
 * @param <T> its result
 */
public final class Call<T> {
    /** So many glances in a row must find a thread blocked: one may catch it on its way. */
    private static final int GLANCES = 3;

    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean flagAtEnd;

    Call(Callable<T> action, Threads kind) {
        thread = kind.start(() -> perform(action));
    }

    private void perform(Callable<T> action) {
        T result;
        try {
            result = action.call();
        } catch (Throwable e) {
            flagAtEnd = Thread.currentThread().isInterrupted();
            outcome.completeExceptionally(e);
            return;
        }
        flagAtEnd = Thread.currentThread().isInterrupted();
        outcome.complete(result);
    }

    /** Waits for the end of the call and returns or throws what it did. */
    public T result() throws Exception {
        return result(PATIENCE.toMillis());
    }

    /** As {@link #result()}, for a call that takes long. */
    public T result(long patienceMillis) throws Exception {
        try {
            return outcome.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return fail("still at " + stack());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw (Error) e.getCause();
        }
    }

    /** Waits for the end of the call, which must be an exception of that very class. */
    public <X extends Throwable> X failure(Class<X> kind) {
        return assertThrowsExactly(kind, this::result);
    }

    /** Waits until the thread is blocked: parked, or in a system call. */
    public Call<T> awaitBlocked() {
        int[] glances = {0};
        eventually(
                () -> "not blocked but at " + stack(),
                () -> {
                    assertFalse(isDone(), () -> "ended instead of blocking: " + outcome);
                    glances[0] = isBlocked() ? glances[0] + 1 : 0;
                    return glances[0] == GLANCES;
                });
        return this;
    }

    private boolean isBlocked() {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            case RUNNABLE -> {
                StackTraceElement[] stack = thread.getStackTrace();
                yield stack.length > 0 && stack[0].isNativeMethod();
            }
            default -> false;
        };
    }

    /** Interrupts the thread. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Tells whether the call has ended. */
    public boolean isDone() {
        return outcome.isDone();
    }

    /** Tells whether the interrupt flag was set when the call ended. */
    public boolean wasFlagKept() {
        return flagAtEnd;
    }

    /** Waits until the thread is gone. */
    public void join() throws InterruptedException {
        thread.join(PATIENCE.toMillis());
        assertFalse(thread.isAlive(), () -> "still at " + stack());
    }

    private String stack() {
        return Arrays.toString(thread.getStackTrace());
    }
}
