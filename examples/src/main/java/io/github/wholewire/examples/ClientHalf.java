/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.tcp.Tcp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The half of the demo that sends. */
final class ClientHalf {
    private ClientHalf() {}

    /** Sends in each way, and reports. */
    static void run(InetSocketAddress server, Messages messages, Ways ways, SentReport report)
            throws IOException {
        MessageChannel<String> channel = Tcp.connect(server, Control.PROTOCOL, Control.OPTIONS);
        try (Control control = new Control(channel, "server half")) {
            control.tellMessages(messages);
            InetSocketAddress reached = (InetSocketAddress) channel.remoteAddress();
            report.opening(messages, HostPort.of(reached));
            List<SentReport.Row> rows = new ArrayList<>();
            for (Way way : ways.of(messages)) {
                control.awaitReady();
                Sent sent = send(way, reached, messages.texts(), control);
                control.tellSent(sent);
                rows.add(new SentReport.Row(way.name(), sent));
            }
            report.table(rows);
        }
    }

    private static Sent send(
            Way way, InetSocketAddress server, List<String> messages, Control control)
            throws IOException {
        HeadStart headStart = new HeadStart(control);
        Sent sent = way.send(server, messages, headStart);
        headStart.end();
        return sent;
    }
}
