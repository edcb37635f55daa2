/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.MessageServer;
import io.github.wholewire.tcp.Tcp;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/** A chat with rooms for many people at a time, one event loop for all. */
public final class ChatServer {
    static final String HELP =
            """
            ChatServer: a chat with rooms, until it is stopped.

            Usage: ChatServer [--host HOST] [--port PORT]

              --host HOST  listens on this address (localhost)
              --port PORT  and on this port; 0 takes a free one (7001)
              --help       prints this

            It prints "listening on HOST:PORT" when it is ready. Join with ChatClient, or
            with nc HOST PORT. Exit status: 1 if it cannot listen, 2 if the arguments cannot
            be used.
            """;

    private ChatServer() {}

    /**
     * Runs the program and exits with its status.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        Program.exit(run(List.of(args), System.out, System.err));
    }

    /** Does what {@link #main} does, until the thread is interrupted. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        return Program.run(
                "ChatServer",
                err,
                () -> {
                    Set<String> withValue = Set.of("--host", "--port");
                    Arguments arguments = Arguments.parse(args, Set.of("--help"), withValue);
                    HostPort local =
                            new HostPort(
                                    arguments.one("--host", "localhost"),
                                    arguments.number("--port", 0, 65_535, 7001));
                    if (arguments.has("--help")) {
                        out.print(HELP);
                    } else {
                        serve(local.resolve(), out);
                    }
                    return Program.DONE;
                });
    }

    private static void serve(InetSocketAddress local, PrintStream out) throws IOException {
        ChatRooms rooms = new ChatRooms(); // one loop, so one thread: no lock is needed
        try (MessageServer server =
                Tcp.serve(
                        local, ChatMember.LINES, connection -> new ChatMember(rooms, connection))) {
            out.println("listening on " + HostPort.of(server.localAddress()));
            out.flush();
            Program.awaitInterrupt();
        }
    }
}
