/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Codec;
import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.pacing.Pacing;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpChannel;
import io.github.wholewire.udp.UdpOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Tells a multicast group what time it is. */
public final class TimeBeacon {
    static final String HELP =
            """
            TimeBeacon: tells everybody in a multicast group what time it is.

            Usage: TimeBeacon [--interface NAME] [--group ADDRESS] [--port PORT] [--count N]
                   TimeBeacon --send [--interface NAME] [--group ADDRESS] [--port PORT]
                              [--count N] [--every MILLIS]

              --send            sends the time; else it prints what others send
              --interface NAME  stays on the network of this interface, such as eth0
                                (loopback: nothing leaves this host)
              --group ADDRESS   the group (239.192.7.3)
              --port PORT       and the port (7002)
              --count N         ends after so many datagrams (never)
              --every MILLIS    pauses so long between them (1000)
              --help            prints this

            Exit status: 1 if a socket fails, 2 if the arguments cannot be used.
            """;

    /** What is no time, {@code Instant.parse} refuses; the channel then skips that datagram. */
    private static final Codec<Instant> TIMES =
            Codecs.utf8().map(Instant::parse, Instant::toString);

    private final Network network;
    private final InetSocketAddress group;
    private final int count;
    private final PrintStream out;

    private TimeBeacon(Network network, InetSocketAddress group, int count, PrintStream out) {
        this.network = network;
        this.group = group;
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
        return Program.run("TimeBeacon", err, () -> run(args, out));
    }

    private static int run(List<String> args, PrintStream out)
            throws BadArgumentsException, IOException {
        Set<String> withValue = Set.of("--interface", "--group", "--port", "--count", "--every");
        Arguments arguments = Arguments.parse(args, Set.of("--help", "--send"), withValue);
        int port = arguments.number("--port", 1, 65_535, 7002);
        int count = arguments.number("--count", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
        int pause = arguments.number("--every", 1, 3_600_000, 1000);
        if (arguments.has("--help")) {
            out.print(HELP);
            return Program.DONE;
        }
        InetAddress group = group(arguments.one("--group", "239.192.7.3"));
        Network network = Network.of("--interface", arguments.one("--interface", ""));
        var beacon = new TimeBeacon(network, new InetSocketAddress(group, port), count, out);
        if (arguments.has("--send")) {
            beacon.send(pause);
        } else {
            beacon.listen();
        }
        return Program.DONE;
    }

    private static InetAddress group(String text) throws BadArgumentsException {
        try {
            // An address begins with a digit or holds a colon; a name would be looked up.
            if (text.matches("\\d.*|.*:.*")) {
                InetAddress address = InetAddress.getByName(text);
                if (address.isMulticastAddress()) {
                    return address;
                }
            }
        } catch (UnknownHostException e) {
            // told below, like an address of another kind
        }
        throw new BadArgumentsException(
                "--group takes a multicast address, such as 239.192.7.3, not \"" + text + "\"");
    }

    private void send(int pauseMillis) throws IOException {
        UdpOptions options = UdpOptions.builder().multicastTo(network.device()).build();
        Pacing<Object> pacing = Pacing.messagesPerSecond(1000.0 / pauseMillis).burst(1).build();
        try (MessageChannel<Instant> channel = pacing.pace(Udp.connect(group, TIMES, options))) {
            for (int i = 0; i < count; i++) {
                Instant now = Instant.now();
                channel.send(now);
                out.println("sent " + now + " to " + HostPort.of(group));
            }
        }
    }

    private void listen() throws IOException {
        UdpOptions options = UdpOptions.builder().reuseAddress(true).build();
        try (UdpChannel<Instant> channel =
                Udp.bind(new InetSocketAddress(group.getPort()), TIMES, options)) {
            channel.join(group.getAddress(), network.device());
            out.println("listening on " + HostPort.of(group));
            for (int i = 0; i < count; i++) {
                Datagram<Instant> datagram = channel.receive();
                out.println(HostPort.of(datagram.peer()) + " says " + datagram.message());
            }
        }
    }
}
