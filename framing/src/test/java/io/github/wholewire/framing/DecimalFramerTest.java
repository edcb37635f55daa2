/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wholewire.CodecException;
import io.github.wholewire.Framer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Netstrings and octet counting. */
class DecimalFramerTest {
    @Test
    void netstringsOfTheSpecification() throws Exception {
        Framer framer = Framers.netstring();
        assertEquals("12:hello world!,", Streams.encode(framer, "hello world!"));
        assertEquals("0:,", Streams.encode(framer, ""));
        assertEquals(
                List.of("hello world!", "", "a"),
                Streams.decode(framer, List.of("12:hello world!,0:,1:a,")).frames());
    }

    @Test
    void octetCountsOfTheSpecification() throws Exception {
        Framer framer = Framers.octetCounted();
        assertEquals("11 <34>1 - - -" + "1 x", Streams.encode(framer, "<34>1 - - -", "x"));
        assertEquals(
                List.of("<34>1 - - -", "1 x"),
                Streams.decode(framer, List.of("11 <34>1 - - -3 1 x")).frames());
        assertThrows(CodecException.class, () -> Streams.encode(framer, ""));
    }

    /** Three digits are left free: fewer and more have to be fitted. */
    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 99, 100, 999, 1000, 65_536, 1_048_576})
    void writesAsManyDigitsAsAreNeeded(int length) throws Exception {
        String payload = "x".repeat(length);
        assertEquals(length + " " + payload, Streams.encode(Framers.octetCounted(), payload));
        String frame = Streams.encode(Framers.netstring(), payload);
        assertEquals(length + ":" + payload + ",", frame);
        assertEquals(
                List.of(payload), Streams.decode(Framers.netstring(), List.of(frame)).frames());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "GET / HTTP/1.1 | byte 0 is another",
                ":, | byte 0 is another",
                "00:, | byte 1 is another",
                "01:a, | byte 1 is another",
                "-1:a, | byte 0 is another",
                "1 :a, | byte 1 is another",
                "1a | byte 1 is another",
                "1:ab | ',' is missing behind a payload of 1 bytes",
                "10 | payload of 10 bytes or more exceeds maxFrameLength=9",
                "99999999999999999999 | payload of 99 bytes or more exceeds maxFrameLength=9"
            })
    void netstringIsRefused(String stream, String rule) {
        Streams.assertRefused(Framers.netstring(9), stream, rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0 | byte 0 is another",
                "<34>1 - - | byte 0 is another",
                "1: | byte 1 is another",
                "10 | payload of 10 bytes or more exceeds maxFrameLength=9"
            })
    void octetCountIsRefused(String stream, String rule) {
        Streams.assertRefused(Framers.octetCounted(9), stream, rule);
    }

    @Test
    void limitsAreCheckedWhenBuilt() {
        assertThrows(IllegalArgumentException.class, () -> Framers.netstring(-1));
        assertThrows(IllegalArgumentException.class, () -> Framers.netstring((1 << 30) + 1));
        assertThrows(IllegalArgumentException.class, () -> Framers.octetCounted(0));
        assertEquals(0, Framers.netstring(0).maxFrameLength());
    }
}
