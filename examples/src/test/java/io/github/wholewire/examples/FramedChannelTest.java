/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.Framer;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramedChannelTest {
    private static final List<String> MIXED = List.of("one", "", "z\u00fcrich", "x".repeat(40_000));

    @Test
    void linesComeWhole() throws IOException {
        Outcome outcome = carry(Framers.lines(), MIXED);

        assertEquals(4, outcome.arrival().received().count());
        assertEquals(4, outcome.arrival().whole());
    }

    @Test
    void lengthPrefixedComeWhole() throws IOException {
        Outcome outcome = carry(Framers.u32(), List.of("a\nb", "", "c\r"));

        assertEquals(3, outcome.arrival().whole());
        assertEquals(Refusals.NONE, outcome.sent().refusals());
    }

    @Test
    void recordsComeWholeOrAreRefused() throws IOException {
        List<String> messages = List.of("a\nb", "", "x".repeat(62), "y".repeat(63), "z\u00fcrich");

        Outcome outcome = BothHalves.carry(channel(TextRecord.PROTOCOL), messages);

        assertEquals(4, outcome.sent().count());
        assertEquals(4, outcome.arrival().whole());
        assertEquals(1, outcome.sent().refusals().count());
        String refusal = outcome.sent().refusals().first();
        assertTrue(refusal.contains("a text of 63 bytes exceeds the 62 of its field"), refusal);
    }

    @Test
    void countsWhatLinesRefuseAndGoesOn() throws IOException {
        Outcome outcome = carry(Framers.lines(), List.of("a", "b\nc", "x".repeat(70_000), "d"));

        assertEquals(2, outcome.sent().count());
        assertEquals(2, outcome.arrival().whole());
        assertEquals(2, outcome.sent().refusals().count());
        String refusal = outcome.sent().refusals().first();
        assertTrue(refusal.contains("line feed"), refusal);
    }

    @Test
    void everyMessageMayBeRefused() throws IOException {
        Outcome outcome = carry(Framers.lines(), List.of("\n"));

        assertEquals(0, outcome.sent().count());
        assertEquals(0, outcome.arrival().received().count());
        assertEquals(1, outcome.sent().refusals().count());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000})
    void getsManyMessagesAcross(int length) {
        List<String> messages = Collections.nCopies(20_000, "m".repeat(length));

        Outcome outcome =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(60), () -> carry(Framers.u32(), messages));

        assertEquals(20_000, outcome.arrival().whole());
    }

    private static Outcome carry(Framer framer, List<String> messages) throws IOException {
        return BothHalves.carry(channel(Protocol.of(framer, Codecs.utf8())), messages);
    }

    private static FramedChannel channel(Protocol<String> protocol) {
        return new FramedChannel("test", "a test", protocol);
    }
}
