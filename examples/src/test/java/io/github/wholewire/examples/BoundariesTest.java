/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundariesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void countsMessagesThatCameAlone(
            String why, List<String> messages, List<Integer> pieces, long expected) {
        Boundaries boundaries = new Boundaries(messages);
        pieces.forEach(boundaries::add);
        assertEquals(expected, boundaries.whole());
    }

    static Stream<Arguments> countsMessagesThatCameAlone() {
        return Stream.of(
                arguments("each alone", List.of("ab", "c"), List.of(2, 1), 2),
                arguments("glued", List.of("ab", "c"), List.of(3), 0),
                arguments("cut", List.of("ab", "c"), List.of(1, 1, 1), 1),
                arguments("cut elsewhere", List.of("ab", "cd"), List.of(1, 2, 1), 0),
                arguments("one alone, two glued", List.of("ab", "c", "d"), List.of(2, 2), 1),
                arguments("an empty one leaves no trace", List.of("", "a", ""), List.of(1), 1),
                arguments("counted in bytes", List.of("\u20AC"), List.of(3), 1),
                arguments("nothing came", List.of("ab"), List.of(), 0));
    }
}
