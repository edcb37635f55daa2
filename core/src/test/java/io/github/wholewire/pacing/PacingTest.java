/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.CodecException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageSender;
import io.github.wholewire.SendTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {
    private final FakeClock clock = new FakeClock();

    @SuppressWarnings("unchecked")
    private final MessageChannel<String> channel = mock(MessageChannel.class);

    @Test
    void letsOneMessageGoThenOneEachInterval() throws IOException {
        MessageChannel<String> paced =
                Pacing.messagesPerSecond(10).clock(clock).build().pace(channel);

        assertEquals(List.of(0L, 100L, 200L, 300L), millisOfSends(paced, 4, "m"));
    }

    @Test
    void letsABurstGoAtOnceAndThenKeepsToTheRate() throws IOException {
        MessageChannel<String> paced =
                Pacing.messagesPerSecond(10).burst(3).clock(clock).build().pace(channel);

        assertEquals(List.of(0L, 0L, 0L, 100L, 200L), millisOfSends(paced, 5, "m"));
    }

    @Test
    void savesUpNoMoreThanTheBurst() throws IOException {
        MessageChannel<String> paced =
                Pacing.messagesPerSecond(10).burst(2).clock(clock).build().pace(channel);
        millisOfSends(paced, 2, "m");
        clock.pass(Duration.ofHours(1));
        long start = clock.millis();

        List<Long> sends = millisOfSends(paced, 4, "m").stream().map(at -> at - start).toList();

        assertEquals(List.of(0L, 0L, 100L, 200L), sends);
    }

    @Test
    void countsBytesByTheCallersMeasure() throws IOException {
        MessageChannel<String> paced =
                Pacing.bytesPerSecond(1000, String::length)
                        .burst(100)
                        .clock(clock)
                        .build()
                        .pace(channel);

        assertEquals(List.of(0L, 0L, 50L, 100L), millisOfSends(paced, 4, "x".repeat(50)));
    }

    @Test
    void makesThoseBehindPayForAMessageLargerThanTheBurst() throws IOException {
        MessageChannel<String> paced =
                Pacing.bytesPerSecond(1000, String::length)
                        .burst(100)
                        .clock(clock)
                        .build()
                        .pace(channel);

        paced.send("x".repeat(600));
        assertEquals(0, clock.millis());
        paced.send("x");
        assertEquals(501, clock.millis());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 7, 1000, 123_456})
    void keepsToTheRateOverALongRun(double rate) throws IOException {
        MessageChannel<String> paced =
                Pacing.messagesPerSecond(rate).clock(clock).build().pace(channel);
        int count = 10_000;

        for (int i = 0; i < count; i++) {
            paced.send("m");
        }

        assertEquals((count - 1) / rate, clock.nanoTime() / 1e9, count * 1e-9);
    }

    @Test
    void saysNoAtOnceWhenTheTimeoutWouldPass() throws IOException {
        MessageChannel<String> paced =
                Pacing.messagesPerSecond(10)
                        .timeout(Duration.ofMillis(150))
                        .clock(clock)
                        .build()
                        .pace(channel);
        paced.send("first");
        Pacing<Object> strict =
                Pacing.messagesPerSecond(10).timeout(Duration.ZERO).clock(clock).build();
        MessageChannel<String> never = strict.pace(channel);
        never.send("at once");

        assertThrows(SendTimeoutException.class, () -> never.send("refused"));
        assertEquals(0, clock.millis());
        verify(channel, never()).send("refused");
        paced.send("second");
        assertEquals(100, clock.millis());
        never.send("again");
    }

    @Test
    void givesTheTokensOfARefusedMessageToTheNext() throws IOException {
        MessageChannel<String> paced =
                Pacing.bytesPerSecond(1000, String::length)
                        .burst(100)
                        .timeout(Duration.ZERO)
                        .clock(clock)
                        .build()
                        .pace(channel);
        paced.send("x".repeat(60));

        assertThrows(SendTimeoutException.class, () -> paced.send("x".repeat(41)));
        paced.send("x".repeat(40));

        assertEquals(0, clock.millis());
    }

    @Test
    void sharesTheRateAmongSenders() throws IOException {
        @SuppressWarnings("unchecked")
        MessageSender<Integer> other = mock(MessageSender.class);
        Pacing<Object> pacing = Pacing.messagesPerSecond(10).clock(clock).build();
        MessageChannel<String> paced = pacing.pace(channel);
        MessageSender<Integer> pacedOther = pacing.pace(other);

        paced.send("m");
        pacedOther.send(1);

        assertEquals(100, clock.millis());
    }

    @Test
    void sendsNothingWhenInterruptedAndKeepsTheFlag() throws IOException {
        MessageChannel<String> paced =
                Pacing.messagesPerSecond(10).clock(clock).build().pace(channel);
        paced.send("first");
        Thread.currentThread().interrupt();

        assertThrows(ChannelInterruptedException.class, () -> paced.send("second"));
        assertTrue(Thread.interrupted());
        verify(channel, never()).send("second");
        paced.send("third");
        assertEquals(100, clock.millis(), "the tokens of the interrupted send were given back");
    }

    @Test
    void saysHowManyOfSeveralWereTaken() throws IOException {
        MessageChannel<String> paced =
                Pacing.messagesPerSecond(10).clock(clock).build().pace(channel);
        doThrow(new CodecException("no")).when(channel).send("c");

        CodecException e =
                assertThrows(
                        CodecException.class, () -> paced.sendAll(List.of("a", "b", "c", "d")));

        assertTrue(e.getMessage().startsWith("2 messages were taken"), e.getMessage());
        verify(channel, never()).send("d");
        assertEquals(200, clock.millis());
    }

    @Test
    void passesEverythingElseThrough() throws IOException {
        when(channel.receive()).thenReturn("received");
        when(channel.receive(any())).thenReturn("in time");
        when(channel.isOpen()).thenReturn(true);
        MessageChannel<String> paced = Pacing.messagesPerSecond(1).build().pace(channel);

        assertEquals("received", paced.receive());
        assertEquals("in time", paced.receive(Duration.ofSeconds(1)));
        assertTrue(paced.isOpen());
        paced.shutdownOutput();
        paced.abort();
        paced.close();

        verify(channel).shutdownOutput();
        verify(channel).abort();
        verify(channel).close();
    }

    @Test
    void refusesSettingsOutOfRange() {
        Pacing.Builder<Object> builder = Pacing.messagesPerSecond(1);

        assertThrows(IllegalArgumentException.class, () -> Pacing.messagesPerSecond(0));
        assertThrows(IllegalArgumentException.class, () -> Pacing.messagesPerSecond(Double.NaN));
        assertThrows(
                IllegalArgumentException.class,
                () -> Pacing.messagesPerSecond(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> builder.burst(0));
        assertThrows(IllegalArgumentException.class, () -> builder.timeout(Duration.ofNanos(-1)));
    }

    @Test
    void refusesANegativeSizeAndSendsNothing() throws IOException {
        MessageChannel<String> paced =
                Pacing.<String>bytesPerSecond(1, text -> -1).clock(clock).build().pace(channel);

        assertThrows(IllegalArgumentException.class, () -> paced.send("m"));
        verify(channel, never()).send(any());
    }

    private List<Long> millisOfSends(MessageSender<String> paced, int count, String message)
            throws IOException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            paced.send(message);
            times.add(clock.millis());
        }
        return times;
    }
}
