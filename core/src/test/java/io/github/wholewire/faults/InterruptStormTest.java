/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static io.github.wholewire.contract.Eventually.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.contract.Call;
import io.github.wholewire.contract.Link;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.contract.Threads;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.tcp.TcpNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T9: interrupts at any moment leave no half frame on a channel that is still usable. */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class InterruptStormTest {
    private static final int ROUNDS = Faults.size(700);
    private static final int MESSAGES = 30;
    private static final int LENGTH = 20_000;

    private final Random random = new Random(9);

    /** Interrupts at a random moment and waits for the end; returns whether it was noticed. */
    private boolean interrupt(Call<?> victim) throws Exception {
        long moment = System.nanoTime() + random.nextInt(1_000_000);
        while (System.nanoTime() - moment < 0) {
            Thread.onSpinWait();
        }
        victim.interrupt();
        try {
            victim.result();
            return false;
        } catch (ChannelInterruptedException e) {
            assertTrue(victim.wasFlagKept());
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendersLeaveNoHalfFrame(Threads threads) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var link = connect();
            var sent = new AtomicInteger();
            boolean all = round % 2 == 0;
            var victim =
                    threads.run(() -> {
                        for (int i = 0; i < MESSAGES; i++) {
                            sendOne(link.left(), i, all);
                            sent.incrementAndGet();
                        }
                    });
            var receiving = Threads.PLATFORM.call(() -> receiveToTheEnd(link.right()));
            boolean noticed = interrupt(victim);
            boolean usable = link.left().isOpen();
            assertTrue(usable || noticed);
            if (usable) {
                link.left().send(Faults.message(sent.get(), 0));
                link.left().close();
                assertEquals(sent.get() + 1, receiving.result());
            } else {
                assertTrue(receiving.result() <= sent.get() + 1);
            }
            link.abort();
        }
    }

    private static void sendOne(MessageChannel<byte[]> channel, int number, boolean all)
            throws IOException {
        byte[] message = Faults.message(number, LENGTH);
        if (all) {
            channel.sendAll(Collections.singletonList(message));
        } else {
            channel.send(message);
        }
    }

    private static int receiveToTheEnd(MessageChannel<byte[]> channel) throws IOException {
        int count = 0;
        try {
            for (byte[] message; (message = channel.receive(PATIENCE)) != null; count++) {
                assertEquals(count, Faults.numberOf(message));
            }
        } catch (TruncatedFrameException | PeerClosedException e) {
            // it was interrupted while writing
        }
        return count;
    }

    @ParameterizedTest
    @EnumSource
    void receiversLoseNoMessage(Threads threads) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var link = connect();
            var received = new AtomicInteger();
            boolean timed = round % 2 == 0;
            var victim =
                    threads.run(() -> {
                        for (byte[] message; (message = next(link.left(), timed)) != null; ) {
                            assertEquals(received.getAndIncrement(), Faults.numberOf(message));
                        }
                    });
            var sending =
                    Threads.PLATFORM.run(() -> {
                        for (int i = 0; i < MESSAGES; i++) {
                            link.right().send(Faults.message(i, LENGTH));
                        }
                        link.right().shutdownOutput();
                    });
            boolean noticed = interrupt(victim);
            boolean usable = link.left().isOpen();
            assertTrue(usable || noticed);
            if (usable) {
                for (byte[] message; (message = next(link.left(), timed)) != null; ) {
                    assertEquals(received.getAndIncrement(), Faults.numberOf(message));
                }
                assertEquals(MESSAGES, received.get());
                sending.result();
            }
            link.abort();
            sending.join();
        }
    }

    private static byte[] next(MessageChannel<byte[]> channel, boolean timed) throws IOException {
        return timed ? channel.receive(PATIENCE) : channel.receive();
    }

    @ParameterizedTest
    @EnumSource
    void sendersInTurnLeaveNoHalfFrame(Threads threads) throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            var link = connect();
            List<Call<Void>> victims = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                victims.add(
                        threads.run(() -> {
                            for (int n = 0; n < MESSAGES; n++) {
                                link.left().send(Faults.message(n, LENGTH));
                            }
                        }));
            }
            var cut = Threads.PLATFORM.call(() -> isCutShort(link.right()));
            for (Call<Void> each : victims) {
                interruptOneOfSeveral(each);
            }
            boolean usable = link.left().isOpen();
            link.left().close();
            assertFalse(cut.result() && usable, "half a frame on a channel that goes on");
            link.abort();
        }
    }

    private static boolean isCutShort(MessageChannel<byte[]> channel) throws IOException {
        try {
            for (byte[] each; (each = channel.receive(PATIENCE)) != null; ) {
                Faults.numberOf(each);
            }
            return false;
        } catch (TruncatedFrameException | PeerClosedException e) {
            return true;
        }
    }

    /** Another's interrupt may have closed the channel. */
    private void interruptOneOfSeveral(Call<Void> victim) throws Exception {
        try {
            interrupt(victim);
        } catch (ChannelClosedException e) {
            assertNotNull(e.getCause(), "which interrupt it was");
        }
    }

    @ParameterizedTest
    @EnumSource
    void thoseWhoAcceptLoseNoConnection(Threads threads) throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            boolean timed = round % 2 == 0;
            try (var listener = Tcp.listen(TcpNetwork.IPV4.anyPort(), Faults.BYTES)) {
                var victim =
                        threads.call(() -> timed ? listener.accept(PATIENCE) : listener.accept());
                var client = Tcp.connect(listener.localAddress(), Faults.BYTES);
                if (!interrupt(victim)) {
                    var peer = victim.result();
                    client.send(Faults.message(round, 0));
                    assertEquals(round, Faults.numberOf(peer.receive()));
                    peer.abort();
                } else if (listener.isOpen()) {
                    listener.accept(PATIENCE).abort();
                }
                client.abort();
            }
        }
    }

    private static Link<byte[], byte[]> connect() throws IOException {
        return TcpNetwork.IPV4.connect(Faults.BYTES, Faults.BYTES, Settings.PATIENT);
    }
}
