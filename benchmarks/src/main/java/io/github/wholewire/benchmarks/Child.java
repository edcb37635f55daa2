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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM that does what it is told, line by line. */
final class Child implements Closeable {
    private final Process process;
    private final Writer orders;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        orders = process.outputWriter(StandardCharsets.UTF_8);
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * @param prefix what pins it to a CPU; empty if nothing does
     */
    static Child start(List<String> prefix, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m"));
        command.addAll(bestForNetty());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new Child(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /**
     * Ends it by force when it takes longer than that: it is stuck, and its next line is missed.
     */
    Child endAfter(int seconds) {
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        return this;
    }

    /** Without these Netty does without Unsafe on newer JDKs. The others do not notice them. */
    private static List<String> bestForNetty() {
        List<String> options = new ArrayList<>();
        options.add("-Dio.netty.leakDetection.level=disabled");
        options.add("-Dio.netty.noUnsafe=false");
        options.add("-Dio.netty.tryReflectionSetAccessible=true");
        options.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
        options.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
        options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        if (Runtime.version().feature() >= 24) {
            options.add("--sun-misc-unsafe-memory-access=allow");
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }

    /** Writes a line and returns the answer. */
    String ask(String order) throws IOException {
        tell(order);
        return line();
    }

    void tell(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
    }

    /** Has it do a phase of its work. */
    void go() throws IOException {
        tell("go");
    }

    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("a process ended early: see what it printed");
        }
        return line;
    }

    /** The end of its input ends it. */
    @Override
    public void close() {
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
