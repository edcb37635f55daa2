/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpChannel;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/** Sends each datagram back to where it came from. */
public final class UdpEchoServer {
    static final String HELP =
            """
            UdpEchoServer: sends each datagram back to where it came from.

            Usage: UdpEchoServer [--host HOST] [--port PORT] [--count N]

              --host HOST  receives at this address (localhost)
              --port PORT  and at this port; 0 takes a free one (7000)
              --count N    ends after so many datagrams (never)
              --help       prints this

            It prints "listening on HOST:PORT" when it is ready, and what it gets. Exit
            status: 1 if it cannot listen, 2 if the arguments cannot be used.
            """;

    private UdpEchoServer() {}

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
                "UdpEchoServer",
                err,
                () -> {
                    Set<String> withValue = Set.of("--host", "--port", "--count");
                    Arguments arguments = Arguments.parse(args, Set.of("--help"), withValue);
                    HostPort local =
                            new HostPort(
                                    arguments.one("--host", "localhost"),
                                    arguments.number("--port", 0, 65_535, 7000));
                    int count =
                            arguments.number("--count", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
                    if (arguments.has("--help")) {
                        out.print(HELP);
                    } else {
                        serve(local.resolve(), count, out);
                    }
                    return Program.DONE;
                });
    }

    private static void serve(InetSocketAddress local, int count, PrintStream out)
            throws IOException {
        // Bytes, not text: what comes goes back, whatever it means.
        try (UdpChannel<byte[]> server = Udp.bind(local, Codecs.bytes())) {
            out.println("listening on " + HostPort.of(server.localAddress()));
            for (int i = 0; i < count; i++) {
                Datagram<byte[]> datagram = server.receive();
                out.println(HostPort.of(datagram.peer()) + " sent " + show(datagram.message()));
                answer(server, datagram, out);
            }
        }
    }

    /** One answer that cannot be sent is no reason to stop. */
    private static void answer(
            UdpChannel<byte[]> server, Datagram<byte[]> datagram, PrintStream out)
            throws IOException {
        try {
            server.send(datagram.reply(datagram.message()));
        } catch (ChannelClosedException | ChannelInterruptedException e) {
            throw e;
        } catch (ChannelException e) {
            out.println("no answer to it: " + e.getMessage());
        }
    }

    static String show(byte[] message) {
        return message.length + " bytes " + Escaped.text(message, message.length);
    }

    static String show(String message) {
        return show(message.getBytes(UTF_8));
    }
}
