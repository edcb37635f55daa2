/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServeOptionsTest {
    @Test
    void hasTheDocumentedDefaults() {
        ServeOptions defaults = ServeOptions.defaults();
        assertEquals(1, defaults.loops());
        assertEquals("wholewire-serve", defaults.threadName());
        assertEquals(ServeOptions.SYSTEM_LIMIT, defaults.maxConnections());
        assertEquals(64 * 1024, defaults.highWaterMark());
        assertEquals(32 * 1024, defaults.lowWaterMark());
        assertEquals(ServeOptions.OFF, defaults.idleTimeout());
        assertEquals(ServeOptions.OFF, defaults.readIdleTimeout());
        assertEquals(ServeOptions.OFF, defaults.writeIdleTimeout());
        assertEquals(Duration.ofSeconds(1), defaults.slowHandlerWarning());
        assertFalse(defaults.allowHalfOpen());
    }

    @Test
    void keepsWhatItIsTold() {
        ServeOptions options =
                ServeOptions.builder()
                        .loops(3)
                        .threadName("chat")
                        .maxConnections(4)
                        .waterMarks(5, 6)
                        .idleTimeout(Duration.ofSeconds(7))
                        .readIdleTimeout(Duration.ofSeconds(8))
                        .writeIdleTimeout(Duration.ofSeconds(9))
                        .slowHandlerWarning(ServeOptions.OFF)
                        .allowHalfOpen(true)
                        .build();
        assertEquals(3, options.loops());
        assertEquals("chat", options.threadName());
        assertEquals(4, options.maxConnections());
        assertEquals(5, options.lowWaterMark());
        assertEquals(6, options.highWaterMark());
        assertEquals(Duration.ofSeconds(7), options.idleTimeout());
        assertEquals(Duration.ofSeconds(8), options.readIdleTimeout());
        assertEquals(Duration.ofSeconds(9), options.writeIdleTimeout());
        assertEquals(ServeOptions.OFF, options.slowHandlerWarning());
        assertTrue(options.allowHalfOpen());
    }

    static Stream<Consumer<ServeOptions.Builder>> refused() {
        return Stream.of(
                builder -> builder.loops(0),
                builder -> builder.loops(1025),
                builder -> builder.maxConnections(0),
                builder -> builder.waterMarks(0, 1),
                builder -> builder.waterMarks(2, 1),
                builder -> builder.idleTimeout(Duration.ZERO),
                builder -> builder.readIdleTimeout(Duration.ZERO),
                builder -> builder.writeIdleTimeout(Duration.ofMillis(-1)),
                builder -> builder.slowHandlerWarning(Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatIsOutOfRange(Consumer<ServeOptions.Builder> setting) {
        var refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> setting.accept(ServeOptions.builder()));
        assertTrue(refusal.getMessage().contains("use "), refusal::getMessage);
    }
}
