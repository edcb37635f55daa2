/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import java.net.SocketAddress;

/**
 * One end of a connection: what it reads from and what it writes to. The pipes are used with the
 * network's lock.
 *
 * @param time the network's
 * @param in what the other end writes to
 * @param out what the other end reads from
 * @param local this end's address
 * @param remote the other end's
 */
record MemoryEnd(
        Timeline time, MemoryPipe in, MemoryPipe out, SocketAddress local, SocketAddress remote) {
    /**
     * Who has an end. What it sends goes by its options.
     *
     * @param address its address
     * @param options how it behaves
     */
    record Party(MemoryAddress address, Memory.Options options) {}

    /** Both ends of a connection. */
    record Both(MemoryEnd left, MemoryEnd right) {}

    /**
     * Connects two.
     *
     * @param number of the connection: no other one of the network has it
     */
    static Both connect(Timeline time, long number, Party left, Party right) {
        MemoryPipe[] pipes = new MemoryPipe[2];
        Runnable resetBoth =
                () -> {
                    pipes[0].reset();
                    pipes[1].reset();
                };
        pipes[0] = pipe(time, 2 * number, left.options, resetBoth);
        pipes[1] = pipe(time, 2 * number + 1, right.options, resetBoth);
        return new Both(
                new MemoryEnd(time, pipes[1], pipes[0], left.address, right.address),
                new MemoryEnd(time, pipes[0], pipes[1], right.address, left.address));
    }

    private static MemoryPipe pipe(
            Timeline time, long number, Memory.Options options, Runnable resetBoth) {
        StreamSchedule schedule = new StreamSchedule(options.faults().settings, number);
        return new MemoryPipe(time, options.capacity(), schedule, resetBoth);
    }

    /** Says that nothing more will be written. */
    void shutdownOutput() {
        time.enter();
        try {
            out.end();
        } finally {
            time.leave();
        }
    }

    /** Lets go of both pipes. Doing it again changes nothing. */
    void close() {
        time.enter();
        try {
            in.closeReader();
            out.closeWriter();
        } finally {
            time.leave();
        }
    }

    /** Resets the connection as the other end sees it, and lets go. */
    void abort() {
        time.enter();
        try {
            out.reset();
            close();
        } finally {
            time.leave();
        }
    }
}
