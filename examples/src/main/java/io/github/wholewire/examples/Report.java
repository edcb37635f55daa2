/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.util.List;
import java.util.Locale;

/** Prints what arrived. */
record Report(Page page) {
    void opening(Messages messages) {
        page.wrapped(
                "",
                "Sending "
                        + Page.counted(messages.texts().size(), "message")
                        + " from "
                        + messages.origin()
                        + ", "
                        + Page.counted(messages.totalBytes(), "byte")
                        + " in all. Each is sent by a call of its own over TCP.");
    }

    void section(int number, Way way, Outcome outcome) {
        page.blank();
        page.line(page.palette().heading(number + ". " + capitalized(way.name()) + ":"));
        page.line("   " + way.explanation());
        Received received = outcome.arrival().received();
        int shown = 0;
        for (Received.Piece piece : received.first()) {
            page.line(
                    String.format(
                            Locale.ROOT,
                            "   %s %d %5d %-5s  %s",
                            way.call(),
                            ++shown,
                            piece.length(),
                            piece.length() == 1 ? "byte" : "bytes",
                            piece.shown()));
        }
        if (received.count() > shown) {
            page.line("   and " + (received.count() - shown) + " more");
        }
        Refusals refusals = outcome.sent().refusals();
        if (refusals.count() > 0) {
            page.wrapped(
                    "   ",
                    "refused to send "
                            + Page.counted(refusals.count(), "message")
                            + "; "
                            + (refusals.count() > 1 ? "the first time: " : "it says: ")
                            + refusals.first());
        }
    }

    void table(List<Row> rows) {
        page.blank();
        page.line(
                page.palette()
                        .heading(
                                Page.name("way")
                                        + Page.cell("sent")
                                        + Page.cell("received")
                                        + Page.cell("whole")));
        page.line(Page.rule(3));
        for (Row row : rows) {
            page.line(line(row));
        }
        page.blank();
        page.wrapped(
                "",
                "received: calls that returned something. whole: messages that came alone and"
                        + " complete in one of them.");
    }

    private String line(Row row) {
        Sent sent = row.outcome().sent();
        Arrival arrival = row.outcome().arrival();
        String whole = Page.cell(arrival.whole());
        Palette palette = page.palette();
        long refused = sent.refusals().count();
        return Page.name(row.name())
                + Page.cell(sent.count())
                + Page.cell(arrival.received().count())
                + (arrival.whole() == sent.count() ? palette.good(whole) : palette.bad(whole))
                + (refused == 0 ? "" : "  " + refused + " refused");
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /**
     * A line of the table.
     *
     * @param name the way
     * @param outcome what came of it
     */
    record Row(String name, Outcome outcome) {}
}
