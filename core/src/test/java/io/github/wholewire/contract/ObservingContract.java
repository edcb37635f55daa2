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

import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.ChannelObserver;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.TruncatedFrameException;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        assertThrowsExactly(io.github.wholewire.ChannelClosedException.class, receiving::result);
        assertEquals(List.of("opened", "closed"), observer.eventsOf(link.left()));
    }

    @Test
    void isNotHarmedByAnObserverThatThrows() throws Exception {
        var link = connect(TEXT, BYTES, Settings.PATIENT.observer(new ThrowingObserver()));
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

        var another = connect(TEXT, TEXT, Settings.PATIENT.observer(new ThrowingObserver()));
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
        @Override
        public void opened(SocketAddress remote) {
            throw new IllegalStateException("opened");
        }

        @Override
        public void sent(int messages, long bytes) {
            throw new IllegalStateException("sent");
        }

        @Override
        public void received(long bytes) {
            throw new IllegalStateException("received");
        }

        @Override
        public void dropped(SocketAddress remote, IOException reason) {
            throw new IllegalStateException("dropped");
        }

        @Override
        public void failed(SocketAddress remote, IOException cause) {
            throw new IllegalStateException("failed");
        }

        @Override
        public void closed(SocketAddress remote) {
            throw new IllegalStateException("closed");
        }
    }
}
