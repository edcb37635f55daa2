/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datagrams between hosts: two network namespaces with two cables between them. Needs root. */
@Tag("interop")
@Timeout(120)
class NamespacesTest {
    private static final String PORT = "7000";
    private static final String FIRST = "10.77.1.";

    private Namespace left;
    private Namespace right;

    @BeforeEach
    void connect() throws Exception {
        left = Namespace.open();
        right = Namespace.open();
        Namespace.link(left, right, "first", 1);
        Namespace.link(left, right, "second", 2);
    }

    @AfterEach
    void disconnect() {
        Stream.of(left, right).filter(each -> each != null).forEach(Namespace::close);
    }

    @Test
    void fragmentsArriveAsOneMessage() throws Exception {
        setMtu(600);
        Peer server = echoServer(left, FIRST + 1);
        String[] sizes = {"100", "572", "573", "5000", "30000"};

        String output = exchange(right, FIRST + 1, sizes);

        assertEquals(sizes.length, count(output, "got it back"), output);
        assertTrue(reassembled(left) > 0, "nothing was fragmented");
        for (String each : sizes) {
            String line = server.line();
            while (!line.contains(" sent " + each + " bytes ")) {
                line = server.line(); // one that came twice, since the client lost its patience
            }
        }
    }

    @Test
    void whatLossLeavesIsWhole() throws Exception {
        setMtu(600);
        for (Namespace each : List.of(left, right)) {
            each.shell(
                    "nft 'add table inet lossy;"
                            + " add chain inet lossy in { type filter hook prerouting priority -450; };"
                            + " add rule inet lossy in numgen random mod 100 < 10 counter drop'");
        }
        echoServer(left, FIRST + 1);
        List<String> sizes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sizes.add("" + i * 97);
        }

        String output = exchange(right, FIRST + 1, sizes.toArray(String[]::new));

