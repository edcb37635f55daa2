/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Other people's programs. A test whose program is missing is skipped, or fails where all must be
 * there.
 */
final class Tools {
    /** Set to {@code required} where a test that is skipped would go unnoticed. */
    private static final String VARIABLE = "WHOLEWIRE_INTEROP";

    private Tools() {}

    static String python() {
        return require("python3");
    }

    static String socat() {
        return require("socat");
    }

    /**
     * The one of OpenBSD: others have other options. Debian gives it this name beside {@code nc}.
     */
    static String netcat() {
        return require("nc.openbsd");
    }

    private static String require(String tool) {
        boolean found = isOnPath(tool, System.getenv().getOrDefault("PATH", ""));
        String message = tool + " is not installed: install it to run this test";
        if ("required".equals(System.getenv(VARIABLE))) {
            assertTrue(found, message);
        }
        assumeTrue(found, message);
        return tool;
    }

    static boolean isOnPath(String tool, String path) {
        return List.of(path.split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
