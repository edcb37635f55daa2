/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.contract.Raw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each fault does to a stream. Raw reads show what arrives together, and when. */
class StreamFaultsTest {
    private static final Protocol<byte[]> RAW = Protocol.of(new Raw(), Codecs.bytes());
    private static final Protocol<byte[]> FRAMES =
            Protocol.of(new LengthPrefixed(1000), Codecs.bytes());
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MemoryNetwork network = MemoryNetwork.oneThread();

    private <M> Memory.Pair<M, byte[]> pair(Protocol<M> left, Faults faults) {
        return network.pair(left, RAW, Memory.Options.builder().faults(faults).build());
    }

    /** Returns the lengths of what arrives together, and when it does. */
    private List<String> arrivals(MessageChannel<byte[]> channel) throws IOException {
        List<String> arrivals = new ArrayList<>();
        for (byte[] each; (each = channel.receive()) != null; ) {
            arrivals.add(each.length + " at " + network.time().toNanos());
        }
        return arrivals;
    }

    private List<String> schedule(Faults faults, int writes) throws IOException {
        var pair = pair(RAW, faults);
        for (int i = 0; i < writes; i++) {
            pair.left().send(new byte[100 / writes]);
        }
        pair.left().shutdownOutput();
        return arrivals(pair.right());
    }

    @Test
    void deliversAtOnceWhatWasSentIfNothingGoesWrong() throws IOException {
        assertEquals(List.of("100 at 0"), schedule(Faults.seeded(3), 4));
    }

    @Test
    void cutsAtEachByte() throws IOException {
        assertEquals(100, schedule(Faults.none().cut(1), 1).size());
    }

    @Test
    void cutsWhereTheSeedSaysWhoeverWritesHowMuch() throws IOException {
        Faults faults = Faults.seeded(8).cut(7);
        List<Integer> whole = pieces(faults, 100);
        assertTrue(whole.stream().allMatch(each -> each >= 1 && each <= 7), whole::toString);
        assertTrue(whole.stream().distinct().count() > 3, whole::toString);
        assertEquals(whole, pieces(faults, 50));
    }

    private List<Integer> pieces(Faults faults, int bytesAWrite) throws IOException {
        var pair = MemoryNetwork.oneThread().pair(RAW, RAW, options(faults));
        for (int sent = 0; sent < 100; sent += bytesAWrite) {
            pair.left().send(new byte[bytesAWrite]);
        }
        pair.left().shutdownOutput();
        List<Integer> pieces = new ArrayList<>();
        for (byte[] each; (each = pair.right().receive()) != null; ) {
            pieces.add(each.length);
        }
        return pieces;
    }

    private static Memory.Options options(Faults faults) {
        return Memory.Options.builder().faults(faults).build();
    }

    @Test
    void sameSeedGivesTheSameBytesAtTheSameTimes() throws IOException {
        assertEquals(bumpy(5), bumpy(5));
        assertEquals(
                50, LongStream.range(0, 50).mapToObj(StreamFaultsTest::bumpy).distinct().count());
    }

    private static List<String> bumpy(long seed) {
        Faults faults =
                Faults.seeded(seed).cut(20).glue(Duration.ofMillis(3)).delay(Duration.ofMillis(9));
        var test = new StreamFaultsTest();
        try {
            return test.schedule(faults, 10);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eachConnectionAndEachDirectionHasChancesOfItsOwn() throws IOException {
        Faults faults = Faults.seeded(8).cut(30);
        List<List<String>> schedules = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            schedules.add(schedule(faults, 1));
            var pair = network.pair(RAW, RAW, options(faults));
            pair.right().send(new byte[100]);
            pair.right().shutdownOutput();
            schedules.add(arrivals(pair.left()));
        }
        assertEquals(20, schedules.stream().distinct().count());
    }

    @Test
    void altersNoByte() throws IOException {
        byte[] sent = new byte[1000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) i;
        }
        Faults faults = Faults.seeded(2).cut(40).delay(SECOND).glue(Duration.ofMillis(200));
        var pair =
                network.pair(RAW, RAW, Memory.Options.builder().capacity(7).faults(faults).build());
        var received = new ByteArrayOutputStream();
        for (int i = 0; i < sent.length; i += 5) {
            pair.left().send(Arrays.copyOfRange(sent, i, i + 5));
            while (received.size() < i + 5) {
                received.write(pair.right().receive());
            }
        }
        assertArrayEquals(sent, received.toByteArray());
    }

    @Test
    void delaysByNoMoreThanWasSaid() throws IOException {
        var times = new ArrayList<Long>();
        for (int i = 0; i < 50; i++) {
            long before = network.time().toNanos();
            schedule(Faults.seeded(i).delay(SECOND), 1);
            times.add(network.time().toNanos() - before);
        }
        assertTrue(times.stream().allMatch(each -> each <= SECOND.toNanos()), times::toString);
        assertTrue(times.stream().distinct().count() > 40, times::toString);
    }

