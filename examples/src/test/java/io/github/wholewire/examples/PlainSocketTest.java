/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainSocketTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void gluesWhatIsThereBeforeItReads() throws IOException {
        Outcome outcome =
                BothHalves.carry(PlainSocket.lateReader(), List.of("one", "two", "", "three"));

        assertEquals(4, outcome.sent().count());
        assertEquals(List.of("\"onetwothree\""), shown(outcome));
        assertEquals(0, outcome.arrival().whole());
    }

    @Test
    void splitsWhatIsLongerThanItsBuffer() throws IOException {
        List<String> messages = List.of("one", "eleven");

        Outcome outcome = BothHalves.carry(small(messages), messages);

        assertEquals(List.of("\"one\"", "\"ele\"", "\"ven\""), shown(outcome));
        assertEquals(1, outcome.arrival().whole());
    }

    @Test
    void messageOfOneByteCannotBeSplit() throws IOException {
        List<String> messages = List.of("a", "b");

        assertEquals(2, BothHalves.carry(small(messages), messages).arrival().whole());
    }

    @Test
    void carriesNothingForEmptyMessages() throws IOException {
        Outcome outcome = BothHalves.carry(PlainSocket.lateReader(), Collections.nCopies(1000, ""));

        assertEquals(1000, outcome.sent().count());
        assertEquals(0, outcome.arrival().received().count());
        assertEquals(0, outcome.arrival().whole());
    }

    @Test
    void slowReaderGetsAllPacedMessagesInOnePiece() throws IOException {
        List<String> messages = List.of("one", "two", "three");

        Outcome outcome = BothHalves.carry(slow(messages), messages);

        assertEquals(List.of("\"onetwothree\""), shown(outcome));
        assertEquals(0, outcome.arrival().whole());
    }

    /** The first piece is what the sender was ahead by, however fast the reader is. */
    @Test
    void slowReaderGluesManyMessagesToo() throws IOException {
        List<String> messages = Collections.nCopies(500, "m");

        Outcome outcome = BothHalves.carry(slow(messages), messages);

        int first = outcome.arrival().received().first().get(0).length();
        assertTrue(first >= 64, () -> "the first piece has " + first + " bytes");
    }

    @Test
    void sendsNoFasterThanItsGaps() throws IOException {
        List<String> messages = List.of("one", "two", "three", "four");
        long start = System.nanoTime();

        BothHalves.carry(slow(messages), messages);

        long gaps = Duration.ofMillis(5 * 3).toNanos();
        assertTrue(System.nanoTime() - start >= gaps, "the sender did not pause");
    }

    /** Luck may keep a few messages apart, but not for ever. */
    @Test
    void smallGapsGlueSoonerOrLater() {
        List<String> messages = Collections.nCopies(200, "m");

        assertTimeoutPreemptively(
                DEADLINE,
                () -> {
                    long received;
                    do {
                        received =
                                BothHalves.carry(PlainSocket.smallGaps(), messages)
                                        .arrival()
                                        .received()
                                        .count();
                        assertTrue(received >= 1 && received <= 200, "received " + received);
                    } while (received == 200);
                });
    }

    @Test
    void tellsHowLongItPausesBetweenManyMessages() {
        PlainSocket way = slow(Collections.nCopies(10_000, "m"));

        assertEquals(Duration.ofNanos(50_000), way.gap());
        assertEquals(
                "pauses 50 us between sends; the reader is late, and 20 times slower",
                way.explanation());
        assertTrue(slow(List.of("m")).explanation().startsWith("pauses 5 ms "), "few messages");
    }

    @Test
    void getsLongAndManyMessagesAcross() {
        List<String> messages = Collections.nCopies(20_000, "m".repeat(1000));

        Outcome outcome =
                assertTimeoutPreemptively(
                        DEADLINE, () -> BothHalves.carry(small(messages), messages));

        assertEquals(20_000, outcome.sent().count());
        long received = outcome.arrival().received().count();
        assertTrue(received >= 20_000, () -> "" + received);
    }

    private static List<String> shown(Outcome outcome) {
        return outcome.arrival().received().first().stream().map(Received.Piece::shown).toList();
    }

    private static PlainSocket small(List<String> messages) {
        return PlainSocket.smallBuffer(new Messages("a test", messages));
    }

    private static PlainSocket slow(List<String> messages) {
        return PlainSocket.slowReader(new Messages("a test", messages));
    }
}
