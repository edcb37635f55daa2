/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a text in UTF-8, at least one. */
final class TextLines {
    private TextLines() {}

    static List<String> of(Path file) throws BadArgumentsException {
        return lines(file.toString(), () -> open(file));
    }

    static List<String> of(String name, InputStream in) throws BadArgumentsException {
        return lines(name, () -> in);
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory");
        }
        return Files.newInputStream(file);
    }

    private static List<String> lines(String name, Source source) throws BadArgumentsException {
        List<String> lines = new ArrayList<>();
        // A decoder, unlike a charset, refuses what is no UTF-8.
        try (var reader =
                new BufferedReader(new InputStreamReader(source.open(), UTF_8.newDecoder()))) {
            for (String line; (line = reader.readLine()) != null; ) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new BadArgumentsException("cannot read " + name + ": " + reason(e));
        }
        if (lines.isEmpty()) {
            throw new BadArgumentsException("no messages: " + name + " is empty");
        }
        return lines;
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        return String.valueOf(e.getMessage());
    }

    private interface Source {
        InputStream open() throws IOException;
    }
}
