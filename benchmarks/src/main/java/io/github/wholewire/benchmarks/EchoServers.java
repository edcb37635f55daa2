/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a message costs an echo server with many connections, and what an idle connection
 * holds, and writes a page with plots. Server and load generator are processes of their own; the
 * contenders take turns; what counts is the server process's CPU time.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.github.wholewire.benchmarks.EchoServers DIRECTORY [RUNS [CONNECTIONS [WITHOUT...]]]
 * </pre>
 */
public final class EchoServers {
    private final List<String> serverPrefix;
    private final List<String> clientPrefix;

    /** A server that takes longer for a load, or its clients, does not answer. */
    private static final int MAX_SECONDS = 90;

    private final Set<EchoContender> contenders = EnumSet.allOf(EchoContender.class);
    private final Set<EchoLoad> loads = EnumSet.allOf(EchoLoad.class);

    private EchoServers() {
        boolean pins = Runtime.getRuntime().availableProcessors() > 1 && Pinning.isPossible();
        serverPrefix = pins ? List.of("taskset", "-c", "0") : List.of();
        clientPrefix = pins ? List.of("taskset", "-c", "1") : List.of();
    }

    /**
     * Measures, and writes {@code servers.md} and its plots.
     *
     * @param args the directory; how many runs, default 5; how many idle connections, default
     *     10,000, or 0 to leave them out; the contenders and the loads to leave out
     * @throws IOException if a process could not be started or failed
     */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int idle = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
        Files.createDirectories(directory);
        EchoServers servers = new EchoServers();
        for (int i = 3; i < args.length; i++) {
            servers.leaveOut(args[i]);
        }
        EchoReport report = new EchoReport(runs, idle);
        for (EchoLoad load : servers.loads) {
            report.add(load, servers.measure(load, runs));
        }
        report.addMemory(idle == 0 ? Map.of() : servers.measureMemory(idle));
        report.writeTo(directory);
    }

    private void leaveOut(String name) {
        if (!contenders.removeIf(each -> each.name().equals(name))
                && !loads.removeIf(each -> each.name().equals(name))) {
            throw new IllegalArgumentException(
                    name + ": use one of " + contenders + " or " + loads);
        }
    }

    /** What the phases of one load cost, in the order of the runs. */
    private Map<EchoContender, List<EchoCost>> measure(EchoLoad load, int runs) throws IOException {
        Map<EchoContender, List<EchoCost>> costs = new EnumMap<>(EchoContender.class);
        for (int run = 0; run < runs; run++) {
            for (EchoContender each : contenders) {
                EchoCost cost = measureIfItAnswers(load, each);
                if (cost != null) {
                    costs.computeIfAbsent(each, key -> new ArrayList<>()).add(cost);
                    System.out.println(load.title + ", " + each.title + ": " + cost);
                }
            }
        }
        return costs;
    }

    private @Nullable EchoCost measureIfItAnswers(EchoLoad load, EchoContender contender) {
        try {
            return measure(load, contender);
        } catch (IOException e) {
            System.out.println(load.title + ", " + contender.title + ": failed, " + e);
            return null;
        }
    }

    /** New processes each time, since two never compile the same code alike. */
    private @Nullable EchoCost measure(EchoLoad load, EchoContender contender) throws IOException {
        try (Child server = serve(contender)) {
            String port = server.line();
            if (port.equals("unavailable")) {
                return null;
            }
            try (Child client =
                    Child.start(clientPrefix, EchoProcess.class, "client", load.name(), port)) {
                for (int i = 0; i < 2; i++) { // to warm up
                    client.ask(Integer.toString(load.messages));
                    server.ask("cpu"); // the first answer takes 40 to 90 ms, to load classes
                    server.ask("allocated");
                }
                long allocated = Long.parseLong(server.ask("allocated"));
                long cpu = Long.parseLong(server.ask("cpu"));
                long nanos = Long.parseLong(client.ask(Integer.toString(load.messages)));
                double messages = load.messages;
                return new EchoCost(
                        (Long.parseLong(server.ask("cpu")) - cpu) / 1000.0 / messages,
                        (Long.parseLong(server.ask("allocated")) - allocated) / messages,
                        messages / (nanos / 1e9));
            }
        }
    }

    private Map<EchoContender, Double> measureMemory(int idle) throws IOException {
        Map<EchoContender, Double> bytes = new EnumMap<>(EchoContender.class);
        for (EchoContender each : contenders) {
            try (Child server = serve(each)) {
                String port = server.line();
                if (!port.equals("unavailable")) {
                    bytes.put(each, measureMemory(server, port, idle));
                    System.out.println("idle, " + each.title + ": " + bytes.get(each));
                }
            }
        }
        return bytes;
    }

    private static double measureMemory(Child server, String port, int idle) throws IOException {
        try (Child client = Child.start(List.of(), EchoProcess.class, "idle", "0", port)) {
            client.ask("100"); // what is loaded and allocated once
            long before = Long.parseLong(server.ask("memory"));
            client.ask(Integer.toString(idle));
            return (double) (Long.parseLong(server.ask("memory")) - before) / idle;
        }
    }

    private Child serve(EchoContender contender) throws IOException {
        return Child.start(serverPrefix, EchoProcess.class, "server", contender.name())
                .endAfter(MAX_SECONDS);
    }
}
