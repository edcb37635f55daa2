/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

/** What was taken and has not been told to the observer yet. Guarded by its {@link Outbound}. */
final class Tally {
    private int messages;
    private long bytes;

    void add(int count, long length) {
        messages += count;
        bytes += length;
    }

    /** Returns what there is to tell, once the monitor is released. */
    Report take() {
        Report report = messages == 0 ? Report.NONE : new Report(messages, bytes);
        messages = 0;
        bytes = 0;
        return report;
    }

    /** What the observer is to be told. */
    record Report(int messages, long bytes) {
        static final Report NONE = new Report(0, 0);

        void tell(Link link) {
            if (messages > 0) {
                link.observer.sent(messages, bytes);
            }
        }
    }
}
