/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Carries messages in one way, with both halves in this process. */
final class BothHalves {
    private BothHalves() {}

    static Outcome carry(Way way, List<String> texts) throws IOException {
        PrintStream unread =
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        List<Report.Row> rows =
                StickyPackets.runBoth(
                        new Messages("a test", texts),
                        messages -> List.of(way),
                        new Report(new Page(unread, Palette.NONE)));
        return rows.get(0).outcome();
    }
}
