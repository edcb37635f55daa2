/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static io.github.wholewire.contract.Eventually.eventually;

import io.github.wholewire.tcp.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** After event-driven servers have stopped, everything is where it began. */
@EnabledOnOs(OS.LINUX) // where a process can tell what it holds
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ServersLeaveNothingTest {
    private static final long MOST_KIB = 16 * 1024;

    /** Descriptors, threads, bytes of direct memory, resident KiB. */
    private static long[] holdings(ChildJvm child, String order) {
        child.writeLine(order);
        try {
            return Arrays.stream(child.readLine().split(" ")).mapToLong(Long::parseLong).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ofDescriptorsThreadsAndMemory(@TempDir Path directory) throws Exception {
        var heap = List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");
        try (var child = ChildJvm.withOptions(directory, ServersComeAndGo.class, heap)) {
            long[] before = holdings(child, "10"); // what is loaded, started and kept once
            before = atRest(child, before);
            long[] after = holdings(child, "" + Faults.size(20));
            long[] limit = {before[0], before[1], before[2], before[3] + MOST_KIB};
            awaitNoMoreThan(limit, child, after);
        }
    }

    /** Waits until threads that end by themselves have done so. */
    private static long[] atRest(ChildJvm child, long[] first) {
        long[][] last = {first};
        eventually(
                () -> "no rest: " + Arrays.toString(last[0]),
                () -> {
                    long[] now = holdings(child, "tell");
                    boolean same = Arrays.equals(now, 0, 3, last[0], 0, 3);
                    last[0] = now;
                    return same;
                });
        return last[0];
    }

    private static void awaitNoMoreThan(long[] limit, ChildJvm child, long[] first) {
        long[][] last = {first};
        eventually(
                () -> Arrays.toString(last[0]) + " instead of " + Arrays.toString(limit),
                () -> {
                    last[0] = holdings(child, "tell");
                    for (int i = 0; i < limit.length; i++) {
                        if (last[0][i] > limit[i]) {
                            return false;
                        }
                    }
                    return true;
                });
    }
}
