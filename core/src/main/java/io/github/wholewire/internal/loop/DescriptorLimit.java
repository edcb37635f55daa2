/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many descriptors the system allows this process. */
final class DescriptorLimit {
    private static final Logger LOG = LoggerFactory.getLogger(DescriptorLimit.class);
    private static final Path LIMITS = Path.of("/proc/self/limits"); // proc(5)
    private static final String NAME = "Max open files";
    private static final int IF_UNKNOWN = 10_000;

    private DescriptorLimit() {}

    /** Returns the limit less 10 %, which files and other sockets may need. */
    static int forConnections() {
        int limit = read();
        return limit - limit / 10;
    }

    private static int read() {
        try {
            for (String line : Files.readAllLines(LIMITS)) {
                if (line.startsWith(NAME)) {
                    return Integer.parseInt(
                            line.substring(NAME.length()).trim().replaceAll(" .*", ""));
                }
            }
        } catch (IOException | NumberFormatException e) { // another system, or "unlimited"
            LOG.debug("the descriptor limit is unknown, taken for {}", IF_UNKNOWN, e);
        }
        return IF_UNKNOWN;
    }
}
