/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;

/** The kinds of thread that a channel must work on. */
public enum Threads {
    PLATFORM,
    /** Tests that ask for one are skipped before JDK 21. */
    VIRTUAL;

    private static final MethodHandle START_VIRTUAL = startVirtual();

    /** Starts a call on a new thread of this kind. */
    public <T> Call<T> call(Callable<T> action) {
        assumeTrue(isAvailable(), "virtual threads come with JDK 21");
        return new Call<>(action, this);
    }

    /** Starts an action without a result. */
    public Call<Void> run(Action action) {
        return call(() -> {
            action.run();
            return null;
        });
    }

    /** Tells whether this JDK has them. */
    public boolean isAvailable() {
        return this == PLATFORM || START_VIRTUAL != null;
    }

    Thread start(Runnable task) {
        if (this == VIRTUAL) {
            try {
                return (Thread) START_VIRTUAL.invokeExact(task);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }
        Thread thread = new Thread(task, "test");
        thread.setDaemon(true); // so that one that hangs fails its test and not the whole run
        thread.start();
        return thread;
    }

    private static MethodHandle startVirtual() {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class,
                            "startVirtualThread",
                            MethodType.methodType(Thread.class, Runnable.class));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What a thread does. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void run() throws Exception;
    }
}
