/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.wholewire.CodecException;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StructCodecUnionTest {
    sealed interface Message {}

    @Tag(1)
    @StructFormat("<I8s")
    record Login(int id, String user) implements Message {}

    @Tag(200)
    @StructFormat("<Hs")
    record Chat(int room, @Rest String text) implements Message {}

    sealed interface Control extends Message {}

    @Tag(2)
    @StructFormat("")
    record Ping() implements Control {}

    @StructFormat(">h")
    sealed interface Fixed {}

    @Tag(-1)
    @StructFormat(">I")
    record Small(int value) implements Fixed {}

    @Tag(300)
    @StructFormat(">QI")
    record Large(long value, int more) implements Fixed {}

    private static final List<Message> MESSAGES =
            List.of(new Login(7, "ada"), new Chat(3, "hi \u20ac"), new Ping(), new Chat(0, ""));

    @Test
    void picksTheRecordByItsTag() {
        StructCodec<Message> codec = StructCodec.union(Message.class);
        assertEquals("01" + "07000000" + "6164610000000000", hex(codec, MESSAGES.get(0)));
        assertEquals("c8" + "0000", hex(codec, MESSAGES.get(3)));
        assertEquals("02", hex(codec, new Ping()));
        ByteBuffer direct = ByteBuffer.allocateDirect(30);
        for (Message message : MESSAGES) {
            assertEquals(message, codec.unpack(codec.pack(message)));
            int length = codec.packInto(direct, 1, message);
            assertEquals(message, codec.unpack(direct.slice(1, length)));
        }
        assertSame(codec, StructCodec.union(Message.class));
    }

    @Test
    void writesTagsInTheFormatGiven() {
        StructCodec<Message> codec = StructCodec.builder(Message.class).format(">I").build();
        assertEquals("000000c8" + "0000", hex(codec, MESSAGES.get(3)));
        for (Message message : MESSAGES) {
            assertEquals(message, codec.unpack(codec.pack(message)));
        }
        assertEquals("ffff" + "00000005", hex(StructCodec.union(Fixed.class), new Small(5)));
    }

    sealed interface Many {
        long value();
    }

    @Tag(-5)
    @StructFormat("<b")
    record Many0(long value) implements Many {}

    @Tag(-4)
    @StructFormat("<h")
    record Many1(long value) implements Many {}

    @Tag(-3)
    @StructFormat("<i")
    record Many2(long value) implements Many {}

    @Tag(-2)
    @StructFormat("<q")
    record Many3(long value) implements Many {}

    @Tag(-1)
    @StructFormat(">b")
    record Many4(long value) implements Many {}

    @Tag(0)
    @StructFormat(">h")
    record Many5(long value) implements Many {}

    @Tag(1)
    @StructFormat(">i")
    record Many6(long value) implements Many {}

    @Tag(2)
    @StructFormat(">q")
    record Many7(long value) implements Many {}

    @Tag(70)
    @StructFormat("<B")
    record Many8(long value) implements Many {}

    @Tag(71)
    @StructFormat("<H")
    record Many9(long value) implements Many {}

    /** So many that not each of them is a test of its own. */
    @Test
    void tellsManyRecordsApart() {
        StructCodec<Many> codec = StructCodec.builder(Many.class).format("b").build();
        List<Many> messages =
                List.of(
                        new Many0(1),
                        new Many1(2),
                        new Many2(3),
                        new Many3(4),
                        new Many4(5),
                        new Many5(6),
                        new Many6(7),
                        new Many7(8),
                        new Many8(9),
                        new Many9(10));
        ByteBuffer direct = ByteBuffer.allocateDirect(20);
        for (Many message : messages) {
            int length = codec.packInto(direct, 1, message);
            assertEquals(ByteBuffer.wrap(codec.pack(message)), direct.slice(1, length));
            assertEquals(message, codec.unpack(direct.slice(1, length)));
        }
        assertEquals("47" + "0a00", hex(codec, messages.get(9)));
    }

    @Test
    void refusesAnUnknownTag() {
        StructCodec<Message> codec = StructCodec.union(Message.class);
        CodecException refused =
                assertThrows(
                        CodecException.class,
                        () -> codec.decode(ByteBuffer.wrap(new byte[] {3, 0})));
        assertEquals(
                "payload refused: Message tag ('B'): no record has the tag 3; known: 1=Login,"
                        + " 2=Ping, 200=Chat",
                refused.getMessage());
        assertThrows(CodecException.class, () -> codec.decode(ByteBuffer.allocate(0)));
    }

    @Test
    void refusesWhatDoesNotFitARecord() {
        StructCodec<Message> codec = StructCodec.union(Message.class);
        ByteBuffer target = ByteBuffer.allocate(20);
        assertEquals(
                "Login.user ('8s'): 9 bytes of UTF-8 do not fit; give at most 8",
                refusal(() -> codec.packInto(target, 0, new Login(1, "123456789"))));
        assertEquals(
                "Message takes 13 bytes, but there is room for 12",
                refusal(() -> codec.packInto(target, 8, new Login(1, ""))));
        assertEquals(ByteBuffer.allocate(20), target);
        assertEquals(
                "Message: 1 byte left over at offset 1 of 2",
                refusal(() -> codec.unpack(new byte[] {2, 0})));
        assertThrows(NullPointerException.class, () -> codec.pack(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|Fixed tag ('h'): at offset 0 it takes 2 bytes, but 0 are left",
                "ff|Fixed tag ('h'): at offset 0 it takes 2 bytes, but 1 are left",
                "ffff|Small: at offset 2 it takes 4 bytes, but 0 are left",
                "ffff000000|Small: at offset 2 it takes 4 bytes, but 3 are left",
                "ffff0000000500|Fixed: 1 byte left over at offset 6 of 7"
            })
    void refusesAnotherLengthThanThatOfTheRecord(String payload, String why) {
        StructCodec<Fixed> codec = StructCodec.union(Fixed.class);
        byte[] bytes = HexFormat.of().parseHex(payload);
        ByteBuffer direct = ByteBuffer.allocateDirect(20).put(3, bytes).position(3);
        assertEquals(why, refusal(() -> codec.unpack(bytes)));
        assertEquals(why, refusal(() -> codec.unpack(direct.limit(3 + bytes.length))));
    }

    @Test
    void isItsOwnFrameIfAllItsRecordsAre() throws Exception {
        Protocol<Fixed> protocol = StructCodec.union(Fixed.class).protocol();
        assertEquals(14, protocol.framer().maxFrameLength());
        MessageEncoder<Fixed> encoder = protocol.newEncoder();
        List<Fixed> messages = List.of(new Small(1), new Large(2, 3), new Small(4));
        for (Fixed message : messages) {
            encoder.encode(message);
        }
        byte[] stream = new byte[encoder.pending().remaining()];
        encoder.pending().get(stream);
        for (int cut = 0; cut <= stream.length; cut++) {
            MessageDecoder<Fixed> decoder = protocol.newDecoder();
            List<Fixed> received = new java.util.ArrayList<>();
            for (ByteBuffer part :
                    List.of(
                            ByteBuffer.wrap(stream, 0, cut),
                            ByteBuffer.wrap(stream, cut, stream.length - cut))) {
                decoder.push(part);
                for (Fixed message; (message = decoder.pull()) != null; ) {
                    received.add(message);
                }
            }
            assertEquals(messages, received);
            assertNull(decoder.pull());
        }
        MessageDecoder<Fixed> decoder = protocol.newDecoder();
        decoder.push(ByteBuffer.wrap(new byte[] {0, 1}));
        assertTrue(
                assertThrows(FramingException.class, decoder::pull)
                        .getMessage()
                        .contains("no record has the tag 1; known: -1=Small, 300=Large"));
        assertThrows(
                IllegalStateException.class, () -> StructCodec.union(Message.class).protocol());
    }

    sealed interface Twice {}

    @Tag(1)
    @StructFormat("B")
    record TwiceA(int value) implements Twice {}

    @Tag(1)
    @StructFormat("B")
    record TwiceB(int value) implements Twice {}

    sealed interface Missing {}

    @StructFormat("B")
    record MissingA(int value) implements Missing {}

    sealed interface TooLarge {}

    @Tag(256)
    @StructFormat("B")
    record TooLargeA(int value) implements TooLarge {}

    sealed interface WithClass {}

    static final class NoRecord implements WithClass {}

    @StructFormat("<2B")
    sealed interface BadTag {}

    @Tag(1)
    @StructFormat("B")
    record BadTagA(int value) implements BadTag {}

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments(Twice.class, "both have @Tag(1)"),
                arguments(Missing.class, "MissingA has no @Tag"),
                arguments(TooLarge.class, "@Tag(256) does not fit the tag's code B"),
                arguments(WithClass.class, "NoRecord is neither a record nor a sealed interface"),
                arguments(BadTag.class, "the format of a tag is one integer code"),
                arguments(Runnable.class, "is no sealed interface"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesToBeMade(Class<?> type, String why) {
        String message = refusal(() -> StructCodec.union(type));
        assertTrue(message.contains(why), message);
    }

    private static String refusal(Runnable attempt) {
        return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
    }

    private static <M> String hex(StructCodec<M> codec, M message) {
        byte[] packed = codec.pack(message);
        assertArrayEquals(packed, codec.pack(codec.unpack(packed)));
        return HexFormat.of().formatHex(packed);
    }
}
