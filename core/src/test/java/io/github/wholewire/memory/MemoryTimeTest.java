/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.PeerUnreachableException;
import io.github.wholewire.Protocol;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.contract.Eventually;
import io.github.wholewire.contract.Lines;
import io.github.wholewire.contract.Raw;
import io.github.wholewire.contract.Threads;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time passes when a test says so, and then at once. */
@Timeout(60)
class MemoryTimeTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Protocol<String> LINES = Protocol.of(new Lines(1000), Codecs.utf8());
    private static final Protocol<byte[]> RAW = Protocol.of(new Raw(), Codecs.bytes());

    private static Memory.Builder options() {
        return Memory.Options.builder().sendTimeout(HOUR).closeTimeout(HOUR);
    }

    @Test
    void aBlockedReceiveEndsWhenItsTimeHasPassed() throws Exception {
        var network = MemoryNetwork.testTime();
        var pair = network.pair(LINES, LINES, options().build());
        var receiving = Threads.PLATFORM.call(() -> pair.left().receive(HOUR)).awaitBlocked();
        network.advance(HOUR.minusNanos(1));
        assertFalse(receiving.isDone());
        network.advance(Duration.ofNanos(1));
        receiving.failure(ReceiveTimeoutException.class);
        pair.right().send("later");
        assertEquals("later", pair.left().receive());
    }

    @Test
    void aBlockedSendEndsWhenItsTimeHasPassed() throws Exception {
        var network = MemoryNetwork.testTime();
        var pair = network.pair(LINES, LINES, options().capacity(10).build());
        var sending = Threads.PLATFORM.run(() -> pair.left().send("more than ten bytes"));
        sending.awaitBlocked();
        network.advance(HOUR.minusNanos(1));
        assertFalse(sending.isDone());
        network.advance(Duration.ofNanos(1));
        sending.failure(SendTimeoutException.class);
    }

    @Test
    void aFrameUnderWayIsLateWhenItsTimeHasPassed() throws Exception {
        var network = MemoryNetwork.testTime();
        var pair = network.pair(LINES, RAW, options().frameProgressTimeout(HOUR).build());
        var receiving = Threads.PLATFORM.call(pair.left()::receive).awaitBlocked();
        network.advance(HOUR);
        assertFalse(receiving.isDone(), "no frame was under way");
        pair.right().send(new byte[] {'a'});
        Eventually.eventually( // it begins once the receiver has come to it
                () -> "the frame's end",
                () -> {
                    network.advance(Duration.ofMinutes(1));
                    return receiving.isDone();
                });
        receiving.failure(TruncatedFrameException.class);
        assertTrue(network.time().compareTo(HOUR.multipliedBy(2)) >= 0);
        assertFalse(pair.left().isOpen());
    }

    @Test
    void aCloseGivesUpBlockedCallsWhenItsTimeHasPassed() throws Exception {
        var network = MemoryNetwork.testTime();
        var pair = network.pair(LINES, LINES, options().build());
        var receiving = Threads.PLATFORM.call(pair.left()::receive).awaitBlocked();
        pair.left().close();
        assertFalse(receiving.isDone());
        network.advance(HOUR);
        receiving.failure(ChannelClosedException.class);
    }

    @Test
    void takesWhatHasArrivedAlthoughTimeStandsStill() throws Exception {
        var network = MemoryNetwork.testTime();
        var pair = network.pair(LINES, LINES, options().build());
        assertThrowsExactly(
                ReceiveTimeoutException.class, () -> pair.left().receive(Duration.ZERO));
        pair.right().send("a");
        assertEquals("a", pair.left().receive(Duration.ZERO));
        assertEquals(Duration.ZERO, network.time());
    }

    @Test
    void delayedBytesArriveWhenTheirTimeHasCome() throws Exception {
        var network = MemoryNetwork.testTime();
        var faults = Faults.none().glue(HOUR);
        var pair = network.pair(LINES, LINES, options().faults(faults).build());
        pair.right().send("a");
        var receiving = Threads.PLATFORM.call(pair.left()::receive).awaitBlocked();
        network.advance(HOUR);
        assertEquals("a", receiving.result());
    }

    @Test
    void acceptingEndsWhenItsTimeHasPassed() throws Exception {
        var network = MemoryNetwork.testTime();
        var listener = network.listen(LINES);
        var accepting = Threads.PLATFORM.call(() -> listener.accept(HOUR)).awaitBlocked();
        network.advance(HOUR);
        accepting.failure(ReceiveTimeoutException.class);
        var other = Threads.PLATFORM.call(listener::accept).awaitBlocked();
        listener.close();
        other.failure(ChannelClosedException.class);
        assertThrowsExactly(
                PeerUnreachableException.class,
                () -> network.connect(listener.localAddress(), LINES));
    }

    @Test
    void anInterruptClosesAListener() throws Exception {
        var listener = MemoryNetwork.realTime().listen(LINES);
        var accepting = Threads.PLATFORM.call(listener::accept).awaitBlocked();
        accepting.interrupt();
        accepting.failure(ChannelInterruptedException.class);
        assertTrue(accepting.wasFlagKept());
        assertFalse(listener.isOpen());
    }

    @Test
    void oneThreadWaitsForHoursInNoTime() throws Exception {
        var network = MemoryNetwork.oneThread();
        var pair = network.pair(LINES, LINES, options().capacity(10).build());
        assertThrowsExactly(ReceiveTimeoutException.class, () -> pair.left().receive(HOUR));
        assertEquals(HOUR, network.time());
        assertThrowsExactly(
                SendTimeoutException.class, () -> pair.left().send("more than ten bytes"));
        assertEquals(HOUR.multipliedBy(2), network.time());
    }

    @Test
    void oneThreadDoesNotWaitForEver() throws Exception {
        var network = MemoryNetwork.oneThread();
        var pair = network.pair(LINES, LINES, options().build());
        var forEver = assertThrows(IllegalStateException.class, () -> pair.left().receive());
        assertTrue(forEver.getMessage().contains("for ever"), forEver::getMessage);
        pair.right().send("a");
        pair.right().close();
        assertEquals("a", pair.left().receive());
        assertNull(pair.left().receive());
        assertThrows(IllegalStateException.class, () -> network.listen(LINES).accept());
        assertThrows(IllegalStateException.class, () -> network.bind(Codecs.utf8()).receive());
    }

    @Test
    void oneThreadIsClosedByAnInterruptAsAll() throws Exception {
        var pair = MemoryNetwork.oneThread().pair(LINES, LINES, options().build());
        var receiving =
                Threads.PLATFORM.call(() -> {
                    Thread.currentThread().interrupt();
                    return pair.left().receive();
                });
        receiving.failure(ChannelInterruptedException.class);
        assertTrue(receiving.wasFlagKept());
    }

    @Test
    void oneThreadRefusesAcceptEach() {
        var listener = MemoryNetwork.oneThread().listen(LINES);
        assertThrows(
                UnsupportedOperationException.class,
                () -> listener.acceptEach(Runnable::run, peer -> {}));
    }

    @Test
    void realTimeCannotBeAdvanced() {
        var network = MemoryNetwork.realTime();
        assertThrows(UnsupportedOperationException.class, () -> network.advance(HOUR));
        assertThrows(UnsupportedOperationException.class, network::step);
        assertThrows(UnsupportedOperationException.class, MemoryNetwork.testTime()::step);
        assertThrows(
                IllegalArgumentException.class,
                () -> MemoryNetwork.testTime().advance(Duration.ofNanos(-1)));
    }
}
