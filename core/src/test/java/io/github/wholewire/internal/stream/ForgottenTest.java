/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.contract.Threads;
import io.github.wholewire.tcp.TcpNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForgottenTest {
    private static final Protocol<String> TEXT =
            Protocol.of(new LengthPrefixed(100), Codecs.utf8());

    /** Collects, until something that nobody holds has been found and closed. */
    private static void awaitCollection() {
        var closed = new AtomicBoolean();
        Forgotten.watch(
                new Object(),
                "provoked by a test",
                () -> closed.set(true),
                Origin.outside(ForgottenTest.class));
        eventually(
                () -> "what is forgotten is not closed",
                () -> {
                    System.gc();
                    return closed.get();
                });
    }

    @Test
    void closesAChannelWhoseHandleIsForgotten() throws Exception {
        var peer = TcpNetwork.IPV4.connect(TEXT, TEXT, Settings.PATIENT).left();
        peer.send("nobody will read this");
        awaitCollection();
        eventually(() -> "still open", () -> isAtItsEnd(peer));
        peer.close();
    }

    private static boolean isAtItsEnd(MessageChannel<String> channel) {
        try {
            return channel.receive(Duration.ofMillis(1)) == null;
        } catch (ReceiveTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsAChannelThatWasSwitched() throws Exception {
        var link = TcpNetwork.IPV4.connect(TEXT, TEXT, Settings.PATIENT);
        var left = link.left().switchTo(TEXT);
        var right = link.right();
        link = null;
        awaitCollection();
        assertTrue(left.isOpen());
        left.send("still here");
        assertEquals("still here", right.receive());
        left.close();
        assertNull(right.receive());
        right.close();
    }

    /** Compiled, a method lets go of its object when it last uses it, not when it returns. */
    @ParameterizedTest
    @EnumSource
    void keepsAChannelOnWhichSomebodyWaits(Threads threads) throws Exception {
        var link = TcpNetwork.IPV4.connect(TEXT, TEXT, Settings.PATIENT);
        var right = link.right();
        var left = new AtomicReference<>(link.left());
        link = null;
        int warmUp = 30_000;
        var receiving =
                threads.call(() -> {
                    for (int i = 0; i < warmUp; i++) {
                        left.get().receive();
                    }
                    return left.getAndSet(null).receive();
                });
        for (int i = 0; i < warmUp; i++) {
            right.send("m");
        }
        eventually(() -> "it does not wait", () -> left.get() == null);
        receiving.awaitBlocked();
        for (int i = 0; i < 3; i++) {
            awaitCollection();
            assertFalse(receiving.isDone());
        }
        right.send("last");
        assertEquals("last", receiving.result());
        right.abort();
    }
}
