/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.udp.Udp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that speak UDP, with each other and with plain sockets, on loopback. */
@Timeout(60)
class DatagramProgramsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private interface Run {
        int run(List<String> args, PrintStream out, PrintStream err);
    }

    private static Background start(Run program, String... args) {
        return Background.start(it -> () -> program.run(List.of(args), it.out(), it.err()));
    }

    private int run(Run program, String... args) {
        return program.run(
                List.of(args),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private String output() {
        return out.toString(UTF_8);
    }

    private String errors() {
        return err.toString(UTF_8);
    }

    @Test
    void echoClientGetsBackWhatItSends() throws Exception {
        try (Background server =
                start(UdpEchoServer::run, "--host", "127.0.0.1", "--port", "0", "--count", "4")) {
            String port = "" + server.port();

            int status =
                    run(
                            UdpEchoClient::run,
                            "--host",
                            "127.0.0.1",
                            "--port",
                            port,
                            "--message",
                            "z\u00fcrich",
                            "--message",
                            "",
                            "--count",
                            "2");

            assertEquals(0, status, errors());
            String each =
                    "sent 7 bytes \"z\\xc3\\xbcrich\"\ngot it back\nsent 0 bytes \"\"\ngot it back\n";
            assertEquals(each + each, output());
            assertEquals(0, server.status());
            String first = server.nextLine();
            assertTrue(first.matches("127.0.0.1:\\d+ sent 7 bytes \"z\\\\xc3\\\\xbcrich\""), first);
            assertTrue(server.nextLine().endsWith(" sent 0 bytes \"\""));
        }
    }

    @Test
    void echoClientTriesAgainWhenDatagramsAreLost() throws Exception {
        try (DatagramSocket lossy = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Background client =
                        start(
                                UdpEchoClient::run,
                                "--host",
                                "127.0.0.1",
                                "--port",
                                "" + lossy.getLocalPort(),
                                "--wait",
                                "50",
                                "--tries",
                                "1000")) {
            var packet = new DatagramPacket(new byte[100], 100);
            lossy.receive(packet);
            lossy.receive(packet);
            byte[] late = "late".getBytes(UTF_8);
            lossy.send(new DatagramPacket(late, late.length, packet.getSocketAddress()));
            lossy.send(packet);
            assertEquals(0, client.status(), client::errors);
            assertTrue(client.rest().endsWith("got it back"), client.rest());
        }
    }

    @Test
    void echoClientEndsWithOneIfNobodyIsThere() throws Exception {
        int port = freePort();

        int status = run(UdpEchoClient::run, "--host", "127.0.0.1", "--port", "" + port);

        assertEquals(1, status);
        assertTrue(output().contains("no answer: nobody receives at"), output());
        assertTrue(errors().contains("that was sent 3 times"), errors());
    }

    @Test
    void discoveryFindsAllServicesOfLoopback() throws Exception {
        String port = "" + freePort();
        try (Background first = announce("printer", port);
                Background second = announce("z\u00fcrich", port)) {
            assertTrue(first.nextLine().endsWith(":" + port));
            assertTrue(second.nextLine().endsWith(":" + port));

            int status = run(LanDiscovery::run, "--port", port, "--count", "2", "--wait", "20000");

            assertEquals(0, status, errors());
            List<String> lines = output().lines().toList();
            assertEquals("asking 127.255.255.255:" + port + ": who is there?", lines.get(0));
            assertEquals(
                    List.of(
                            "127.0.0.1:" + port + " is 7 bytes \"printer\"",
                            "127.0.0.1:" + port + " is 7 bytes \"z\\xc3\\xbcrich\""),
                    lines.subList(1, 3).stream().sorted().toList());
            assertEquals(0, first.status(), first::errors);
            assertEquals(0, second.status(), second::errors);
            assertTrue(first.nextLine().endsWith(" asks 13 bytes \"who is there?\""));
            assertEquals("answered: printer", first.nextLine());
        }
    }

    private static Background announce(String name, String port) {
        return start(LanDiscovery::run, "--announce", name, "--port", port, "--count", "1");
    }

    @Test
    void discoveryAnswersNothingButItsQuestion() throws Exception {
        int port = freePort();
        try (Background service = announce("printer", "" + port);
                var asker = Udp.bind(new InetSocketAddress("127.0.0.1", 0), Codecs.utf8())) {
            service.nextLine();
            var to = new InetSocketAddress("127.0.0.1", port);
            asker.send(new Datagram<>("what?", to));
            asker.send(new Datagram<>("who is there?", to));
            assertEquals("printer", asker.receive().message());
            assertEquals(0, service.status(), service::errors);
        }
    }

    @Test
    void discoveryEndsWithOneIfNobodyIsThere() throws Exception {
        assertEquals(1, run(LanDiscovery::run, "--port", "" + freePort(), "--wait", "20"));
        assertEquals("LanDiscovery: nobody is there\n", errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"239.192.7.3", "239.192.7.4"})
    void beaconIsHeardByAllMembers(String group) throws Exception {
        String port = "" + freePort();
        String[] listening = {"--group", group, "--port", port, "--count", "3"};
        try (Background first = start(TimeBeacon::run, listening);
                Background second = start(TimeBeacon::run, listening)) {
            assertEquals("listening on " + group + ":" + port, first.nextLine());
            second.nextLine();
            List<String> sending = new ArrayList<>(List.of(listening));
            sending.addAll(List.of("--send", "--every", "1"));

            assertEquals(0, run(TimeBeacon::run, sending.toArray(String[]::new)), errors());

            List<String> sent = output().lines().toList();
            assertEquals(3, sent.size());
            for (String each : sent) {
                String time = each.replaceAll("^sent (\\S+) to .*", "$1");
                for (Background member : List.of(first, second)) {
                    String line = member.nextLine();
                    assertTrue(line.matches("127.0.0.1:\\d+ says " + time), line + " for " + each);
                }
            }
            assertEquals(0, first.status());
            assertEquals(0, second.status());
        }
    }

    @Test
    void beaconListenersPassOverWhatIsNoTime() throws Exception {
        int port = freePort();
        try (Background member = start(TimeBeacon::run, "--port", "" + port, "--count", "1");
                var stranger = Udp.bind(new InetSocketAddress("127.0.0.1", 0), Codecs.utf8())) {
            member.nextLine();
            var to = new InetSocketAddress("127.0.0.1", port);
            stranger.send(new Datagram<>("half past nine", to));
            stranger.send(new Datagram<>("2026-01-02T03:04:05Z", to));
            String line = member.nextLine();
            assertTrue(line.endsWith(" says 2026-01-02T03:04:05Z"), line);
            assertEquals(0, member.status());
        }
    }

    @Test
    void serversEndWithOneIfTheirPortIsTaken() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(0))) {
            String port = "" + taken.getLocalPort();
            assertEquals(1, run(UdpEchoServer::run, "--host", "127.0.0.1", "--port", port));
            assertEquals(1, run(LanDiscovery::run, "--announce", "x", "--port", port));
            assertEquals(1, run(TimeBeacon::run, "--port", port));
            assertEquals(3, errors().lines().filter(line -> line.contains("in use")).count());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port -1",
                "--port",
                "--count 0",
                "--what",
                "7000",
                "--interface no-such-interface"
            })
    void allEndWithTwoForBadArguments(String args) {
        for (Run each : programs()) {
            assertEquals(2, run(each, args.split(" ")));
        }
        assertTrue(errors().endsWith("Try --help.\n"), errors());
        assertEquals("", output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--every 0", "--group 127.0.0.1", "--group localhost", "--group 1.2.3"})
    void beaconEndsWithTwoForBadArguments(String args) {
        assertEquals(2, run(TimeBeacon::run, args.split(" ")));
        assertEquals(2, run(UdpEchoClient::run, "--wait", "0"));
        assertEquals(2, run(UdpEchoClient::run, "--tries", "0"));
        assertEquals("", output());
    }

    @Test
    void allHelpOnEightyColumns() {
        for (Run each : programs()) {
            assertEquals(0, run(each, "--help"));
        }
        assertEquals(
                UdpEchoServer.HELP + UdpEchoClient.HELP + LanDiscovery.HELP + TimeBeacon.HELP,
                output());
        assertFalse(output().lines().anyMatch(line -> line.length() > 80));
    }

    private static List<Run> programs() {
        return List.of(UdpEchoServer::run, UdpEchoClient::run, LanDiscovery::run, TimeBeacon::run);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(0))) {
            return free.getLocalPort();
        }
    }
}
