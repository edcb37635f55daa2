/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpChannel;
import io.github.wholewire.udp.UdpOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The datagram samples of README and Javadoc, run over loopback. */
@Timeout(60)
class DatagramsTest {
    private final PrintStream before = System.out;
    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();

    @BeforeEach
    void catchOutput() {
        System.setOut(
                new PrintStream(before) {
                    @Override
                    public void println(String line) {
                        printed.add(line);
                    }
                });
    }

    @AfterEach
    void restoreOutput() {
        System.setOut(before);
    }

    /** Of README. */
    private static void serve(int port) throws IOException {
        try (UdpChannel<String> server =
                Udp.bind(new InetSocketAddress("localhost", port), Codecs.utf8())) {
            for (; ; ) {
                Datagram<String> datagram = server.receive();
                server.send(datagram.reply("echo " + datagram.message()));
            }
        }
    }

    /** Of README. */
    private static void ask(int port) throws IOException {
        try (MessageChannel<String> client = Udp.connect("localhost", port, Codecs.utf8())) {
            client.send("hello");
            System.out.println(client.receive(Duration.ofSeconds(1)));
        }
    }

    /** Of README. */
    private static void listen(int port, InetAddress group, NetworkInterface network)
            throws IOException {
        try (UdpChannel<String> channel = Udp.bind(new InetSocketAddress(port), Codecs.utf8())) {
            channel.join(group, network);
            Datagram<String> datagram = channel.receive();
            System.out.println(datagram.peer() + " says " + datagram.message());
        }
    }

    /** Of README. */
    private static void announce(SocketAddress group, NetworkInterface network) throws IOException {
        UdpOptions options = UdpOptions.builder().multicastTo(network).build();
        try (MessageChannel<String> beacon = Udp.connect(group, Codecs.utf8(), options)) {
            beacon.send("here I am");
        }
    }

    @Test
    void clientGetsItsEcho() throws Exception {
        int port = freePort();
        var serving =
                new FutureTask<>(() -> {
                    serve(port);
                    return null;
                });
        Thread server = new Thread(serving);
        server.start();

        String line = null;
        while (line == null) {
            assertTrue(server.isAlive());
            line = tryToAsk(port);
        }

        assertEquals("echo hello", line);
        server.interrupt();
        var end = assertThrows(ExecutionException.class, serving::get);
        assertInstanceOf(ChannelInterruptedException.class, end.getCause());
    }

    /** Nobody may be there yet. */
    private String tryToAsk(int port) {
        try {
            ask(port);
            return printed.poll();
        } catch (IOException e) {
            return null;
        }
    }

    @Test
    void memberHearsTheBeacon() throws Exception {
        int port = freePort();
        var group = InetAddress.getByName("239.192.7.2");
        var loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        var listening =
                new FutureTask<>(() -> {
                    listen(port, group, loopback);
                    return null;
                });
        Thread member = new Thread(listening);
        member.start();

        String line = null;
        while (line == null) {
            assertTrue(member.isAlive() || listening.isDone());
            announce(new InetSocketAddress(group, port), loopback);
            line = printed.poll(20, TimeUnit.MILLISECONDS);
        }

        assertTrue(line.matches("/127.0.0.1:\\d+ says here I am"), line);
        listening.get();
    }

    @Test
    void ofUdp() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress("localhost", 0);
        try (UdpChannel<String> server = Udp.bind(anyPort, Codecs.utf8());
                MessageChannel<String> client = Udp.connect(server.localAddress(), Codecs.utf8())) {
            client.send("hello");
            Datagram<String> question = server.receive();
            server.send(question.reply("hello " + question.peer()));
            System.out.println(client.receive(Duration.ofSeconds(1)));
        }
        String line = printed.remove();
        assertTrue(line.matches("hello /127.0.0.1:\\d+"), line);
    }

    @Test
    void ofUdpOptions() throws IOException {
        UdpOptions small = UdpOptions.builder().maxFrameLength(1452).build();

        var anyPort = new InetSocketAddress("localhost", 0);
        try (var server = Udp.bind(anyPort, Codecs.bytes(), small)) {
            var datagram = new Datagram<>(new byte[1453], server.localAddress());
            assertThrowsExactly(FrameTooLongException.class, () -> server.send(datagram));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
