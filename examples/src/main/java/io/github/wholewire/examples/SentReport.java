/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints what the client half sent, if that runs alone. */
record SentReport(Page page) {
    /** Prints nothing: the server half of the same process tells all. */
    static SentReport silent() {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new SentReport(new Page(nowhere, Palette.NONE));
    }

    void opening(Messages messages, HostPort server) {
        page.wrapped(
                "",
                "Sending "
                        + Page.counted(messages.texts().size(), "message")
                        + " from "
                        + messages.origin()
                        + " to "
                        + server
                        + ", each by a call of its own. What arrives is told there.");
    }

    void table(List<Row> rows) {
        page.blank();
        page.line(page.palette().heading(Page.name("way") + Page.cell("sent")));
        page.line(Page.rule(1));
        for (Row row : rows) {
            long refused = row.sent().refusals().count();
            page.line(
                    Page.name(row.name())
                            + Page.cell(row.sent().count())
                            + (refused == 0 ? "" : "  " + refused + " refused"));
        }
    }

    /**
     * A line of the table.
     *
     * @param name the way
     * @param sent what was sent
     */
    record Row(String name, Sent sent) {}
}
