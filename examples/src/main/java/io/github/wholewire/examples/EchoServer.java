/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.tcp.TcpOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends each message back to where it came from. */
public final class EchoServer {
    static final String HELP =
            """
            EchoServer: sends each message back to where it came from, until it is stopped.

            Usage: EchoServer [--host HOST] [--port PORT] [--frame lines|u32] [--events]

              --host HOST    listens on this address (localhost)
              --port PORT    and on this port; 0 takes a free one (7000)
              --frame lines  messages are lines (this is the default)
              --frame u32    messages have their length in front, in four bytes
              --events       serves all on one thread, not each on its own
              --help         prints this

            It prints "listening on HOST:PORT" when it is ready. Exit status: 1 if it cannot
            listen, 2 if the arguments cannot be used.
            """;

    private static final Set<String> FLAGS = Set.of("--events", "--help");

    /** A peer that stops inside a message for so long is let go. */
    private static final TcpOptions OPTIONS =
            TcpOptions.builder().frameProgressTimeout(Duration.ofSeconds(30)).build();

    private EchoServer() {}

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
                "EchoServer",
                err,
                () -> {
                    Set<String> withValue = Set.of("--host", "--port", "--frame");
                    Arguments arguments = Arguments.parse(args, FLAGS, withValue);
                    HostPort local =
                            new HostPort(
                                    arguments.one("--host", "localhost"),
                                    arguments.number("--port", 0, 65_535, 7000));
                    Frame frame = Frame.of(arguments.one("--frame", "lines"));
                    if (arguments.has("--help")) {
                        out.print(HELP);
                    } else if (arguments.has("--events")) {
                        serveByEvents(local.resolve(), protocol(frame), out);
                    } else {
                        serve(local.resolve(), protocol(frame), out);
                    }
                    return Program.DONE;
                });
    }

    /** Bytes, not text: what comes goes back, whatever it means. */
    private static Protocol<byte[]> protocol(Frame frame) {
        return Protocol.of(frame.framer(), Codecs.bytes());
    }

    private static void serve(InetSocketAddress local, Protocol<byte[]> protocol, PrintStream out)
            throws IOException {
        ExecutorService executor = Executors.newCachedThreadPool();
        try (ServerMessageChannel<byte[]> server = Tcp.listen(local, protocol, OPTIONS)) {
            tellWhere(server.localAddress(), out);
            server.acceptEach(executor, EchoServer::echo);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void echo(MessageChannel<byte[]> peer) throws IOException {
        for (byte[] message; (message = peer.receive()) != null; ) {
            peer.send(message);
        }
    }

    private static void serveByEvents(
            InetSocketAddress local, Protocol<byte[]> protocol, PrintStream out)
            throws IOException {
        try (MessageServer server =
                Tcp.serve(local, protocol, connection -> connection::send, OPTIONS)) {
            tellWhere(server.localAddress(), out);
            Program.awaitInterrupt();
        }
    }

    private static void tellWhere(SocketAddress local, PrintStream out) {
        out.println("listening on " + HostPort.of(local));
        out.flush();
    }
}
