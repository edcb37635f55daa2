/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.TruncatedFrameException;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every connection of an event-driven server promises: as a blocking channel, but for what is
 * overridden here with the reason.
 */
public abstract class MessageConnectionContract {
    static {
        // Surefire opens the packages that hold the tests to be run, and this one holds none.
        Class<?> self = MessageConnectionContract.class;
        self.getModule().addOpens(self.getPackageName(), Test.class.getModule());
    }

    /** Returns how connections are served. */
    protected abstract ServedNetwork network();

    @AfterEach
    void stopServers() throws IOException {
        network().close();
    }

    @Nested
    class Delivery extends DeliveryContract {
        @Override
        Network network() {
            return MessageConnectionContract.this.network();
        }
    }

    @Nested
    class Coding extends CodingContract {
        @Override
        Network network() {
            return MessageConnectionContract.this.network();
        }

        @Override
        @Disabled("what a codec throws ends a served connection, if it is an Error")
        void losesOnlyTheMessageWhoseCodecThrowsAnError() {}

        @Override
        @Disabled("a handler does not ask for messages")
        void refusesAReceiveFromItsOwnDecoder() {}

        @Override
        @Disabled("a served connection closes after bad input; its handler may have a last word")
        void latchesBytesThatAreNoFrameAndGoesOnSending() {}
    }

    @Nested
    class Ending extends EndingContract {
        @Override
        Network network() {
            return MessageConnectionContract.this.network();
        }

        @Override
        Call<Void> blockedSend(Threads threads, MessageChannel<byte[]> channel) throws IOException {
            fill(channel);
            return super.blockedSend(threads, channel);
        }

        @Override
        @ParameterizedTest
        @EnumSource
        void wakesASenderWhenThePeerVanishes(Threads threads) throws Exception {
            var link = connect(BYTES, BYTES);
            var sending = blockedSend(threads, link.left());
            link.right().abort();
            var woken = sending.failure(PeerClosedException.class);
            var later =
                    assertThrowsExactly(
                            PeerClosedException.class, () -> link.left().send(new byte[1]));
            assertSame(woken.getCause(), later.getCause());
        }
    }

    @Nested
    class Timing extends TimingContract {
        @Override
        Network network() {
            return MessageConnectionContract.this.network();
        }

        @Override
        @Disabled("a handler does not ask for messages")
        void timesOutBehindAnotherReceiver(Threads threads) {}

        @Override
        @ParameterizedTest
        @EnumSource
        void givesUpSendingToAPeerThatDoesNotRead(Threads threads) throws Exception {
            // Long enough to begin the next send in, which is what has to be told.
            var link = connect(BYTES, BYTES, Settings.PATIENT.sendTimeout(500));
            fill(link.left());
            var sending = sending(threads, link.left(), new byte[1]);
            var late = sending.failure(SendTimeoutException.class);
            assertTrue(late.getMessage().startsWith("nothing was taken"), late::getMessage);
            var end =
                    assertThrowsExactly(
                            SendTimeoutException.class, () -> link.left().receive(LONG));
            assertFalse(link.left().isOpen());
            var closed =
                    assertThrowsExactly(
                            ChannelClosedException.class, () -> link.left().send(new byte[1]));
            assertSame(end, closed.getCause());
        }

        @Override
        @Disabled("a connection whose peer does not read for that long is closed")
        void goesOnReceivingWhileASendTimesOut(Threads threads) {}

        @Override
        @Test
        void countsWhatWasTakenInTime() throws Exception {
            var link = connect(BYTES, BYTES, Settings.PATIENT.sendTimeout(100));
            var messages = Collections.nCopies(400, new byte[Network.MORE_THAN_BUFFERED / 200]);
            var failure =
                    assertThrowsExactly(
                            SendTimeoutException.class, () -> link.left().sendAll(messages));
            assertTrue(failure.getMessage().matches("\\d+ messages .*"), failure::getMessage);
        }

        @Override
        void assertLate(MessageChannel<String> channel, TruncatedFrameException late) {
            Eventually.eventually(() -> "the close", () -> !channel.isOpen());
            var closed =
                    assertThrowsExactly(ChannelClosedException.class, () -> channel.send("late"));
            assertSame(late, closed.getCause());
        }
    }

    @Nested
    class Closing extends ClosingContract {
        @Override
        Network network() {
            return MessageConnectionContract.this.network();
        }

        @Override
        Call<Void> blockedSend(Threads threads, MessageChannel<byte[]> channel) throws IOException {
            fill(channel);
            return super.blockedSend(threads, channel);
        }

        @Override
        @ParameterizedTest
        @EnumSource
        void wakesASenderAtTheCloseTimeout(Threads threads) throws Exception {
            var link = connect(BYTES, BYTES);
            var sending = blockedSend(threads, link.left());
            var waiting = sending(threads, link.left(), new byte[1]).awaitBlocked();
            link.left().close();
            sending.failure(ChannelClosedException.class); // at once: nothing of it was taken
            waiting.failure(ChannelClosedException.class);
            assertEquals(Network.MORE_THAN_BUFFERED, link.right().receive(LONG).length);
            assertNull(link.right().receive(LONG));
        }

        @Override
        @Disabled("a handler is told of a close at once")
        void wakesAReceiverAtTheCloseTimeout(Threads threads) {}

        @Override
        @ParameterizedTest
        @EnumSource
        void letsAFrameBeingWrittenFinish(Threads threads) throws Exception {
            var link = connect(BYTES, BYTES);
            byte[] message = new byte[Network.MORE_THAN_BUFFERED];
            message[message.length - 1] = 1;
            sending(threads, link.left(), message).result();
            link.left().close();
            assertFalse(link.left().isOpen());
            assertArrayEquals(message, link.right().receive(LONG));
            assertNull(link.right().receive(LONG));
        }

        @Override
        @ParameterizedTest
        @EnumSource
        void abortCutsACloseShort(Threads threads) throws Exception {
            var link = connect(BYTES, BYTES);
            var sending = blockedSend(threads, link.left());
            link.left().close();
            sending.failure(ChannelClosedException.class);
            link.left().abort();
            assertThrows(ChannelException.class, () -> link.right().receive(LONG));
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        Network network() {
            return MessageConnectionContract.this.network();
        }
    }

    @Nested
    class Observing extends ObservingContract {
        @Override
        Network network() {
            return MessageConnectionContract.this.network();
        }

        @Override
        @Disabled("what was taken is told when it is in the kernel")
        void countsWhatWasTakenOfSeveralThatFailed() {}

        @Override
        @Disabled("no thread of the user receives, and a send that was taken has returned")
        void tellsOfNoFailureAfterTheClose() {}

        @Override
        @Disabled("no thread of the user receives")
        void tellsOfAnInterrupt() {}
    }

    /** Sends what no buffer holds: it is taken whole, and the next one has to wait. */
    private static void fill(MessageChannel<byte[]> channel) throws IOException {
        channel.send(new byte[Network.MORE_THAN_BUFFERED]);
    }
}
