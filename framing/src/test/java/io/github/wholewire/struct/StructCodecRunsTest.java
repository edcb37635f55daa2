/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Components of as much as another one says, or as is left. */
class StructCodecRunsTest {
    @StructFormat("<Hs")
    record Chat(int room, @Rest String text) {}

    @StructFormat("<BBxsxsH")
    record Named(
            byte nameLength,
            int dataLength,
            @CountedBy("nameLength") String name,
            @CountedBy("dataLength") byte[] data,
            int last) {}

    @StructFormat("<II")
    record Samples(int count, @CountedBy("count") int[] values) {}

    record Point(int x, int y) {}

    @StructFormat("<Bs")
    record Word(int length, @CountedBy("length") String text) {}

    @StructFormat("<Bxhxhb2x")
    record Path(int count, @CountedBy("count") List<Point> points, byte end) {}

    @StructFormat(">B")
    record Words(int count, @CountedBy("count") Word[] some, @Rest List<Word> more) {}

    @Test
    void takesTheRest() {
        StructCodec<Chat> codec = StructCodec.of(Chat.class);
        for (String text : List.of("", "hello", "\u20ac\0", "x".repeat(1000))) {
            Chat chat = new Chat(7, text);
            assertEquals(chat, codec.unpack(codec.pack(chat)));
        }
        assertEquals("0700c3a9", hex(codec.pack(new Chat(7, "\u00e9"))));
        assertEquals(
                "Chat.text ('s'): null does not fit; give a String",
                refusal(() -> codec.pack(new Chat(1, null))));
        assertEquals(
                "Chat.room ('H'): at offset 0 it takes 2 bytes, but 1 are left",
                refusal(() -> codec.unpack(new byte[1])));
        assertThrows(IllegalStateException.class, codec::size);
        assertThrows(IllegalStateException.class, codec::protocol);
    }

    @Test
    void takesWhatIsCounted() {
        StructCodec<Named> codec = StructCodec.of(Named.class);
        byte[] packed = codec.pack(new Named((byte) 3, 2, "\u20ac", new byte[] {8, 9}, 5));
        assertEquals("030200e282ac0008090500", hex(packed));
        Named named = codec.unpack(packed);
        assertEquals("\u20ac", named.name());
        assertArrayEquals(new byte[] {8, 9}, named.data());
        assertEquals(5, named.last());
        assertEquals(
                "Named.name ('s'): 3 bytes of UTF-8, but the component that counts them says 1;"
                        + " make them equal",
                refusal(() -> codec.pack(new Named((byte) 1, 0, "\u20ac", new byte[0], 0))));
    }

