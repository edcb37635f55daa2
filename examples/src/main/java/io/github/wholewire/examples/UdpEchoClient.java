/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.udp.Udp;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Sends datagrams to an echo server and waits for each to come back. */
public final class UdpEchoClient {
    static final String HELP =
            """
            UdpEchoClient: sends datagrams and waits for each to come back.

            Usage: UdpEchoClient [--host HOST] [--port PORT] [--message TEXT]...
                                 [--count N] [--wait MILLIS] [--tries N]

              --host HOST     sends to this host (localhost)
              --port PORT     and to this port (7000)
              --message TEXT  sends this text; may be repeated ("hello" if there is none)
              --count N       sends them all so many times (1)
              --wait MILLIS   waits so long for an answer (1000)
              --tries N       sends a message again until it was sent so often (3)
              --help          prints this

            Exit status: 0 if all came back, 1 if not, 2 if the arguments cannot be used.
            """;

    private final MessageChannel<String> channel;
    private final Duration wait;
    private final int tries;
    private final PrintStream out;

    private UdpEchoClient(
            MessageChannel<String> channel, Duration wait, int tries, PrintStream out) {
        this.channel = channel;
        this.wait = wait;
        this.tries = tries;
        this.out = out;
    }

    /**
     * Runs the program and exits with its status.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        Program.exit(run(List.of(args), System.out, System.err));
    }

    /** Does what {@link #main} does, but returns the exit status. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        return Program.run("UdpEchoClient", err, () -> run(args, out));
    }

    private static int run(List<String> args, PrintStream out)
            throws BadArgumentsException, IOException {
        Set<String> withValue =
                Set.of("--host", "--port", "--message", "--count", "--wait", "--tries");
        Arguments arguments = Arguments.parse(args, Set.of("--help"), withValue);
        String host = arguments.one("--host", "localhost");
        int port = arguments.number("--port", 1, 65_535, 7000);
        int count = arguments.number("--count", 1, Integer.MAX_VALUE, 1);
        int wait = arguments.number("--wait", 1, 3_600_000, 1000);
        int tries = arguments.number("--tries", 1, 1000, 3);
        List<String> texts = arguments.all("--message");
        if (arguments.has("--help")) {
            out.print(HELP);
            return Program.DONE;
        }
        try (MessageChannel<String> channel = Udp.connect(host, port, Codecs.utf8())) {
            var client = new UdpEchoClient(channel, Duration.ofMillis(wait), tries, out);
            for (int i = 0; i < count; i++) {
                for (String each : texts.isEmpty() ? List.of("hello") : texts) {
                    client.exchange(each);
                }
            }
        }
        return Program.DONE;
    }

    /** UDP may lose the message or its echo: then it is sent again. */
    private void exchange(String message) throws IOException {
        for (int i = 0; i < tries; i++) {
            out.println("sent " + UdpEchoServer.show(message));
            try {
                channel.send(message);
                awaitEcho(message);
                out.println("got it back");
                return;
            } catch (ReceiveTimeoutException | PeerUnreachableException e) {
                out.println("no answer: " + e.getMessage());
            }
        }
        throw new IOException("no answer to a message that was sent " + tries + " times");
    }

    /** What comes back late, to a message that was sent again meanwhile, is passed over. */
    private void awaitEcho(String message) throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        String echo;
        do {
            echo = channel.receive(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } while (!message.equals(echo));
    }
}
