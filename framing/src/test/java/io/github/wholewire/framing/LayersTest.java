/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Framers over framers: checksums and compression. */
class LayersTest {
    /** The check values of these algorithms. */
    private static final String CHECK = "123456789";

    @Test
    void checksumsAreTheStandardOnes() throws Exception {
        assertEquals("cbf43926", checksum(Framers.checksummed(Framers.fixed(13), CRC32::new)));
        assertEquals("e3069283", checksum(Framers.checksummed(Framers.fixed(13), CRC32C::new)));
        assertEquals("091e01de", checksum(Framers.checksummed(Framers.fixed(13), Adler32::new)));
    }

    private static String checksum(Framer framer) throws Exception {
        return Streams.hex(Streams.encode(framer, CHECK)).substring(2 * CHECK.length());
    }

    @Test
    void checksumStandsWhereAndHowItIsWanted() throws Exception {
        Framer u32 = Framers.u32(100);
        ByteOrder little = ByteOrder.LITTLE_ENDIAN;
        assertEquals(
                "0000000d" + Streams.hex(CHECK) + "2639f4cb",
                Streams.hex(
                        Streams.encode(
                                Framers.checksumTrailer(u32, CRC32::new, 4, little), CHECK)));
        assertEquals(
                "0000000d" + "2639f4cb" + Streams.hex(CHECK),
                Streams.hex(
                        Streams.encode(Framers.checksumHeader(u32, CRC32::new, 4, little), CHECK)));
        assertEquals(
                "0000000b" + "3926" + Streams.hex(CHECK),
                Streams.hex(
                        Streams.encode(
                                Framers.checksumHeader(u32, CRC32::new, 2, ByteOrder.BIG_ENDIAN),
                                CHECK)));
        assertEquals(
                "00000011" + Streams.hex(CHECK) + "00000000cbf43926",
                Streams.hex(
                        Streams.encode(
                                Framers.checksumTrailer(u32, CRC32::new, 8, ByteOrder.BIG_ENDIAN),
                                CHECK)));
    }

    @Test
    void everyDamagedBitIsFound() throws Exception {
        Framer framer = Framers.checksummed(Framers.u32(100), CRC32C::new);
        byte[] frame = Streams.bytes(Streams.encode(framer, "hello"));
        for (int bit = 32; bit < 8 * frame.length; bit++) {
            byte[] damaged = frame.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals("no frame", Streams.decode(framer, damaged, 0, true).end());
        }
        Streams.assertRefused(framer, "\0\0\0\3abc", "3 bytes cannot hold a checksum of 4");
        Streams.assertRefused(framer, "\0\0\0\5abcde", "says 62636465");
    }

    /** What is summed up is longer than anything on the wire may be. */
    @Test
    void checksumOverCompressionIsOfTheLongPayload() throws Exception {
        Framer framer =
                Framers.checksummed(Framers.compressed(Framers.u32(1000), 100_000), CRC32::new);
        String payload = "x".repeat(100_000 - 4);
        String frame = Streams.encode(framer, payload);
        assertEquals(List.of(payload), Streams.decode(framer, List.of(frame)).frames());
    }

    @Test
    void checksumOfOnesOwn() throws Exception {
        Framer framer =
                Framers.checksumTrailer(Framers.u32(100), Xor::new, 1, ByteOrder.BIG_ENDIAN);
        assertEquals("\0\0\0\3ab\3", Streams.encode(framer, "ab"));
        assertEquals(List.of("ab"), Streams.decode(framer, List.of("\0\0\0\3ab\3")).frames());
    }

    private static final class Xor implements Checksum {
        private int sum;

        @Override
        public void update(int value) {
            sum ^= value;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                sum ^= bytes[i];
            }
        }

        @Override
        public long getValue() {
            return sum;
        }

