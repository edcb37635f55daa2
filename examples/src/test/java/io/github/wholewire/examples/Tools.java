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

    static String strace() {
        return require("strace");
    }

    /** Of util-linux, with {@code nsenter} and {@code setpriv}. */
    static String unshare() {
        require("ip");
        require("nft");
        require("nsenter");
        require("setpriv");
        return require("unshare");
    }

    /** Namespaces are made by root only. */
    static void requireRoot() {
        require("root".equals(System.getProperty("user.name")), "this test needs root: be root");
    }

    private static String require(String tool) {
        boolean found = isOnPath(tool, System.getenv().getOrDefault("PATH", ""));
        require(found, tool + " is not installed: install it to run this test");
        return tool;
    }

    private static void require(boolean found, String message) {
        if ("required".equals(System.getenv(VARIABLE))) {
            assertTrue(found, message);
        }
        assumeTrue(found, message);
    }

    static boolean isOnPath(String tool, String path) {
        return List.of(path.split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
