/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Vectors in JSON Lines: from the folder that the system property {@code wholewire.conformance}
 * names, or else from the test resources.
 */
public final class Conformance {
    private static final String FOLDER = "wholewire.conformance";

    private Conformance() {}

    public static List<Map<String, Object>> vectors(String file) {
        String text = new String(read(file), US_ASCII);
        return text.lines().map(Json::object).collect(Collectors.toList());
    }

    /** Says where {@link #vectors} reads. */
    public static String source(String file) {
        String folder = System.getProperty(FOLDER, "");
        return folder.isEmpty()
                ? "test resource conformance/" + file
                : Path.of(folder, file).toString();
    }

    private static byte[] read(String file) {
        String folder = System.getProperty(FOLDER, "");
        try {
            if (!folder.isEmpty()) {
                return Files.readAllBytes(Path.of(folder, file));
            }
            try (InputStream in = Conformance.class.getResourceAsStream("/conformance/" + file)) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
