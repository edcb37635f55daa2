/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsValues() {
        assertEquals(
                Map.of(
                        "a", Arrays.asList(true, false, null),
                        "\u00e9\n\"", new BigDecimal("-12.5e3"),
                        "", Map.of()),
                Json.object(
                        " { \"a\":[true , false,null], \"\\u00e9\\n\\\"\":-12.5e3,\"\":{ } } "));
        assertEquals(List.of(), Json.parse("[ ]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{]",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":1}",
                "01",
                "+1",
                "1.",
                ".5",
                "nul",
                "tru",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "1 2",
                "{a:1}",
                "'a'",
                "NaN",
                "-",
                "[1 2]",
                "\"\\u12",
            })
    void refusesWhatIsNoJson(String text) {
        assertThrows(IllegalArgumentException.class, () -> Json.parse(text));
    }
}
