/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.contract.Eventually;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/** A main class of the tests that runs in a JVM of its own. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final PrintWriter input;
    private final Path errors;

    private ChildJvm(Process process, Path errors) {
        this.process = process;
        this.output = process.inputReader();
        this.input = new PrintWriter(process.outputWriter(), true);
        this.errors = errors;
    }

    /**
     * Starts one.
     *
     * @param directory holds its files
     * @param main what it runs; with what it needs of the tests
     * @param launcher a command in front of the JVM's, perhaps none
     */
    static ChildJvm start(Path directory, Class<?> main, List<String> launcher, String... args)
            throws IOException {
        return start(directory, main, launcher, List.of("-Xmx64m"), args);
    }

    /**
     * Starts one, with options of its own for the JVM.
     *
     * @param directory holds its files
     * @param main what it runs; with what it needs of the tests
     */
    public static ChildJvm withOptions(
            Path directory, Class<?> main, List<String> options, String... args)
            throws IOException {
        return start(directory, main, List.of(), options, args);
    }

    private static ChildJvm start(
            Path directory,
            Class<?> main,
            List<String> launcher,
            List<String> options,
            String... args)
            throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(options);
        command.add("-cp");
        command.add(classPath(directory));
        command.add(main.getName());
        command.addAll(List.of(args));
        Path errors = directory.resolve("errors.txt");
        return new ChildJvm(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** Everything in jars: a JVM without a free descriptor could not open a class file. */
    private static String classPath(Path directory) throws IOException {
        Path jar = directory.resolve("classes.jar");
        int exit =
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "cf",
                                jar.toString(),
                                "-C",
                                root(Tcp.class.getName()).toString(),
                                "io",
                                "-C",
                                root(ChildJvm.class.getName()).toString(),
                                "io");
        assertEquals(0, exit);
        return String.join(
                File.pathSeparator,
                jar.toString(),
                root("org.slf4j.Logger").toString(),
                root("org.slf4j.simple.SimpleLogger").toString());
    }

    /** Returns the directory or the jar that holds a class. */
    private static Path root(String className) {
        String name = className.replace('.', '/') + ".class";
        URL url = ChildJvm.class.getResource("/" + name);
        if (url == null) {
            url = ClassLoader.getSystemResource(name);
        }
        String text = Objects.requireNonNull(url, name).toString();
        text = text.substring(0, text.length() - name.length());
        if (text.startsWith("jar:")) {
            text = text.substring("jar:".length(), text.length() - "!/".length());
        }
        return Path.of(URI.create(text));
    }

    /** Returns the next line of its output, and fails with its errors if there is none. */
    public String readLine() throws IOException {
        String line = output.readLine();
        assertNotNull(line, () -> "it ended: " + errors());
        return line;
    }

    /** Writes a line to its input. */
    public void writeLine(String line) {
        input.println(line);
    }

    /** Returns what it has written to its error output. */
    public String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Ends it; it has done what it had to. */
    @Override
    public void close() {
        input.close();
        try {
            boolean ended = process.waitFor(Eventually.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertTrue(ended, () -> "it went on: " + errors());
            assertEquals(0, process.exitValue(), this::errors);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError(e);
        }
    }
}
