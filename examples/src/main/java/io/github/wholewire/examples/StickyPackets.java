/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Sends the same messages over plain sockets and over message channels, and shows what arrives:
 * server and client in one process, over real TCP on the loopback address, or each in a process of
 * its own.
 */
public final class StickyPackets {
    private StickyPackets() {}

    /**
     * Runs the program and exits with its status.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        Palette palette = Palette.choose(Palette.onTerminal(), System.getenv());
        Page page = new Page(System.out, palette);
        Program.exit(run(List.of(args), System.in, page, System.err));
    }

    /** Does what {@link #main} does, but returns the exit status. */
    static int run(List<String> args, InputStream in, Page page, PrintStream err) {
        return Program.run(
                "StickyPackets",
                err,
                () -> {
                    CommandLine arguments = CommandLine.parse(args);
                    HostPort listen = arguments.listen();
                    HostPort connect = arguments.connect();
                    if (arguments.help()) {
                        page.out().print(CommandLine.HELP);
                    } else if (listen != null) {
                        serve(listen.resolve(), page);
                    } else if (connect != null) {
                        Messages messages = arguments.load(in);
                        SentReport report = new SentReport(page);
                        ClientHalf.run(connect.unresolved(), messages, Ways.ALL, report);
                    } else {
                        runBoth(arguments.load(in), Ways.ALL, new Report(page));
                    }
                    return Program.DONE;
                });
    }

    private static void serve(InetSocketAddress local, Page page) throws IOException {
        try (ServerHalf server = ServerHalf.listen(local)) {
            page.line("listening on " + HostPort.of(server.localAddress()));
            page.out().flush();
            server.run(Ways.ALL, new Report(page));
        }
    }

    /** Runs both halves. If one fails because of the other, tells the other's reason. */
    static List<Report.Row> runBoth(Messages messages, Ways ways, Report report)
            throws IOException {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerHalf server = ServerHalf.listen(anyPort)) {
            InetSocketAddress address = (InetSocketAddress) server.localAddress();
            Sender client =
                    Sender.start(
                            () -> ClientHalf.run(address, messages, ways, SentReport.silent()));
            try {
                List<Report.Row> rows = server.run(ways, report);
                client.finish();
                return rows;
            } catch (OtherHalfGoneException e) {
                client.finish();
                throw e;
            }
        }
    }
}
