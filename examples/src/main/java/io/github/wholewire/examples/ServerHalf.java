/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.tcp.Tcp;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The half of the demo that receives. It learns from the client half what to expect. */
final class ServerHalf implements Closeable {
    private final ServerMessageChannel<String> listener;

    private ServerHalf(ServerMessageChannel<String> listener) {
        this.listener = listener;
    }

    static ServerHalf listen(InetSocketAddress local) throws IOException {
        return new ServerHalf(Tcp.listen(local, Control.PROTOCOL, Control.OPTIONS));
    }

    SocketAddress localAddress() {
        return listener.localAddress();
    }

    /** Waits for a client half, receives in each way, reports, and returns what it reported. */
    List<Report.Row> run(Ways ways, Report report) throws IOException {
        try (Control client = new Control(listener.accept(), "client half")) {
            listener.close(); // from now on the ways listen on its address, one after the other
            Messages messages = client.awaitMessages();
            report.opening(messages);
            List<Report.Row> rows = new ArrayList<>();
            for (Way way : ways.of(messages)) {
                Arrival arrival =
                        way.receive((InetSocketAddress) localAddress(), messages.texts(), client);
                Outcome outcome = new Outcome(client.awaitSent(), arrival);
                report.section(rows.size() + 1, way, outcome);
                rows.add(new Report.Row(way.name(), outcome));
            }
            report.table(rows);
            return rows;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
