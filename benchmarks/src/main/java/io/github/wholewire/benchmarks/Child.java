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

/** A process that does a phase of its work for each order, and says what it took. */
final class Child implements Closeable {
    private final Process process;
    private final Writer orders;
    private final BufferedReader output;

    /**
     * Starts one.
     *
     * @param prefix what pins a command to a CPU; empty if nothing does
     */
    Child(List<String> prefix, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