        assertEquals(sizes.size(), count(output, "got it back"), output);
        assertTrue(count(output, "no answer: ") > 0, "nothing was lost: " + output);
    }

    private void setMtu(int bytes) throws Exception {
        for (Namespace each : List.of(left, right)) {
            each.shell("ip link set first mtu " + bytes);
        }
    }

    private static Peer echoServer(Namespace host, String address) throws Exception {
        Peer server = host.java(UdpEchoServer.class, "--host", address, "--port", PORT);
        assertEquals("listening on " + address + ":" + PORT, server.line());
        return server;
    }

    /** Sends messages of so many bytes, each until it comes back unaltered. */
    private static String exchange(Namespace host, String address, String... sizes)
            throws Exception {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "--host", address, "--port", PORT, "--wait", "100", "--tries",
                                "500"));
        for (String size : sizes) {
            args.add("--message");
            args.add(text(Integer.parseInt(size)));
        }
        return host.java(UdpEchoClient.class, args.toArray(String[]::new)).end();
    }

    /** Each place looks different, so that what is mixed up shows. */
    private static String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < length; i++) {
            text.append(i).append(' ');
        }
        return text.substring(0, length);
    }

    private static long reassembled(Namespace host) throws Exception {
        List<String> lines =
                host.shell("cat /proc/net/snmp").lines().filter(l -> l.startsWith("Ip:")).toList();
        int column = List.of(lines.get(0).split(" ")).indexOf("ReasmOKs");
        return Long.parseLong(lines.get(1).split(" ")[column]);
    }

    @Test
    void discoveryReachesItsNetworkOnly() throws Exception {
        Peer printer = announce(right, "printer", "first");
        Peer stranger = announce(right, "stranger", "second");

        Peer asking = ask("first", "--wait", "500");

        assertEquals("asking 10.77.1.255:7000: who is there?", asking.line());
        assertEquals("10.77.1.2:7000 is 7 bytes \"printer\"", asking.line());
        assertEquals("no more answers in time\n", asking.end());
        assertTrue(printer.line().matches("10.77.1.1:\\d+ asks 13 bytes .*"));
        assertEquals("answered: printer", printer.line());

        assertTrue(ask("second", "--count", "1").end().contains("stranger"));
        String first = stranger.line();
        assertTrue(first.matches("10.77.2.1:\\d+ asks .*"), first);
    }

    private Peer ask(String device, String option, String value) throws Exception {
        return left.java(LanDiscovery.class, "--interface", device, "--port", PORT, option, value);
    }

    private static Peer announce(Namespace host, String name, String device) throws Exception {
        Peer peer =
                host.java(
                        LanDiscovery.class,
                        "--announce",
                        name,
                        "--interface",
                        device,
                        "--port",
                        PORT);
        assertTrue(peer.line().startsWith("listening on "));
        return peer;
    }

    @ParameterizedTest
    @CsvSource({"239.192.7.3, 10.77.1.1", "ff15::7:3, fd77:1::1"})
    void beaconIsHeardOnItsNetworkOnly(String group, String sender) throws Exception {
        Peer member = beacon(right, "first", group, "--count", "3");
        member.line();
        beacon(left, "second", group, "--count", "1", "--send").end();

        Peer sending = beacon(left, "first", group, "--count", "3", "--send", "--every", "1");

        for (int i = 0; i < 3; i++) {
            assertHeard(sending.line(), sender, member.line());
        }
        assertEquals("", member.end());
    }

    private static Peer beacon(Namespace host, String device, String group, String... more)
            throws Exception {
        List<String> args = new ArrayList<>(List.of("--interface", device, "--group", group));
        args.addAll(List.of(more));
        return host.java(TimeBeacon.class, args.toArray(String[]::new));
    }

    private static void assertHeard(String sent, String sender, String heard) throws Exception {
        String time = sent.split(" ")[1];
        String says = " says " + time;
        assertTrue(heard.endsWith(says), heard + " for " + sent);
        String from =
                heard.substring(0, heard.length() - says.length())
                        .replaceAll(":\\d+$", "")
                        .replaceAll("[\\[\\]]|%.*", "");
        assertEquals(InetAddress.getByName(sender), InetAddress.getByName(from), heard);
    }

    @Test
    void ttlAndLoopbackAreThoseOfTheOptions() throws Exception {
        for (String kind : List.of("ipv4", "dual")) {
            Peer python = right.start(Tools.python(), "-c", TTL_RECEIVER, "10.77.1.2");
            assertEquals("ready", python.line());
            Peer probe = left.java(MulticastProbe.class, kind, "first");
            assertEquals("loud: heard loud", probe.line(), kind);
            assertEquals("quiet: heard nothing", probe.line(), kind);
            assertEquals("", probe.end());
            assertEquals("loud 1", python.line(), kind);
            assertEquals("quiet 7", python.line(), kind);
            assertEquals("", python.end());
        }
    }

    /** Prints what two datagrams say, and the TTL that they arrived with. */
    private static final String TTL_RECEIVER =
            """
            import socket, struct, sys
            peer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            peer.bind(("", 7003))
            group = socket.inet_aton("239.192.7.5") + socket.inet_aton(sys.argv[1])
            peer.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
            peer.setsockopt(socket.IPPROTO_IP, 12, 1)  # IP_RECVTTL of Linux
            print("ready", flush=True)
            for i in range(2):
                text, extra, _, _ = peer.recvmsg(100, 100)
                print(text.decode(), struct.unpack("i", extra[0][2])[0], flush=True)
            """;

    @Test
    void icmpTellsThatNobodyIsThere() throws Exception {
        Peer client =
                right.java(
                        UdpEchoClient.class,
                        "--host",
                        FIRST + 1,
                        "--port",
                        PORT,
                        "--tries",
                        "500",
                        "--wait",
                        "100");
        String line = client.line();
        while (!line.startsWith("no answer: nobody receives at /10.77.1.1:7000")) {
            line = client.line();
        }
        echoServer(left, FIRST + 1);
        assertTrue(client.end().endsWith("got it back\n"));
    }

    @Test
    void answersGoBackOnTheNetworkTheyCameFrom() throws Exception {
        for (String cable : List.of("first", "second")) {
            left.shell("ip addr add %s/64 nodad dev %s".formatted(LinkLocalProbe.SERVER, cable));
            right.shell("ip addr add %s/64 nodad dev %s".formatted(LinkLocalProbe.CLIENT, cable));
        }
        Peer server = left.java(LinkLocalProbe.class, "answer");
        assertEquals("ready", server.line());
        Peer client = right.java(LinkLocalProbe.class, "ask", "first", "second");
        assertEquals("first!\nsecond!\n", client.end());
    }

    @Test
    void groupsOfIpv4AreNotSentToWhereTheirNetworkHasNone() throws Exception {
        left.shell("ip addr del 10.77.1.1/24 dev first; ip route add default via 10.77.2.2");
        Peer probe = left.java(NoIpv4Probe.class, "first");
        assertEquals("sent", probe.line());
        String refused = probe.line();
        assertTrue(refused.contains("first has no IPv4 address"), refused);
        assertEquals("", probe.end());
    }

    private static int count(String output, String what) {
        return (int) output.lines().filter(line -> line.startsWith(what)).count();
    }
}
