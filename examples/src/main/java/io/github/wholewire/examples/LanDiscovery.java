/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpChannel;
import io.github.wholewire.udp.UdpOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Finds services on the network by asking everybody at once. */
public final class LanDiscovery {
    static final String HELP =
            """
            LanDiscovery: asks everybody on the network who is there, by broadcast.

            Usage: LanDiscovery [--interface NAME] [--port PORT] [--count N] [--wait MILLIS]
                   LanDiscovery --announce NAME [--interface NAME] [--port PORT] [--count N]

              --announce NAME   answers those who ask with this name; else it asks
              --interface NAME  stays on the network of this interface, such as eth0
                                (loopback: nothing leaves this host)
              --port PORT       where questions are sent to (7001)
              --count N         asking, ends after so many answers; answering, after so
                                many questions (never)
              --wait MILLIS     asking, waits so long for answers (1000)
              --help            prints this

            Exit status: 1 if nobody is there or a socket fails, 2 if the arguments cannot
            be used.
            """;

    private static final String QUESTION = "who is there?";

    private final Network network;
    private final int port;
    private final int count;
    private final PrintStream out;

    private LanDiscovery(Network network, int port, int count, PrintStream out) {
        this.network = network;
        this.port = port;
        this.count = count;
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
        return Program.run("LanDiscovery", err, () -> run(args, out));
    }

    private static int run(List<String> args, PrintStream out)
            throws BadArgumentsException, IOException {
        Set<String> withValue = Set.of("--announce", "--interface", "--port", "--count", "--wait");
        Arguments arguments = Arguments.parse(args, Set.of("--help"), withValue);
        int port = arguments.number("--port", 1, 65_535, 7001);
        int count = arguments.number("--count", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        int wait = arguments.number("--wait", 1, 3_600_000, 1000);
        String name = arguments.one("--announce", "");
        if (arguments.has("--help")) {
            out.print(HELP);
            return Program.DONE;
        }
        Network network = Network.of("--interface", arguments.one("--interface", ""));
        var discovery = new LanDiscovery(network, port, count, out);
        if (arguments.has("--announce")) {
            discovery.announce(name);
        } else {
            discovery.ask(Duration.ofMillis(wait));
        }
        return Program.DONE;
    }

    private void ask(Duration wait) throws IOException {
        InetSocketAddress everybody = new InetSocketAddress(network.broadcast(), port);
        UdpOptions options = UdpOptions.builder().allowBroadcast(true).build();
        try (UdpChannel<String> channel =
                Udp.bind(new InetSocketAddress(network.address(), 0), Codecs.utf8(), options)) {
            out.println("asking " + HostPort.of(everybody) + ": " + QUESTION);
            channel.send(new Datagram<>(QUESTION, everybody));
            int answers = await(channel, System.nanoTime() + wait.toNanos());
            if (answers == 0) {
                throw new IOException("nobody is there");
            }
        }
    }

    private int await(UdpChannel<String> channel, long deadline) throws IOException {
        int answers = 0;
        try {
            for (; answers < count; answers++) {
                long left = Math.max(0, deadline - System.nanoTime());
                Datagram<String> answer = channel.receive(Duration.ofNanos(left));
                out.println(HostPort.of(answer.peer()) + " is " + escaped(answer));
            }
        } catch (ReceiveTimeoutException e) {
            out.println("no more answers in time");
        }
        return answers;
    }

    private void announce(String name) throws IOException {
        // A broadcast reaches sockets that are bound to the wildcard address; those of strangers to
        // this network are left out. Several services of one host share the port.
        UdpOptions options =
                UdpOptions.builder()
                        .family(StandardProtocolFamily.INET)
                        .reuseAddress(true)
                        .acceptFrom(network::has)
                        .build();
        try (UdpChannel<String> channel =
                Udp.bind(new InetSocketAddress(port), Codecs.utf8(), options)) {
            out.println("listening on " + HostPort.of(channel.localAddress()));
            for (int answered = 0; answered < count; ) {
                Datagram<String> datagram = channel.receive();
                out.println(HostPort.of(datagram.peer()) + " asks " + escaped(datagram));
                if (datagram.message().equals(QUESTION)) {
                    channel.send(datagram.reply(name));
                    out.println("answered: " + name);
                    answered++;
                }
            }
        }
    }

    private static String escaped(Datagram<String> datagram) {
        return UdpEchoServer.show(datagram.message());
    }
}
