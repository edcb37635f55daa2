/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageServer;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.tcp.TcpNetwork;
import io.github.wholewire.tcp.TcpOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Event-driven servers in a process of their own. For each line it makes and stops so many, or for
 * "tell" none, and prints its descriptors, threads, bytes of direct memory and resident KiB.
 */
final class ServersComeAndGo {
    private static final int PEERS = 20;

    private ServersComeAndGo() {}

    public static void main(String[] args) throws Exception {
        var orders = new BufferedReader(new InputStreamReader(System.in));
        for (String order; (order = orders.readLine()) != null; ) {
            int servers = order.equals("tell") ? 0 : Integer.parseInt(order);
            for (int i = 0; i < servers; i++) {
                comeAndGo();
            }
            tell();
        }
    }

    /** With peers that echo, that are in the midst of a frame, and that do not read. */
    private static void comeAndGo() throws Exception {
        ServeOptions loops = ServeOptions.builder().loops(2).build();
        MessageServer server =
                Tcp.serve(
                        TcpNetwork.IPV4.anyPort(),
                        Faults.BYTES,
                        connection -> connection::send,
                        TcpOptions.builder().serving(loops).build());
        List<AutoCloseable> peers = new ArrayList<>();
        for (int i = 0; i < PEERS; i++) {
            peers.add(echoing(server));
            peers.add(stuck(server, new byte[] {0, 0, 100, 0, 1}));
        }
        peers.add(stuck(server, new byte[3 * 1024 * 1024])); // empty frames
        server.stop(Duration.ZERO);
        for (AutoCloseable each : peers) {
            each.close();
        }
    }

    private static MessageChannel<byte[]> echoing(MessageServer server) throws IOException {
        MessageChannel<byte[]> peer = Tcp.connect(server.localAddress(), Faults.BYTES);
        for (int length : new int[] {10, 200_000}) {
            peer.send(Faults.message(length, length));
            Faults.numberOf(peer.receive());
        }
        return peer;
    }

    private static Socket stuck(MessageServer server, byte[] bytes) throws IOException {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        Socket peer = new Socket(address.getAddress(), address.getPort());
        peer.getOutputStream().write(bytes);
        return peer;
    }

    private static void tell() throws Exception {
        System.gc();
        Faults.Holdings holdings = Faults.Holdings.now();
        String status = Files.readString(Path.of("/proc/self/status"));
        String line = status.lines().filter(each -> each.startsWith("VmRSS")).findFirst().get();
        System.out.println(
                holdings.descriptors()
                        + " "
                        + holdings.threads()
                        + " "
                        + directMemory()
                        + " "
                        + line.replaceAll("\\D", ""));
    }

    /** By reflection, since the tests' module does not read that of the beans. */
    private static long directMemory() throws ReflectiveOperationException {
        Class<?> bean = Class.forName("java.lang.management.BufferPoolMXBean");
        Object pools =
                Class.forName("java.lang.management.ManagementFactory")
                        .getMethod("getPlatformMXBeans", Class.class)
                        .invoke(null, bean);
        long direct = 0;
        for (Object pool : (List<?>) pools) {
            if (bean.getMethod("getName").invoke(pool).equals("direct")) {
                direct += (long) bean.getMethod("getMemoryUsed").invoke(pool);
            }
        }
        return direct;
    }
}
