/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps processes on one CPU, where the system has a command for it. */
final class Pinning {
    private Pinning() {}

    /** Returns what goes in front of a command to pin it. */
    static List<String> prefix(String cpu) {
        return isPossible() ? List.of("taskset", "-c", cpu) : List.of();
    }

    static String describe(String cpu) {
        return isPossible() ? "pinned to CPU " + cpu : "not pinned, since taskset is missing";
    }

    static String lastCpu() {
        return Integer.toString(Runtime.getRuntime().availableProcessors() - 1);
    }

    static boolean isPossible() {
        for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(directory, "taskset"))) {
                return true;
            }
        }
        return false;
    }
}
