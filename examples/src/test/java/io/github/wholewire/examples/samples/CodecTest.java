/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.memory.Memory;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** README's own codecs. */
class CodecTest {
    record Reading(String sensor, double value) {}

    static final class ReadingCodec implements Codec<Reading> {
        @Override
        public Reading decode(ByteBuffer payload) throws IOException {
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            return new Reading(in.readUTF(), in.readDouble());
        }

        @Override
        public void encode(Reading reading, FrameOutput out) throws IOException {
            var data = new DataOutputStream(out); // FrameOutput is an OutputStream
            data.writeUTF(reading.sensor());
            data.writeDouble(reading.value());
            data.flush();
        }
    }

    private final Protocol<Reading> readings = Protocol.of(Framers.u32(), new ReadingCodec());

    @Test
    void readingsComeBackAsSent() throws IOException {
        try (var pair = Memory.pair(readings)) {
            pair.left().send(new Reading("cellar", 12.5));
            assertEquals(new Reading("cellar", 12.5), pair.right().receive());
        }
    }

    @Test
    void badPayloadCostsOnlyItself() throws IOException {
        Protocol<byte[]> raw = Protocol.of(Framers.u32(), Codecs.bytes());
        try (var pair = Memory.pair(raw, readings, Memory.Options.builder().build())) {
            pair.left().send(new byte[] {0, 6, 'c'});
            pair.right().send(new Reading("attic", 30));
            assertEquals(15, pair.left().receive().length);

            assertThrows(CodecException.class, () -> pair.right().receive());
            pair.left().send(new byte[10]);
            assertEquals(new Reading("", 0), pair.right().receive());
        }
    }

    @Test
    void mappedCodecDoesAsItsParts() throws IOException {
        Codec<Integer> numbers = Codecs.utf8().map(Integer::valueOf, String::valueOf);

        Protocol<Integer> lines = Protocol.of(Framers.lines(), numbers);
        try (var pair = Memory.pair(lines)) {
            pair.left().send(-42);
            assertEquals(-42, pair.right().receive());
        }
    }
}
