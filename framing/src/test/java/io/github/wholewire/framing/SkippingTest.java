/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.ChannelObserver;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.memory.Memory;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that are too long, skipped by choice; RandomSettingsTest has all the cuts. */
class SkippingTest {
    static List<Arguments> framers() {
        return List.of(
                arguments(Framers.lines(5), "\n"),
                arguments(Framers.lines(5), "\r\n"),
                arguments(Framers.crlf(5), "\r\n"),
                arguments(Streams.delimited("abac", 5), "abac"),
                arguments(Streams.delimited(true, 5, "|", "=|=", "##"), "##"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framers")
    void goesOnBehindItAndKeepsNothing(DelimiterFramer framer, String end) throws Exception {
        MessageDecoder<String> decoder = Streams.decoder(framer.skippingTooLong());
        decoder.push(ByteBuffer.wrap(Streams.bytes("ok" + end)));
        assertEquals("ok", decoder.pull());
        byte[] piece = Streams.bytes("x".repeat(100_000));
        for (int i = 0; i < 50; i++) {
            decoder.push(ByteBuffer.wrap(piece));
            assertNull(decoder.pull());
            assertTrue(decoder.buffered() <= 3, () -> decoder.buffered() + " bytes kept");
        }
        decoder.push(ByteBuffer.wrap(Streams.bytes("x" + end + "fine" + end)));
        assertEquals("fine", decoder.pull());
        assertEquals(1, decoder.skipped());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framers")
    void isByChoice(DelimiterFramer framer, String end) {
        MessageDecoder<String> decoder = Streams.decoder(framer);
        decoder.push(ByteBuffer.wrap(Streams.bytes("too long" + end + "fine" + end)));
        assertThrows(FrameTooLongException.class, decoder::pull);
        assertThrows(FrameTooLongException.class, decoder::pull);
        assertTrue(framer.skippingTooLong().toString().contains("skipping"));
        assertFalse(framer.toString().contains("skipping"));
        assertEquals(framer.maxFrameLength(), framer.skippingTooLong().maxFrameLength());
    }

    @Test
    void strictLinesStayStrictInWhatIsSkipped() {
        for (String stream : List.of("too\nlong\r\n", "too long\rx\r\n", "too long\n\r\n")) {
            for (int cut = 0; cut <= stream.length(); cut++) {
                MessageDecoder<String> decoder = Streams.decoder(Framers.crlf(2).skippingTooLong());
                decoder.push(ByteBuffer.wrap(Streams.bytes(stream), 0, cut));
                byte[] rest = Streams.bytes(stream.substring(cut));
                FramingException refusal =
                        assertThrows(
                                FramingException.class,
                                () -> {
                                    assertNull(decoder.pull());
                                    decoder.push(ByteBuffer.wrap(rest));
                                    assertNull(decoder.pull());
                                });
                assertEquals(FramingException.class, refusal.getClass());
                assertEquals(0, refusal.offset());
            }
        }
    }

    @Test
    void channelTellsItsObserver() throws Exception {
        List<IOException> dropped = new CopyOnWriteArrayList<>();
        ChannelObserver observer =
                new ChannelObserver() {
                    @Override
                    public void dropped(SocketAddress remote, IOException reason) {
                        dropped.add(reason);
                    }
                };
        Protocol<String> sent = Protocol.of(Framers.lines(), Streams.LATIN_1);
        Protocol<String> received =
                Protocol.of(Framers.lines(5).skippingTooLong(), Streams.LATIN_1);
        Memory.Options options = Memory.Options.builder().observer(observer).build();
        try (Memory.Pair<String, String> pair = Memory.pair(sent, received, options)) {
            for (String line : List.of("a", "too long", "b", "x".repeat(60_000), "c")) {
                pair.left().send(line);
            }
            pair.left().shutdownOutput();
            for (String line : List.of("a", "b", "c")) {
                assertEquals(line, pair.right().receive());
            }
            assertNull(pair.right().receive());
        }
        assertEquals(2, dropped.size());
        assertTrue(dropped.stream().allMatch(FrameTooLongException.class::isInstance));
    }
}
