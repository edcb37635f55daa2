/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.tcp.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels that nobody closed: closed and told of, each once. */
@EnabledOnOs(OS.LINUX) // where a process can count its descriptors
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ForgottenChannelsTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areClosedWithAWarning(boolean traced, @TempDir Path directory) throws Exception {
        int connections = Math.min(4000, Faults.size(500)); // or they run out of descriptors
        var options = List.of("-Dwholewire.traceOpened=" + traced);
        String errors;
        try (var child =
                ChildJvm.withOptions(directory, Forgetting.class, options, "" + connections)) {
            assertEquals("all descriptors released", child.readLine());
            errors = child.errors();
        }
        List<String> warnings = errors.lines().filter(line -> line.contains("WARN")).toList();
        // Two ends each, once more to begin with, and each time a listener and a datagram channel.
        assertEquals(2 * (connections + 1) + 2 * 2, warnings.size(), errors);
        for (String each : warnings) {
            assertTrue(
                    each.contains("opened by io.github.wholewire.faults.Forgetting.forget"), each);
        }
        assertEquals(traced, errors.contains("\tat "));
    }
}