    @Test
    void gluesWhatIsSentWithinAWindow() throws IOException {
        var pair = pair(RAW, Faults.none().glue(Duration.ofMillis(10)));
        pair.left().send(new byte[3]);
        network.advance(Duration.ofMillis(9));
        pair.left().send(new byte[4]);
        assertThrowsExactly(
                ReceiveTimeoutException.class, () -> pair.right().receive(Duration.ZERO));
        assertEquals(7, pair.right().receive().length);
        assertEquals(Duration.ofMillis(10), network.time());
        pair.left().send(new byte[5]);
        assertEquals(5, pair.right().receive().length);
        assertEquals(Duration.ofMillis(20), network.time());
    }

    @Test
    void stallsForAWhile() throws IOException {
        var pair = pair(RAW, Faults.none().stall(4, SECOND));
        pair.left().send(new byte[10]);
        assertEquals(4, pair.right().receive().length);
        assertThrowsExactly(
                ReceiveTimeoutException.class, () -> pair.right().receive(Duration.ofMillis(999)));
        assertEquals(6, pair.right().receive().length);
        assertEquals(SECOND, network.time());
    }

    @Test
    void aPeerThatNeverReadsLetsASendTimeOutAtOnce() throws IOException {
        Memory.Options options =
                Memory.Options.builder()
                        .faults(Faults.none().neverRead())
                        .capacity(1000)
                        .sendTimeout(Duration.ofHours(1))
                        .build();
        var pair = network.pair(FRAMES, FRAMES, options);
        pair.left().send(new byte[600]);
        assertThrowsExactly(SendTimeoutException.class, () -> pair.left().send(new byte[600]));
        assertEquals(Duration.ofHours(1), network.time());
        assertThrowsExactly(
                ReceiveTimeoutException.class, () -> pair.right().receive(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 25})
    void resetsBothEndsAfterSoManyBytes(int bytes) throws IOException {
        var pair = network.pair(FRAMES, FRAMES, options(Faults.none().reset(bytes)));
        int sent = 0;
        PeerClosedException failure = null;
        for (; failure == null; sent++) {
            try {
                pair.left().send(new byte[6]);
            } catch (PeerClosedException e) {
                failure = e;
            }
        }
        for (int i = 0; i < bytes / 10; i++) {
            assertEquals(6, pair.right().receive().length);
        }
        assertThrowsExactly(PeerClosedException.class, pair.right()::receive);
        assertThrowsExactly(PeerClosedException.class, () -> pair.right().send(new byte[1]));
        assertThrowsExactly(PeerClosedException.class, pair.left()::receive);
        assertEquals(bytes / 10 + 1, sent);
    }

    @Test
    void endsInsideAFrame() throws IOException {
        var pair = network.pair(FRAMES, FRAMES, options(Faults.none().end(15)));
        pair.left().send(new byte[6]);
        pair.left().send(new byte[6]);
        pair.left().send(new byte[6]);
        assertEquals(6, pair.right().receive().length);
        assertThrowsExactly(TruncatedFrameException.class, pair.right()::receive);
    }

    @Test
    void endsBetweenFrames() throws IOException {
        var pair = network.pair(FRAMES, FRAMES, options(Faults.none().end(10)));
        pair.left().send(new byte[6]);
        pair.left().send(new byte[900]);
        assertEquals(6, pair.right().receive().length);
        assertNull(pair.right().receive());
    }

    @Test
    void hitsOnlyWhatTheEndSendsThatHasThePlan() throws IOException {
        var listener = network.listen(FRAMES);
        var client =
                network.connect(listener.localAddress(), FRAMES, options(Faults.seeded(4).end(3)));
        var peer = listener.accept();
        peer.send(new byte[6]);
        client.send(new byte[6]);
        assertEquals(6, client.receive().length);
        assertThrowsExactly(TruncatedFrameException.class, peer::receive);
    }

    @Test
    void saysTheSeedWhenSomethingFails() {
        var pair = network.pair(FRAMES, FRAMES, options(Faults.seeded(4711).reset(3)));
        var failure = assertThrows(PeerClosedException.class, () -> pair.left().send(new byte[6]));
        assertTrue(failure.getMessage().contains("memory:2?seed=4711"), failure::getMessage);
    }

    @Test
    void saysWhatItIs() {
        assertEquals(
                "Faults[seed=7, cut=3, delay=PT0.02S, end=9]",
                Faults.seeded(7).cut(3).delay(Duration.ofMillis(20)).end(9).toString());
        assertNotEquals(Faults.none().toString(), Faults.none().cut(1).toString());
    }

    @Test
    void refusesWhatIsOutOfRange() {
        Faults none = Faults.none();
        assertThrows(IllegalArgumentException.class, () -> none.cut(0));
        assertThrows(IllegalArgumentException.class, () -> none.glue(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> none.delay(Duration.ofNanos(-1)));
        assertThrows(
                IllegalArgumentException.class, () -> none.delay(ChronoUnit.FOREVER.getDuration()));
        assertThrows(IllegalArgumentException.class, () -> none.stall(-1, SECOND));
        assertThrows(IllegalArgumentException.class, () -> none.stall(1, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> none.reset(-1));
        assertThrows(IllegalArgumentException.class, () -> none.end(-1));
        assertThrows(IllegalArgumentException.class, () -> none.lose(1.1));
        assertThrows(IllegalArgumentException.class, () -> none.duplicate(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> none.reorder(-0.1));
        assertThrows(IllegalArgumentException.class, () -> none.truncate(2));
    }
}
