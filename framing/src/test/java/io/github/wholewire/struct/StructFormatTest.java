/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StructFormatTest {
    private static final String STANDARD = "x c b B ? h H i I l L q Q e f d s p";
    private static final String NATIVE = "x c b B ? h H i I l L q Q n N e f d s p P";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0 | 0",
                "< | 0 | 0",
                "<IHh10s? | 19 | 5",
                ">4x | 4 | 0",
                "<3h2x0i | 8 | 3",
                "<lL | 8 | 2",
                "@lL | 16 | 2",
                "nNP | 24 | 3",
                "bhiq | 16 | 4",
                "qihb | 15 | 4",
                "b0i | 4 | 1",
                "ib0q | 8 | 2",
                "=bq | 9 | 2",
                "bx0h | 2 | 1",
                "<0s0p0c | 0 | 2",
                "b3sh | 6 | 3",
                "<2147483647s | 2147483647 | 1",
            })
    void sizeAndValuesFollowFromTheFormat(String format, int size, int valueCount) {
        Struct struct = Struct.of(format);
        assertEquals(size, struct.size());
        assertEquals(valueCount, struct.valueCount());
        assertEquals(format, struct.format());
    }

    @Test
    void whitespaceStandsBetweenItems() {
        Struct struct = Struct.of("< \t2h\n\u000Bi\f\r");
        assertEquals(8, struct.size());
        assertEquals(3, struct.valueCount());
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments(
                        "<IHz10s?",
                        "malformed format at index 3: 'z' is no code; use one of "
                                + STANDARD
                                + ", a count, or whitespace\n"
                                + "    <IHz10s?\n"
                                + "       ^"),
                arguments(
                        "I 10",
                        "malformed format at index 2: a count without a code behind it; add one of "
                                + NATIVE
                                + "\n    I 10\n"
                                + "      ^"),
                arguments(
                        "3 h",
                        "malformed format at index 1: whitespace between a count and its code;"
                                + " leave it out\n"
                                + "    3 h\n"
                                + "     ^"),
                arguments(
                        "<n",
                        "malformed format at index 1: 'n' is native only and has no standard size;"
                                + " use 'q' or 'Q', or the prefix '@'\n"
                                + "    <n\n"
                                + "     ^"),
                arguments(
                        " <h",
                        "malformed format at index 1: '<' is a prefix and stands only at index 0,"
                                + " or one of "
                                + NATIVE
                                + "\n     <h\n"
                                + "     ^"),
                arguments(
                        "<h\n\u00e9",
                        "malformed format at index 3: '\\xe9' is no code; use one of "
                                + STANDARD
                                + ", a count, or whitespace\n"
                                + "    <h\\n\\xe9\n"
                                + "        ^"),
                arguments(
                        "h2\0",
                        "malformed format at index 2: '\\0' is no code; use one of "
                                + NATIVE
                                + "\n    h2\\0\n"
                                + "      ^"),
                arguments(
                        "i".repeat(40) + "\u4e16" + "i".repeat(40),
                        "malformed format at index 40: '\\u4e16' is no code; use one of "
                                + NATIVE
                                + ", a count, or whitespace\n    ..."
                                + "i".repeat(30)
                                + "\\u4e16"
                                + "i".repeat(29)
                                + "...\n"
                                + " ".repeat(37)
                                + "^"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesMalformedFormatWithCaret(String format, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Struct.of(format));
        assertEquals(message, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "<b2147483647s, 2",
        "<2147483648x, 1",
        "<536870912i, 1",
        "<99999999999999999999h, 1",
        "<2147483647b0s, 12",
        "2147483647x0h, 12",
    })
    void refusesMoreThanAnArrayHolds(String format, int index) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Struct.of(format));
        assertEquals(
                "format too large at index "
                        + index
                        + ": up to here it takes more than 2147483647 bytes or values, the most"
                        + " that an array holds\n    "
                        + format
                        + "\n    "
                        + " ".repeat(index)
                        + "^",
                refusal.getMessage());
    }

    /** As CPython, whose sizes go up to 2^63-1. */
    @ParameterizedTest
    @CsvSource({
        "<9999999999qz, malformed format at index 12",
        "<z9999999999q, malformed format at index 1",
        "<9999999999q9999999999qh, format too large at index 1",
        "<9999999999999999999qz, format too large at index 1",
        "<1q1152921504606846976qz, format too large at index 3",
        "<9999999999999999999q\u00e9, malformed format at index 21",
    })
    void theFirstFaultIsTold(String format, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Struct.of(format));
        assertEquals(message, refusal.getMessage().split(":")[0]);
    }

    @Test
    void refusesNull() {
        assertThrows(NullPointerException.class, () -> Struct.of(null));
    }

    @Test
    void saysWhatItIs() {
        assertEquals("Struct[\"<2h\", 4 bytes]", Struct.of("<2h").toString());
    }
}
