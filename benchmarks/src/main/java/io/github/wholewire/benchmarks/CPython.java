/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.HexFormat;

/** A {@code python3} that measures its {@code struct} module when asked to. Not thread-safe. */
final class CPython implements AutoCloseable {
    private static final String SCRIPT = "structs.py";

    private final Process process;
    private final PrintStream requests;
    private final BufferedReader answers;

    CPython() throws IOException {
        process =
                new ProcessBuilder("python3", "-c", script())
                        .redirectError(Redirect.INHERIT)
                        .start();
        requests = new PrintStream(process.getOutputStream(), true, US_ASCII);
        answers = process.inputReader(US_ASCII);
    }

    private static String script() throws IOException {
        try (InputStream in = CPython.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IOException(SCRIPT + " is missing beside " + CPython.class);
            }
            return new String(in.readAllBytes(), US_ASCII);
        }
    }

    String version() throws IOException {
        return ask("version");
    }

    /** Returns the CPU time of a function of a struct, given a payload or its values. */
    double nanos(String function, String format, byte[] payload) throws IOException {
        HexFormat hex = HexFormat.of();
        String request =
                String.join(
                        " ",
                        function,
                        hex.formatHex(format.getBytes(US_ASCII)),
                        hex.formatHex(payload));
        return Double.parseDouble(ask(request));
    }

    private String ask(String request) throws IOException {
        requests.println(request);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("python3 ended at: " + request);
        }
        return answer;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
