/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.contract.LengthPrefixed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An echo server that is to run out of descriptors, in a JVM of its own on Linux. It says which
 * thread accepts and on which port, and ends when it is told anything.
 */
final class FewDescriptors {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());
    private final ExecutorService conversations = Executors.newCachedThreadPool();

    private FewDescriptors() {}

    public static void main(String[] args) throws Exception {
        new FewDescriptors().run();
    }

    private void run() throws IOException {
        try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), TEXT)) {
            new Thread(() -> serve(listener)).start();
            System.in.read();
        }
        conversations.shutdown();
    }

    private void serve(ServerMessageChannel<String> listener) {
        try {
            System.out.println(Files.readSymbolicLink(Path.of("/proc/thread-self")));
            System.out.println(((InetSocketAddress) listener.localAddress()).getPort());
            listener.acceptEach(conversations, FewDescriptors::echo);
            System.out.println("ended in order");
        } catch (IOException e) {
            System.out.println("ended with " + e);
        }
    }

    private static void echo(MessageChannel<String> peer) throws Exception {
        for (String message; (message = peer.receive()) != null; ) {
            peer.send("echo " + message);
        }
    }
}
