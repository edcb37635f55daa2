/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.ChannelObserver;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.TruncatedFrameException;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An observer is told what happened, once, and can do no harm. */
@StreamsOnly("a bound channel is named by its own address; see DatagramContract")
abstract class ObservingContract extends ContractBase {
    private static final Protocol<String> SKIPPING =
            Protocol.of(new SkippingLines(3), Codecs.utf8());

    private final RecordingObserver observer = new RecordingObserver();
    private final Settings observed = Settings.PATIENT.observer(observer);

    @Test
    void tellsOfAnOrderlyLife() throws Exception {
        var link = connect(TEXT, TEXT, observed);
        assertEquals(List.of("opened"), observer.eventsOf(link.left()));
        assertEquals(List.of("opened"), observer.eventsOf(link.right()));
        link.left().send("a");
        link.left().sendAll(List.of("bb", "", "ccc"));
        link.left().close();
        assertEquals(4, receiveAll(link.right()).size());
        link.right().close();
        link.left().close();
        link.left().abort();
        link.right().abort();
        int bytes = wire(TEXT, "a", "bb", "", "ccc").length;
        assertEquals(4, observer.messagesSent.get());
        assertEquals(bytes, observer.bytesSent.get());
        assertEquals(4, observer.messagesReceived.get());
        assertEquals(bytes, observer.bytesReceived.get());
        assertEquals(List.of("opened", "closed"), observer.eventsOf(link.left()));
        assertEquals(List.of("opened", "closed"), observer.eventsOf(link.right()));
    }

    @Test
    void countsOnlyWhatWasSentAndReceived() throws Exception {
        var link = connect(LINES, RAW, observed);
        assertThrowsExactly(CodecException.class, () -> link.left().send("two\nlines"));
        assertThrowsExactly(
                CodecException.class, () -> link.left().sendAll(List.of("ok", "two\nlines")));
        assertEquals(1, observer.messagesSent.get());
        assertEquals(3, observer.bytesSent.get());
    }

    @Test
    void tellsOfADroppedMessage() throws Exception {
        var link = connect(TEXT, BYTES, observed);
        link.right().send(new byte[] {-1});
        var dropped = assertThrowsExactly(CodecException.class, link.left()::receive);
        link.left().close();
        assertEquals(List.of("opened", "dropped", "closed"), observer.eventsOf(link.left()));
        assertSame(dropped, observer.reasonsOf(link.left()).get(0));
        assertEquals(0, observer.messagesReceived.get());
    }

    @Test
    void tellsOfASkippedFrameAndGoesOn() throws Exception {
        var link = connect(SKIPPING, RAW, observed);
        link.right().send("a\ntoo long\nb\n".getBytes(US_ASCII));
        assertEquals("a", link.left().receive());
        assertEquals("b", link.left().receive());
        link.left().close();
        assertEquals(List.of("opened", "dropped", "closed"), observer.eventsOf(link.left()));
        assertInstanceOf(FrameTooLongException.class, observer.reasonsOf(link.left()).get(0));
        assertEquals(2, observer.messagesReceived.get());
        assertEquals(4, observer.bytesReceived.get());
    }

    /** Nothing of it is kept, but it is under way all the same. */
    @Test
    void tellsOfALateFrameThatIsSkipped() throws Exception {
        var link = connect(SKIPPING, RAW, observed.frameTimeout(50));
        link.right().send("too long".getBytes(US_ASCII));
        var late = assertThrowsExactly(TruncatedFrameException.class, link.left()::receive);
        link.left().close();
        assertEquals(
                List.of("opened", "dropped", "failed", "closed"), observer.eventsOf(link.left()));
        assertSame(late.getCause(), observer.reasonsOf(link.left()).get(0));
    }

    @Test
    void tellsOfTheFirstFailureOnly() throws Exception {
        var link = connect(TEXT, RAW, observed);
        link.right().send(new byte[] {-1, -1, -1, -1});
        var first = assertThrowsExactly(FrameTooLongException.class, link.left()::receive);
        assertThrowsExactly(FrameTooLongException.class, link.left()::receive);
        link.right().abort();
        Eventually.eventually(() -> "the reset", () -> cannotSend(link.left()));
        link.left().close();
        assertEquals(List.of("opened", "failed", "closed"), observer.eventsOf(link.left()));
        assertEquals(List.of(first), observer.reasonsOf(link.left()));
    }

