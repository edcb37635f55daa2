/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.tcp.TcpNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tells by how much this process grows outside its heap; in a JVM of its own. */
final class Growing {
    private static final int PAIRS = 4;

    private Growing() {}

    public static void main(String[] args) throws Exception {
        int longest = Integer.parseInt(args[0]);
        int connections = Integer.parseInt(args[1]);
        echo(1000, 100); // what is loaded, compiled and started once
        comeAndGo(200);
        long before = residentKib();
        echo(longest, 3);
        System.out.println(residentKib() - before);
        comeAndGo(connections);
        System.out.println(residentKib() - before);
    }

    /** Sends to and fro on several channels at once; each thread lives until all are done. */
    private static void echo(int length, int times) throws Exception {
        byte[] message = Faults.message(1, length);
        List<Callable<Void>> calls = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            var link =
                    TcpNetwork.IPV4.connect(Faults.LONG_BYTES, Faults.LONG_BYTES, Settings.PATIENT);
            calls.add(() -> echoUntilTheEnd(link.right()));
            calls.add(() -> sendAndReceive(link.left(), message, times));
        }
        ExecutorService executor = Executors.newCachedThreadPool();
        for (Future<Void> each : executor.invokeAll(calls)) {
            each.get();
        }
        executor.shutdown();
    }

    private static Void echoUntilTheEnd(MessageChannel<byte[]> channel) throws IOException {
        try (channel) {
            for (byte[] each; (each = channel.receive()) != null; ) {
                channel.send(each);
            }
        }
        return null;
    }

    private static Void sendAndReceive(MessageChannel<byte[]> channel, byte[] message, int times)
            throws IOException {
        try (channel) {
            for (int i = 0; i < times; i++) {
                channel.send(message);
                Faults.numberOf(channel.receive());
            }
        }
        return null;
    }

    private static void comeAndGo(int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            var link = TcpNetwork.IPV4.connect(Faults.BYTES, Faults.BYTES, Settings.PATIENT);
            link.left().send(Faults.message(i, 100));
            Faults.numberOf(link.right().receive());
            link.left().close();
            link.right().close();
        }
    }

    private static long residentKib() throws IOException {
        String status = Files.readString(Path.of("/proc/self/status"));
        String line = status.lines().filter(each -> each.startsWith("VmRSS")).findFirst().get();
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
