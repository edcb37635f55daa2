/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * One of the two processes of a {@link Pair}: {@code server CONTENDER TRAFFIC COUNT} prints its
 * port, {@code client CONTENDER TRAFFIC COUNT PORT} connects to it. For each line on its standard
 * input it then runs a phase of so many messages and prints the CPU nanoseconds that it took; it
 * ends with its standard input.
 */
final class Peer {
    static final int MESSAGE_LENGTH = 64;
    private static final long MAX_MINUTES = 10;

    private Peer() {}

    public static void main(String[] args) throws IOException {
        haltWhenOverdue();
        Contender contender = Contender.valueOf(args[1]);
        Traffic traffic = Traffic.valueOf(args[2]);
        int count = Integer.parseInt(args[3]);
        if (args[0].equals("server")) {
            try (Wire wire = contender.accept(System.out::println)) {
                runPhases(message -> traffic.server(wire, message, count));
            }
        } else {
            try (Wire wire = contender.connect(Integer.parseInt(args[4]))) {
                runPhases(message -> traffic.client(wire, message, count));
            }
        }
    }

    private interface Phase {
        void run(byte[] message) throws IOException;
    }

    private static void runPhases(Phase phase) throws IOException {
        byte[] message = new byte[MESSAGE_LENGTH];
        Arrays.fill(message, (byte) 'm');
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            long before = CpuClock.nanos();
            phase.run(message);
            System.out.println(CpuClock.nanos() - before);
        }
    }

    /** Whatever goes wrong, nothing is left behind. */
    static void haltWhenOverdue() {
        Thread watch = new Thread(Peer::sleepAndHalt, "overdue");
        watch.setDaemon(true);
        watch.start();
    }

    private static void sleepAndHalt() {
        try {
            TimeUnit.MINUTES.sleep(MAX_MINUTES);
        } catch (InterruptedException e) {
            return;
        }
        System.err.println("not done within " + MAX_MINUTES + " minutes: giving up");
        Runtime.getRuntime().halt(1);
    }
}
