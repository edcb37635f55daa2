/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.tcp.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What no bean of the JVM tells: the direct buffers that the JDK keeps for each thread, as large as
 * the largest array it was ever handed.
 */
@EnabledOnOs(OS.LINUX) // where a process can tell its resident set
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ResidentMemoryTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final long MOST_KIB = 16 * 1024;

    /** A heap that is resident from the start, so that what grows is something else. */
    @Test
    void growsWithNeitherMessagesNorConnections(@TempDir Path directory) throws Exception {
        int mebibytes = Math.min(32, Faults.size(4));
        String heap = mebibytes * 48 + "m";
        var options =
                List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
        try (var child =
                ChildJvm.withOptions(
                        directory,
                        Growing.class,
                        options,
                        "" + mebibytes * MEBIBYTE,
                        "" + Faults.size(2000))) {
            assertSmall(Long.parseLong(child.readLine()), "long messages");
            assertSmall(Long.parseLong(child.readLine()), "many connections");
        }
    }

    private static void assertSmall(long kib, String after) {
        assertTrue(kib <= MOST_KIB, () -> "grew by " + kib + " KiB after " + after);
    }
}