    @Test
    void takesAnUnsignedCountOfItsFullRange() {
        StructCodec<Named> codec = StructCodec.of(Named.class);
        String name = "n".repeat(255);
        Named named = new Named((byte) 255, 0, name, new byte[0], 1);
        assertEquals(name, codec.unpack(codec.pack(named)).name());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 0x7FFF_FFFF, 0x4000_0000, -1, 0x8000_0000})
    void refusesACountOfMoreThanIsThere(int count) {
        StructCodec<Samples> codec = StructCodec.of(Samples.class);
        byte[] payload = ByteBuffer.allocate(11).array();
        ByteBuffer.wrap(payload).putInt(Integer.reverseBytes(count));
        assertEquals(
                "Samples.values ('I'): "
                        + Integer.toUnsignedString(count)
                        + " elements of at least 4 bytes are announced, but 7 bytes are left",
                refusal(() -> codec.unpack(payload)));
    }

    @StructFormat("<qs")
    record Long64(long length, @CountedBy("length") String text) {}

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, 4})
    void refusesANegativeCount(long count) {
        StructCodec<Long64> codec = StructCodec.of(Long64.class);
        byte[] payload = codec.pack(new Long64(3, "abc"));
        ByteBuffer.wrap(payload).putLong(Long.reverseBytes(count));
        assertTrue(refusal(() -> codec.unpack(payload)).contains("3 bytes are left"));
        assertTrue(codec.dump(payload).contains("3 bytes are left"));
        refusal(() -> codec.pack(new Long64(count, "abc")));
    }

    @Test
    void refusesWhatIsLeftOver() {
        StructCodec<Samples> codec = StructCodec.of(Samples.class);
        byte[] packed = codec.pack(new Samples(1, new int[] {-1}));
        assertEquals("01000000ffffffff", hex(packed));
        assertEquals(
                "Samples: 1 byte left over at offset 8 of 9",
                refusal(() -> codec.unpack(Arrays.copyOf(packed, 9))));
        StructCodec<Rests> rests = StructCodec.of(Rests.class);
        assertEquals(
                "Rests: 1 byte left over at offset 4 of 5",
                refusal(() -> rests.unpack(new byte[5])));
    }

    @StructFormat("<H")
    record Rests(@Rest int[] values) {}

    @Test
    void checksElements() {
        StructCodec<Rests> codec = StructCodec.of(Rests.class);
        ByteBuffer target = ByteBuffer.allocate(4);
        assertEquals(
                "Rests.values ('H'): -1 is out of range; give 0 to 65535",
                refusal(() -> codec.packInto(target, 0, new Rests(new int[] {1, -1}))));
        assertEquals(ByteBuffer.allocate(4), target);
    }

    @Test
    void takesRecords() {
        StructCodec<Path> codec = StructCodec.of(Path.class);
        Path path = new Path(2, List.of(new Point(1, 2), new Point(3, 4)), (byte) 5);
        byte[] packed = codec.pack(path);
        assertEquals("02000100000200030000040005" + "0000", hex(packed));
        assertEquals(path, codec.unpack(packed));
        assertEquals(
                "Path.points: null among its elements",
                refusal(() -> codec.pack(new Path(1, Arrays.asList((Point) null), (byte) 0))));
        assertEquals(
                "Path.points.y ('h'): 40000 is out of range; give -32768 to 32767",
                refusal(() -> codec.pack(new Path(1, List.of(new Point(0, 40_000)), (byte) 0))));
        packed[0] = 4;
        assertEquals(
                "Path.points: 4 elements of at least 5 bytes are announced, but 13 bytes are left",
                refusal(() -> codec.unpack(packed)));
    }

    @Test
    void takesRecordsOfTheirOwnLengths() {
        StructCodec<Words> codec = StructCodec.of(Words.class);
        Word one = new Word(3, "one");
        Words words = new Words(2, new Word[] {one, new Word(0, "")}, List.of(one, one));
        byte[] packed = codec.pack(words);
        Words read = codec.unpack(packed);
        assertArrayEquals(words.some(), read.some());
        assertEquals(words.more(), read.more());
        assertThrows(UnsupportedOperationException.class, () -> read.more().add(one));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void roundTripsInArraysAndBuffersAlike(long seed) {
        Random random = new Random(seed);
        StructCodec<Words> codec = StructCodec.of(Words.class);
        for (int i = 0; i < 300; i++) {
            Words words = randomWords(random);
            byte[] packed = codec.pack(words);
            ByteBuffer direct = ByteBuffer.allocateDirect(packed.length + 5);
            assertEquals(packed.length, codec.packInto(direct, 2, words));
            ByteBuffer region = direct.slice(2, packed.length);
            assertEquals(ByteBuffer.wrap(packed), region);
            assertEquals(words.more(), codec.unpack(region).more());
            assertArrayEquals(words.some(), codec.unpack(packed).some());
            for (int cut = 0; cut < packed.length; cut += 1 + packed.length / 10) {
                unpackOrRefuse(codec, Arrays.copyOf(packed, cut));
            }
        }
    }

    private static void unpackOrRefuse(StructCodec<Words> codec, byte[] payload) {
        try {
            assertArrayEquals(payload, codec.pack(codec.unpack(payload)));
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().startsWith("Words"), e::getMessage);
        }
    }

    private static Words randomWords(Random random) {
        List<Word> words = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            String text = "w".repeat(random.nextInt(40)) + (random.nextBoolean() ? "\u00df" : "");
            words.add(
                    new Word(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length, text));
        }
        int some = random.nextInt(words.size());
        Word[] first = words.subList(0, some).toArray(Word[]::new);
        return new Words(some, first, List.copyOf(words.subList(some, words.size())));
    }

    @StructFormat("<sB")
    record RestFirst(@Rest String text, int last) {}

    @StructFormat("Hs")
    record NativeRest(int room, @Rest String text) {}

    @StructFormat("<H4s")
    record LongCode(int room, @Rest String text) {}

    @StructFormat("<Hs")
    record NoCounter(int room, @CountedBy("size") String text) {}

    @StructFormat("<ds")
    record BadCounter(double size, @CountedBy("size") String text) {}

    @StructFormat("<BI")
    record BadElements(int size, @CountedBy("size") short[] values) {}

    @StructFormat("<sx")
    record PaddedRest(@Rest String text) {}

    @StructFormat("<")
    record Endless(@Rest List<Chat> chats) {}

    @StructFormat("<")
    record Recursive(@Rest List<Recursive> inner) {}

    @StructFormat("<qI")
    record TooFew(long time, int price, int quantity) {}

    @StructFormat("<qIHH")
    record TooMany(long time) {}

    record NoFormat(long time) {}

    @StructFormat("<")
    record UnsaidList(List<Chat> chats) {}

    @StructFormat("<")
    record UnsaidArray(Chat[] chats) {}

    @StructFormat(value = "<s", charset = "UTF-88")
    record UnknownCharset(@Rest String text) {}

    @StructFormat(value = "<s", charset = "no charset!")
    record IllegalCharset(@Rest String text) {}

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments(RestFirst.class, "component last: it comes after the rest"),
                arguments(NativeRest.class, "component text: native alignment"),
                arguments(LongCode.class, "component text: its code stands for one element"),
                arguments(NoCounter.class, "component text: no earlier component is called size"),
                arguments(BadCounter.class, "component text: what counts it, size, is no integer"),
                arguments(
                        BadElements.class,
                        "component values: code 'I' (uint32) does not fit short[]"),
                arguments(PaddedRest.class, "there can be no padding behind the rest"),
                arguments(Endless.class, "component chats: Chat takes the rest of the payload"),
                arguments(Recursive.class, "component inner: Recursive would contain itself"),
                arguments(TooFew.class, "component quantity: no code is left for it in \"<qI\""),
                arguments(TooMany.class, "a code too many, for which there is no component: I"),
                arguments(NoFormat.class, "has no format"),
                arguments(UnsaidList.class, "component chats: how many records there are"),
                arguments(UnsaidArray.class, "component chats: how many records there are"),
                arguments(UnknownCharset.class, ": this JVM has no charset called \"UTF-88\""),
                arguments(IllegalCharset.class, ": this JVM has no charset called \"no charset!"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    <R extends Record> void refusesToBeMade(Class<R> type, String why) {
        String message = refusal(() -> StructCodec.of(type));
        assertTrue(message.contains(type.getTypeName()) && message.contains(why), message);
    }

    private static String refusal(Runnable attempt) {
        return assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
