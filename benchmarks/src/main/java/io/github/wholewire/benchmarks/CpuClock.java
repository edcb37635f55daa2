/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The CPU time of this process. */
final class CpuClock {
    private static final Path TASKS = Path.of("/proc/self/task");

    private CpuClock() {}

    /**
     * Returns the nanoseconds that the living threads have run, user and kernel, as Linux counts
     * them in {@code schedstat}.
     */
    static long nanos() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                sum += nanos(task.resolve("schedstat"));
            }
        }
        return sum;
    }

    private static long nanos(Path schedstat) throws IOException {
        try {
            String text = Files.readString(schedstat);
            return Long.parseLong(text.substring(0, text.indexOf(' ')));
        } catch (NoSuchFileException e) {
            return 0; // the thread has ended since it was listed
        }
    }
}
