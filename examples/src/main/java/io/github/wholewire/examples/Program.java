/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.ChannelInterruptedException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Runs what a program does, and turns what that throws into an exit status. */
final class Program {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_ARGUMENTS = 2;

    private Program() {}

    static int run(String name, PrintStream err, Body body) {
        try {
            return body.run();
        } catch (BadArgumentsException e) {
            err.println(name + ": " + e.getMessage());
            err.println("Try --help.");
            return BAD_ARGUMENTS;
        } catch (IOException e) {
            err.println(name + ": " + e.getMessage());
            return FAILED;
        }
    }

    /** Waits until somebody interrupts this thread: the work is done by others. */
    static void awaitInterrupt() throws ChannelInterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new ChannelInterruptedException("interrupted: the server stops", e);
        }
    }

    static void exit(int status) {
        if (status != DONE) {
            System.exit(status);
        }
    }

    /** What a program does. */
    interface Body {
        int run() throws BadArgumentsException, IOException;
    }
}
