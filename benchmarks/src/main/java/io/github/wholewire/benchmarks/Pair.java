/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client and a server process, which do a phase of their traffic when told to. */
final class Pair implements Closeable {
    private final int messagesPerPhase;
    private final Child server;
    private final Child client;

    /**
     * @param prefix what pins a command to a CPU; empty if nothing does
     * @param messagesPerPhase a multiple of 64
     */
    Pair(List<String> prefix, Contender contender, Traffic traffic, int messagesPerPhase)
            throws IOException {
        this.messagesPerPhase = messagesPerPhase;
        String count = Integer.toString(messagesPerPhase);
        server = new Child(prefix, "server", contender.name(), traffic.name(), count);
        try {
            client =
                    new Child(
                            prefix,
                            "client",
                            contender.name(),
                            traffic.name(),
                            count,
                            server.line());
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Runs a phase and returns both processes' CPU nanoseconds a message. */
    double nanosPerMessage() throws IOException {
        server.go();
        client.go();
        double nanos = Long.parseLong(client.line()) + Long.parseLong(server.line());
        return nanos / messagesPerPhase;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    private static final class Child {
        private final Process process;
        private final Writer orders;
        private final BufferedReader output;

        Child(List<String> prefix, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(prefix);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
            command.add(Peer.class.getName());
            command.addAll(List.of(arguments));
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            orders = process.outputWriter(StandardCharsets.UTF_8);
            output = process.inputReader(StandardCharsets.UTF_8);
        }

        void go() throws IOException {
            orders.write("go\n");
            orders.flush();
        }

        String line() throws IOException {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("a process ended early: see what it printed");
            }
            return line;
        }

        /** The end of its input ends it. */
        void close() {
            try {
                orders.close();
                if (process.waitFor(5, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (IOException e) {
                System.err.println("while ending a process: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.destroyForcibly();
        }
    }
}