    private static boolean cannotSend(io.github.wholewire.MessageChannel<String> channel) {
        try {
            channel.send("anybody there?");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void tellsOfAnEndInsideAFrame() throws Exception {
        var link = connect(TEXT, RAW, observed);
        link.right().send(new byte[3]);
        link.right().close();
        var first = assertThrowsExactly(TruncatedFrameException.class, link.left()::receive);
        link.left().close();
        assertEquals(List.of("opened", "failed", "closed"), observer.eventsOf(link.left()));
        assertEquals(List.of(first), observer.reasonsOf(link.left()));
    }

    @Test
    void tellsOfALateFrame() throws Exception {
        var link = connect(TEXT, RAW, observed.frameTimeout(50));
        link.right().send(new byte[3]);
        var first = assertThrowsExactly(TruncatedFrameException.class, link.left()::receive);
        link.left().close();
        assertEquals(List.of("opened", "failed", "closed"), observer.eventsOf(link.left()));
        assertEquals(List.of(first), observer.reasonsOf(link.left()));
    }

    @Test
    void tellsThatThePeerVanished() throws Exception {
        var link = connect(TEXT, TEXT, observed);
        link.right().abort();
        var first = assertThrowsExactly(PeerClosedException.class, link.left()::receive);
        link.left().close();
        assertEquals(List.of("opened", "failed", "closed"), observer.eventsOf(link.left()));
        assertEquals(List.of("opened", "closed"), observer.eventsOf(link.right()));
        assertEquals(List.of(first), observer.reasonsOf(link.left()));
    }

    @Test
    void tellsThatItClosedLast() throws Exception {
        for (int trial = 0; trial < 20; trial++) {
            var link = connect(TEXT, TEXT, observed);
            link.right().abort();
            link.left().close();
            List<String> events = observer.eventsOf(link.left());
            assertEquals("closed", events.get(events.size() - 1), () -> "in " + events);
        }
    }

    @Test
    void tellsOfNoFailureAfterTheClose() throws Exception {
        var link = connect(BYTES, BYTES, observed);
        var sending = blockedSend(Threads.PLATFORM, link.left());
        var receiving = start(link.left()::receive).awaitBlocked();
        link.left().close();
        receiving.interrupt();
        receiving.failure(ChannelInterruptedException.class);
        sending.failure(ChannelClosedException.class);
        assertEquals(List.of("opened", "closed"), observer.eventsOf(link.left()));
    }

    @Test
    void tellsThatItClosedAfterTheFailureThatIsBeingTold() throws Exception {
        var closing =
                new ChannelObserver() {
                    private Link<String, byte[]> link;

                    @Override
                    public void failed(SocketAddress remote, IOException cause) {
                        link.left().abort();
                        observer.failed(remote, cause);
                    }

                    @Override
                    public void closed(SocketAddress remote) {
                        observer.closed(remote);
                    }
                };
        closing.link = connect(TEXT, RAW, Settings.PATIENT.observer(closing));
        closing.link.right().send(new byte[] {-1, -1, -1, -1});
        assertThrowsExactly(FrameTooLongException.class, closing.link.left()::receive);
        assertEquals(List.of("failed", "closed"), observer.eventsOf(closing.link.left()));
    }

    @Test
    void countsWhatWasTakenOfSeveralThatFailed() throws Exception {
        var link = connect(BYTES, BYTES, observed.sendTimeout(100));
        byte[] message = new byte[Network.MORE_THAN_BUFFERED / 200];
        var failure =
                assertThrowsExactly(
                        SendTimeoutException.class,
                        () -> link.left().sendAll(Collections.nCopies(400, message)));
        long taken = observer.messagesSent.get();
        assertTrue(failure.getMessage().startsWith(taken + " messages "), failure::getMessage);
        assertEquals(taken * (4 + message.length), observer.bytesSent.get());
    }

    @Test
    void tellsOfAnInterrupt() throws Exception {
        var link = connect(TEXT, TEXT, observed);
        var receiving = start(link.left()::receive).awaitBlocked();
        receiving.interrupt();
        var first = receiving.failure(ChannelInterruptedException.class);
        link.left().close();
        assertEquals(List.of("opened", "failed", "closed"), observer.eventsOf(link.left()));
        assertEquals(List.of(first), observer.reasonsOf(link.left()));
    }

    @Test
    void tellsOfNoFailureWhenAbortedHere() throws Exception {
        var link = connect(TEXT, TEXT, observed);
        var receiving = start(link.left()::receive).awaitBlocked();
        link.left().abort();
        assertThrowsExactly(ChannelClosedException.class, receiving::result);
        assertEquals(List.of("opened", "closed"), observer.eventsOf(link.left()));
    }

    static Stream<Throwable> observerFailures() {
        return Stream.of(
                new IllegalStateException("provoked by a test"),
                new IOException("provoked by a test"),
                new AssertionError("provoked by a test"),
                new StackOverflowError("provoked by a test"));
    }

    @ParameterizedTest
    @MethodSource("observerFailures")
    void isNotHarmedByAnObserverThatThrows(Throwable failure) throws Exception {
        var throwing = Settings.PATIENT.observer(new ThrowingObserver(failure));
        var link = connect(TEXT, BYTES, throwing);
        link.left().send("a");
        link.left().sendAll(List.of("b", "c"));
        assertEquals(
                3 * 5,
                4 * 3
                        + countBytes(
                                link.right().receive(),
                                link.right().receive(),
                                link.right().receive()));
        link.right().send(new byte[] {-1});
        assertThrowsExactly(CodecException.class, link.left()::receive);
        link.left().close();
        assertNull(link.right().receive());
        link.right().close();

        var another = connect(TEXT, TEXT, throwing);
        another.right().abort();
        assertThrowsExactly(PeerClosedException.class, another.left()::receive);
        another.left().close();
    }

    private static int countBytes(byte[]... messages) {
        int count = 0;
        for (byte[] each : messages) {
            count += each.length;
        }
        return count;
    }

    private static final class ThrowingObserver implements ChannelObserver {
        private final Throwable failure;

        ThrowingObserver(Throwable failure) {
            this.failure = failure;
        }

        private void fail() {
            sneakyThrow(failure);
        }

        @SuppressWarnings("unchecked")
        private static <X extends Throwable> void sneakyThrow(Throwable failure) throws X {
            throw (X) failure;
        }

        @Override
        public void opened(SocketAddress remote) {
            fail();
        }

        @Override
        public void sent(int messages, long bytes) {
            fail();
        }

        @Override
        public void received(long bytes) {
            fail();
        }

        @Override
        public void dropped(SocketAddress remote, IOException reason) {
            fail();
        }

        @Override
        public void failed(SocketAddress remote, IOException cause) {
            fail();
        }

        @Override
        public void closed(SocketAddress remote) {
            fail();
        }
    }
}
