/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import io.github.wholewire.Codecs;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.faults.Faults.Holdings;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.tcp.TcpNetwork;
import io.github.wholewire.udp.Udp;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Forgets channels; in a JVM of its own, to have its log and its descriptors. */
final class Forgetting {
    private Forgetting() {}

    public static void main(String[] args) throws Exception {
        forget(1); // what is loaded and started once
        awaitAll(Holdings.now().descriptors() - 4);
        long before = Holdings.now().descriptors();
        forget(Integer.parseInt(args[0]));
        awaitAll(before);
        System.out.println("all descriptors released");
    }

    private static void forget(int connections) throws IOException {
        try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), Faults.BYTES)) {
            for (int i = 0; i < connections; i++) {
                forgetBothEnds(listener);
            }
        }
        forgetOthers();
    }

    private static void forgetBothEnds(ServerMessageChannel<byte[]> listener) throws IOException {
        Tcp.connect(listener.localAddress(), Faults.BYTES).send(new byte[1]);
        listener.accept().send(new byte[1]);
    }

    private static void forgetOthers() throws IOException {
        Tcp.listen(TcpNetwork.IPV4.anyPort(), Faults.BYTES);
        Udp.bind(TcpNetwork.IPV4.anyPort(), Codecs.bytes());
    }

    private static void awaitAll(long descriptors) throws InterruptedException {
        while (Holdings.now().descriptors() > descriptors) {
            System.gc();
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
    }
}
