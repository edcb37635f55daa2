/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A process of {@link EchoServers}. {@code server CONTENDER} prints its port, or "unavailable";
 * then for each line "cpu" its CPU nanoseconds, for "allocated" the bytes that its threads have
 * allocated, and for "memory" those that it holds. {@code client LOAD PORT} runs a phase of so many
 * messages for each number, and prints the nanoseconds. {@code idle COUNT PORT} holds connections.
 * All end with their standard input.
 */
final class EchoProcess {
    private EchoProcess() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "server" -> serve(EchoContender.valueOf(args[1]));
            case "client" -> {
                var generator =
                        new EchoLoadGenerator(EchoLoad.valueOf(args[1]), Integer.parseInt(args[2]));
                forEachLine(line -> Long.toString(generator.run(Integer.parseInt(line))));
            }
            default -> {
                var idle = new IdleConnections(Integer.parseInt(args[2]));
                forEachLine(line -> idle.open(Integer.parseInt(line)));
            }
        }
        System.exit(0);
    }

    private static void serve(EchoContender contender) throws IOException {
        if (!contender.isAvailable()) {
            System.out.println("unavailable");
            return;
        }
        System.out.println(contender.serve(EchoContender.anyPort()));
        forEachLine(line ->
                Long.toString(
                        switch (line) {
                            case "cpu" -> CpuClock.nanos();
                            case "allocated" -> allocated();
                            default -> memory();
                        }));
    }

    private interface Answer {
        String to(String line) throws IOException;
    }

    private static void forEachLine(Answer answer) throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = orders.readLine()) != null; ) {
            System.out.println(answer.to(line));
        }
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] each = threads.getThreadAllocatedBytes(threads.getAllThreadIds());
        return Arrays.stream(each).filter(bytes -> bytes > 0).sum();
    }

    /** Heap and direct memory in use. */
    private static long memory() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        long direct = io.netty.util.internal.PlatformDependent.usedDirectMemory();
        for (var pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            direct += pool.getName().equals("direct") ? pool.getMemoryUsed() : 0;
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
                + Math.max(0, direct);
    }
}