        @Override
        public void reset() {
            sum = 0;
        }
    }

    @Test
    void compressedPayloadIsZlib() throws Exception {
        Framer framer = Framers.compressed(Framers.varint(), 1000);
        String payload = "hello ".repeat(50);
        byte[] frame = Streams.bytes(Streams.encode(framer, payload));
        assertTrue(frame.length < 40, frame.length + " bytes");
        try (var in = new InflaterInputStream(new ByteArrayInputStream(frame, 1, frame.length))) {
            assertArrayEquals(Streams.bytes(payload), in.readAllBytes());
        }
        assertEquals(List.of(payload), Streams.decode(framer, frame, 0, true).frames());
    }

    /** A kilobyte on the wire that would become a megabyte. */
    @Test
    void refusesWhatInflatesToMoreThanTheLimit() throws Exception {
        Framer generous = Framers.compressed(Framers.u32(2000), 1 << 20);
        Framer framer = Framers.compressed(Framers.u32(2000), 1000);
        String bomb = Streams.encode(generous, "\0".repeat(1 << 20));
        assertTrue(bomb.length() < 1100, bomb.length() + " bytes");
        Streams.assertRefused(framer, bomb, "exceeds maxFrameLength=1000");
        assertEquals(
                List.of("\0".repeat(1000)),
                Streams.decode(framer, List.of(Streams.encode(generous, "\0".repeat(1000))))
                        .frames());
        Streams.assertRefused(
                framer,
                Streams.encode(generous, "\0".repeat(1001)),
                "payload of 1001 bytes or more exceeds maxFrameLength=1000");
    }

    /** The one that refuses is named, not the one of the payload, which may be far larger. */
    @Test
    void saysThatTheFrameIsTooLongForTheWire() {
        Streams.assertRefused(
                Framers.compressed(Framers.u32(1000), 1 << 20),
                Streams.ofHex("00010000"),
                "payload of 65536 bytes exceeds maxEncodedLength=1000;");
        Streams.assertRefused(
                Framers.compressed(Framers.u32(1000), 1 << 20),
                Streams.ofHex("00010000"),
                "which looks like a length in the other byte order: little-endian it would be 256");
        Streams.assertRefused(
                Framers.compressed(Framers.lines(1000), 1 << 20),
                ".".repeat(1002),
                "no end of frame within 1002 bytes, which exceeds maxEncodedLength=1001;");
    }

    /** Both limits hold: what stands on the wire may be no longer than the inner framer says. */
    @ParameterizedTest
    @MethodSource("inner")
    void limitOfTheInnerFramerHoldsBothWays(Framer inner, Framer wider) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        String payload = Streams.text(ByteBuffer.wrap(noise));
        Framer framer = Framers.compressed(inner, 5000);

        FrameTooLongException refusal =
                assertThrows(FrameTooLongException.class, () -> Streams.encode(framer, payload));
        assertTrue(refusal.getMessage().contains("maxFrameLength=100 of the framer"));
        String frame = Streams.encode(Framers.compressed(wider, 5000), payload);
        assertEquals("too long", Streams.decode(framer, List.of(frame)).end());
        assertEquals("too long", Streams.decode(framer, Streams.bytes(frame), -1, true).end());
    }

    static List<Arguments> inner() {
        return List.of(
                arguments(Framers.u32(100), Framers.u32(1000)),
                arguments(Framers.varint(100), Framers.varint(1000)),
                arguments(Framers.netstring(100), Framers.netstring(1000)),
                arguments(Framers.slip(100), Framers.slip(1000)),
                arguments(Framers.cobs(100), Framers.cobs(1000)));
    }

    @Test
    void refusesWhatIsNotCompressed() throws Exception {
        Framer framer = Framers.compressed(Framers.u32(100), 1000);
        Streams.assertRefused(framer, "\0\0\0\5hello", "not compressed as in RFC 1950");
        Streams.assertRefused(framer, "\0\0\0\0", "ends inside the compressed data");
        String frame = Streams.encode(framer, "hello");
        String cut = frame.substring(4, frame.length() - 1);
        Streams.assertRefused(framer, Streams.encode(Framers.u32(), cut), "ends inside");
        String more = frame.substring(4) + "x";
        Streams.assertRefused(framer, Streams.encode(Framers.u32(), more), "1 bytes follow");
        Deflater deflater = new Deflater();
        deflater.setDictionary(Streams.bytes("hello"));
        try (var bytes = new java.io.ByteArrayOutputStream();
                var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(Streams.bytes("hello"));
            out.finish();
            String payload = Streams.text(ByteBuffer.wrap(bytes.toByteArray()));
            Streams.assertRefused(
                    framer, Streams.encode(Framers.u32(), payload), "needs a dictionary");
        } finally {
            deflater.end();
        }
    }

    /** Each layer takes off what it added, whatever is above and below it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void layersNestInAnyOrder(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < Streams.cases(50); i++) {
            Framer framer = randomLayers(random);
            String payload = "x".repeat(random.nextInt(1, 200)) + (char) random.nextInt(256);
            byte[] frame = Streams.bytes(Streams.encode(framer, payload, "a", payload));
            assertEquals(
                    List.of(payload, "a", payload),
                    RandomStreamsTest.decode(framer, frame, random).frames(),
                    framer::toString);
        }
    }

    private static Framer randomLayers(SplittableRandom random) {
        Framer framer =
                switch (random.nextInt(5)) {
                    case 0 -> Framers.u32();
                    case 1 -> Framers.varint();
                    case 2 -> Framers.slip();
                    case 3 -> Framers.cobs();
                    default -> Framers.netstring();
                };
        for (int layers = random.nextInt(5); layers > 0; layers--) {
            framer =
                    switch (random.nextInt(3)) {
                        case 0 -> Framers.compressed(framer, 10_000, random.nextInt(-1, 10));
                        case 1 -> Framers.checksummed(framer, CRC32::new);
                        default ->
                                Framers.checksumHeader(
                                        framer, Adler32::new, 3, ByteOrder.LITTLE_ENDIAN);
                    };
        }
        return framer;
    }

    @Test
    void settingsAreCheckedWhenBuilt() {
        Framer u32 = Framers.u32(3);
        assertThrows(IllegalArgumentException.class, () -> Framers.checksummed(u32, CRC32::new));
        assertEquals(0, Framers.checksummed(Framers.u32(4), CRC32::new).maxFrameLength());
        for (int length : new int[] {0, 9}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            Framers.checksumTrailer(
                                    Framers.u32(), CRC32::new, length, ByteOrder.BIG_ENDIAN));
        }
        assertThrows(NullPointerException.class, () -> Framers.checksummed(u32, null));
        assertThrows(IllegalArgumentException.class, () -> Framers.compressed(u32, -1));
        assertThrows(IllegalArgumentException.class, () -> Framers.compressed(u32, 9, 10));
        assertThrows(NullPointerException.class, () -> Framers.compressed(null, 9));
    }
}
