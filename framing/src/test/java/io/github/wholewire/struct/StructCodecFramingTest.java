/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructCodecFramingTest {
    @StructFormat(">BHx")
    record Header(int kind, int length) {}

    @StructFormat(">s")
    record Packet(Header header, @Rest byte[] body) {}

    @StructFormat("<hI")
    record Signed(short length, int other) {}

    @StructFormat("<qd")
    record Point(long time, double value) {}

    @StructFormat("<BH")
    record Other(@BitField(8) int bits, Kind kind) {}

    enum Kind {
        ONE
    }

    private static final Framer PACKETS = StructCodec.of(Header.class).framer("length");
    private static final Protocol<Packet> PROTOCOL =
            Protocol.of(PACKETS, StructCodec.of(Packet.class));

    @Test
    void takesTheLengthFromTheHeader() throws IOException {
        byte[] stream =
                encode(
                        PROTOCOL,
                        new Packet(new Header(1, 0), new byte[] {7, 8}),
                        new Packet(new Header(2, 99), new byte[0]));
        assertEquals("01000200" + "0708" + "02000000", HexFormat.of().formatHex(stream));
        for (int cut = 0; cut <= stream.length; cut++) {
            List<Packet> packets = decode(PROTOCOL, stream, cut);
            assertEquals(new Header(1, 2), packets.get(0).header());
            assertArrayEquals(new byte[] {7, 8}, packets.get(0).body());
            assertEquals(new Header(2, 0), packets.get(1).header());
            assertEquals(2, packets.size());
        }
    }

    @StructFormat(">qQ")
    record Wide(long signed, long unsigned) {}

    /** Though with what it does not count there would be enough. */
    @Test
    void refusesANegativeLength() {
        Framer framer = StructCodec.of(Wide.class).framer("signed", 100, 1000);
        byte[] header = ByteBuffer.allocate(60).putLong(-50).array();
        assertTrue(refusal(framer, header).contains("tells a length of -50 in all"));
        Protocol<byte[]> protocol = Protocol.of(framer, Codecs.bytes());
        assertThrows(CodecException.class, () -> encode(protocol, new byte[60]));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 99})
    void lengthBeyondALongIsTooLong(long length) {
        Framer framer = StructCodec.of(Wide.class).framer("unsigned", 100, 1000);
        byte[] header = ByteBuffer.allocate(60).putLong(8, length).array();
        assertTrue(refusal(framer, header).contains("exceeds maxFrameLength=1000"));
    }

    private static String refusal(Framer framer, byte[] stream) {
        Protocol<byte[]> protocol = Protocol.of(framer, Codecs.bytes());
        return String.valueOf(
                assertThrows(FramingException.class, () -> decode(protocol, stream, 0))
                        .getMessage());
    }

    @Test
    void takesLengthsOfTheWholeFrame() throws IOException {
        Framer framer = StructCodec.of(Header.class).framer("length", 0, 6);
        Protocol<Packet> protocol = Protocol.of(framer, StructCodec.of(Packet.class));
        byte[] stream = encode(protocol, new Packet(new Header(1, 0), new byte[] {7, 8}));
        assertEquals("01000600" + "0708", HexFormat.of().formatHex(stream));
        assertArrayEquals(new byte[] {7, 8}, decode(protocol, stream, 3).get(0).body());
        assertThrows(
                FrameTooLongException.class,
                () -> encode(protocol, new Packet(new Header(1, 0), new byte[3])));
        assertThrows(
                FrameTooLongException.class, () -> decode(protocol, new byte[] {0, 0, 7, 0}, 0));
        assertTrue(
                assertThrows(
                                FramingException.class,
                                () -> decode(protocol, new byte[] {0, 0, 3, 0}, 0))
                        .getMessage()
                        .contains("its header of 4 bytes tells a length of 3"));
    }

    @Test
    void refusesLengthsThatDoNotFit() throws IOException {
        Packet fits = new Packet(new Header(1, 0), new byte[65_535]);
        assertEquals(65_539, encode(PROTOCOL, fits).length);
        assertThrows(
                CodecException.class,
                () -> encode(PROTOCOL, new Packet(new Header(1, 0), new byte[65_536])));
        Framer signed = StructCodec.of(Signed.class).framer("length");
        Protocol<byte[]> bytes = Protocol.of(signed, io.github.wholewire.Codecs.bytes());
        assertThrows(
                FramingException.class, () -> decode(bytes, new byte[] {-1, -1, 0, 0, 0, 0}, 1));
        assertThrows(CodecException.class, () -> encode(bytes, new byte[5]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bits", "kind", "none"})
    void refusesAComponentThatIsNoLength(String component) {
        StructCodec<Other> codec = StructCodec.of(Other.class);
        assertThrows(IllegalArgumentException.class, () -> codec.framer(component));
    }

    @Test
    void refusesAHeaderWithoutFixedSize() {
        assertThrows(
                IllegalStateException.class, () -> StructCodec.of(Packet.class).framer("body"));
        StructCodec<Header> header = StructCodec.of(Header.class);
        assertThrows(IllegalArgumentException.class, () -> header.framer("length", -1, 100));
        assertThrows(IllegalArgumentException.class, () -> header.framer("length", 0, 3));
    }

    @Test
    void isItsOwnFrame() throws IOException {
        Protocol<Point> protocol = StructCodec.of(Point.class).protocol();
        Point one = new Point(1, 2);
        byte[] stream = encode(protocol, one, new Point(3, 4));
        assertEquals(32, stream.length);
        assertEquals(List.of(one, new Point(3, 4)), decode(protocol, stream, 17));
    }

    @Test
    void prefixesLengths() throws IOException {
        Protocol<Packet> protocol = StructCodec.of(Packet.class).lengthPrefixed();
        byte[] stream = encode(protocol, new Packet(new Header(1, 5), new byte[] {9}));
        assertEquals("00000005" + "01000500" + "09", HexFormat.of().formatHex(stream));
        assertEquals(new Header(1, 5), decode(protocol, stream, 6).get(0).header());
    }

    @SafeVarargs
    private static <M> byte[] encode(Protocol<M> protocol, M... messages) throws IOException {
        MessageEncoder<M> encoder = protocol.newEncoder();
        for (M message : messages) {
            encoder.encode(message);
        }
        byte[] stream = new byte[encoder.pending().remaining()];
        encoder.pending().get(stream);
        return stream;
    }

    private static <M> List<M> decode(Protocol<M> protocol, byte[] stream, int cut)
            throws IOException {
        MessageDecoder<M> decoder = protocol.newDecoder();
        List<M> messages = new ArrayList<>();
        int[] ends = {0, cut, stream.length};
        for (int i = 0; i < 2; i++) {
            decoder.push(ByteBuffer.wrap(stream, ends[i], ends[i + 1] - ends[i]));
            for (M message; (message = decoder.pull()) != null; ) {
                messages.add(message);
            }
        }
        assertNull(decoder.pull());
        return messages;
    }
}
