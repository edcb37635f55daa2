/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.wholewire.testing.Conformance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** CPython's answers, from {@code struct.jsonl}. What we answer otherwise on purpose is listed. */
class StructConformanceTest {
    private static final String FILE = "struct.jsonl";
    private static final HexFormat HEX = HexFormat.of();

    /** Tags that ask for nothing but what is checked anyway. */
    private static final Set<String> PLAIN =
            Set.of(
                    "native",
                    "nan",
                    "nan-payload",
                    "type",
                    "negative-offset",
                    "big-size",
                    "native-float-overflow",
                    "non-ascii-format",
                    "pointer-negative",
                    "error-priority",
                    "version-dependent");

    /** Tags whose vectors may be answered otherwise: what must happen then, and why. */
    private static final Map<String, Difference> DIFFERENCES =
            Map.of(
                    "coercion",
                    new Difference("type", "a Boolean is no number in Java, and 2 is no Boolean"));

    /** What the message of each kind of error says. */
    private static final Map<String, String> ERRORS =
            Map.of(
                    "bad-format", "malformed format at index \\d+: .*\n.*\n *\\^",
                    "size-overflow", "format too large at index \\d+: .*\n.*\n *\\^",
                    "arg-count", "struct \".*\" takes \\d+ values?, not \\d+",
                    "range", "value \\d+ \\('.*\\): .* is out of range; give .*",
                    "type", "value \\d+ \\('.*\\): (null|[\\w.\\[\\]]+) does not fit; give .*",
                    "char-length", "value \\d+ \\('c'.*\\): an array of \\d+ bytes does not fit;.*",
                    "buffer-size",
                            "struct \".*\" takes \\d+ bytes?(: a payload of \\d+ does not fit; .*|,"
                                    + " but from offset \\d+ .*|: \\d+ are no whole number .*)",
                    "offset",
                            "offset=-\\d+: counted from the end of \\d+ bytes? it leaves no room, .*",
                    "zero-size", "struct \".*\" takes 0 bytes: iterUnpack needs .*");

    private static final String LIMITED_SIZE =
            "of the passed, big-size: reported as size-overflow, sizes are limited to 2^31-1";

    private static final TreeMap<String, Integer> OUTCOMES = new TreeMap<>();

    private record Difference(String error, String why) {}

    @TestFactory
    Stream<DynamicTest> answersAsCPythonDoes() {
        List<Map<String, Object>> vectors = Conformance.vectors(FILE);
        assertFalse(vectors.isEmpty(), "no vectors in " + Conformance.source(FILE));
        return vectors.stream()
                .map(vector -> DynamicTest.dynamicTest(name(vector), () -> check(vector)));
    }

    @AfterAll
    static void listOutcomes() {
        StringBuilder out = new StringBuilder("struct conformance, " + Conformance.source(FILE));
        OUTCOMES.forEach(
                (what, count) -> out.append("\n  ").append(count).append(' ').append(what));
        System.out.println(out);
    }

    private static String name(Map<String, Object> vector) {
        return vector.get("id") + " " + vector.get("op") + " " + vector.get("fmt");
    }

    private static void check(Map<String, Object> vector) {
        Difference difference = difference(vector);
        if (difference == null) {
            checkSame(vector);
            count("passed");
            return;
        }
        String tag = "with tag " + tags(vector).stream().filter(DIFFERENCES::containsKey).toList();
        try {
            checkSame(vector);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            assertMatches(difference.error(), e, vector);
            count(
                    "skipped, "
                            + tag
                            + ": refused ("
                            + difference.error()
                            + "): "
                            + difference.why());
            return;
        }
        count("passed, " + tag + ": as CPython does all the same");
    }

    private static Difference difference(Map<String, Object> vector) {
        Difference difference = null;
        for (String tag : tags(vector)) {
            if (DIFFERENCES.containsKey(tag)) {
                difference = DIFFERENCES.get(tag);
            } else if (!PLAIN.contains(tag)) {
                fail("unknown tag " + tag + " in " + vector);
            }
        }
        return difference;
    }

    private static void checkSame(Map<String, Object> vector) {
        if (vector.containsKey("error")) {
            checkError(vector);
            return;
        }
        if (isBeyondInt(vector.get("calcsize")) || isBeyondInt(vector.get("size"))) {
            assertMatches("size-overflow", refusal(() -> run(vector)), vector);
            count(LIMITED_SIZE);
            return;
        }
        Struct struct = Struct.of((String) vector.get("fmt"));
        if (vector.get("size") != null) {
            assertEquals(intOf(vector, "size"), struct.size(), "size");
        }
        switch ((String) vector.get("op")) {
            case "roundtrip" -> {
                assertEquals(vector.get("hex"), HEX.formatHex(pack(struct, vector, "values")));
                assertValues(vector, "values", struct.unpack(bytes(vector, "hex")));
            }
            case "pack" -> {
                assertEquals(vector.get("hex"), HEX.formatHex(pack(struct, vector, "values")));
                assertValues(vector, "unpacked", struct.unpack(bytes(vector, "hex")));
            }
            case "unpack" -> {
                assertValues(vector, "values", struct.unpack(bytes(vector, "hex")));
                checkRepacked(vector, struct.pack(struct.unpack(bytes(vector, "hex"))));
            }
            case "calcsize" -> assertEquals(intOf(vector, "calcsize"), struct.size());
            case "unpack_from" -> {
                byte[] buffer = bytes(vector, "buffer");
                int offset = offset(vector);
                assertValues(vector, "values", struct.unpackFrom(buffer, offset));
                assertValues(vector, "values", struct.unpackFrom(direct(buffer), offset));
            }
            case "pack_into" -> checkPackInto(vector, struct);
            case "iter_unpack" -> checkIterUnpack(vector, struct);
            default -> fail("unknown op in " + vector);
        }
    }

    /** CPython packs and unpacks by way of a double, in which a signalling NaN becomes quiet. */
    private static void checkRepacked(Map<String, Object> vector, byte[] repacked) {
        String hex = HEX.formatHex(repacked);
        if (tags(vector).contains("nan-payload") && !hex.equals(vector.get("repacked"))) {
            Struct struct = Struct.of((String) vector.get("fmt"));
            assertValues(vector, "values", struct.unpack(repacked));
            count("of the passed, nan-payload: repacked without making a NaN quiet");
        } else {
            assertEquals(vector.get("repacked"), hex);
        }
    }

    private static void checkPackInto(Map<String, Object> vector, Struct struct) {
        byte[] array = bytes(vector, "buffer");
        ByteBuffer direct = direct(array);
        int offset = offset(vector);
        struct.packInto(array, offset, values(vector, "values"));
        struct.packInto(direct, offset, values(vector, "values"));
        assertEquals(vector.get("result"), HEX.formatHex(array));
        direct.get(array);
        assertEquals(vector.get("result"), HEX.formatHex(array));
    }

    private static void checkIterUnpack(Map<String, Object> vector, Struct struct) {
        List<?> items = (List<?>) vector.get("items");
        for (Iterable<Object[]> structs :
                List.of(
                        struct.iterUnpack(bytes(vector, "buffer")),
                        struct.iterUnpack(direct(bytes(vector, "buffer"))))) {
            List<Object[]> unpacked = new ArrayList<>();
            structs.forEach(unpacked::add);
            assertEquals(items.size(), unpacked.size());
            for (int i = 0; i < items.size(); i++) {
                assertValues((List<?>) items.get(i), unpacked.get(i));
            }
        }
    }

    private static void checkError(Map<String, Object> vector) {
        String error = (String) vector.get("error");
        RuntimeException refusal = refusal(() -> run(vector));
        if (tags(vector).contains("big-size") && !matches(error, refusal)) {
            error = "size-overflow";
            count(LIMITED_SIZE);
        }
        assertMatches(error, refusal, vector);
    }

    private static RuntimeException refusal(Runnable operation) {
        RuntimeException refusal = assertThrows(RuntimeException.class, operation::run);
        assertTrue(
                refusal instanceof IllegalArgumentException
                        || refusal instanceof IndexOutOfBoundsException,
                refusal::toString);
        return refusal;
    }

    /** Does what the vector says, and nothing with the result. */
    private static void run(Map<String, Object> vector) {
        Struct struct = Struct.of((String) vector.get("fmt"));
        switch ((String) vector.get("op")) {
            case "roundtrip", "pack" -> struct.pack(values(vector, "values"));
            case "unpack" -> struct.unpack(bytes(vector, "hex"));
            case "calcsize" -> struct.size();
            case "unpack_from" -> struct.unpackFrom(bytes(vector, "buffer"), offset(vector));
            case "pack_into" ->
                    struct.packInto(
                            bytes(vector, "buffer"), offset(vector), values(vector, "values"));
            case "iter_unpack" -> struct.iterUnpack(bytes(vector, "buffer"));
            default -> fail("unknown op in " + vector);
        }
    }

    private static void assertMatches(
            String kind, RuntimeException refusal, Map<String, Object> vector) {
        assertTrue(ERRORS.containsKey(kind), () -> "unknown error kind in " + vector);
        assertTrue(
                matches(kind, refusal), () -> "not " + kind + " but " + refusal + " for " + vector);
    }

    private static boolean matches(String kind, RuntimeException refusal) {
        return Pattern.matches(ERRORS.get(kind), refusal.getMessage());
    }

    /** Packs into an array, and checks that it is the same in a direct buffer. */
    private static byte[] pack(Struct struct, Map<String, Object> vector, String field) {
        Object[] values = values(vector, field);
        byte[] packed = struct.pack(values);
        ByteBuffer direct = ByteBuffer.allocateDirect(packed.length + 1);
        struct.packInto(direct, 1, values);
        byte[] copy = new byte[packed.length];
        direct.get(1, copy);
        assertArrayEquals(packed, copy);
        return packed;
    }

    private static void assertValues(Map<String, Object> vector, String field, Object[] actual) {
        assertValues((List<?>) vector.get(field), actual);
    }

    private static void assertValues(List<?> expected, Object[] actual) {
        assertEquals(expected.size(), actual.length, "values");
        for (int i = 0; i < actual.length; i++) {
            assertEquals(comparable(value(expected.get(i))), comparable(actual[i]));
        }
    }

    /** Integers by value, floats by the bits of their double, bytes by their hex. */
    private static Object comparable(Object value) {
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            return "bits " + Long.toHexString(Double.doubleToRawLongBits(number));
        }
        if (value instanceof Number number) {
            return new BigInteger(number.toString());
        }
        return value instanceof byte[] bytes ? HEX.formatHex(bytes) : value;
    }

    private static Object[] values(Map<String, Object> vector, String field) {
        return ((List<?>) vector.get(field)).stream().map(StructConformanceTest::value).toArray();
    }

    private static Object value(Object json) {
        if (json instanceof String integer) {
            return new BigInteger(integer);
        }
        if (json instanceof Map<?, ?> map) {
            if (map.containsKey("b")) {
                return HEX.parseHex((String) map.get("b"));
            }
            return map.containsKey("s")
                    ? map.get("s")
                    : (Object)
                            Double.longBitsToDouble(
                                    Long.parseUnsignedLong((String) map.get("bits"), 16));
        }
        return json;
    }

    private static byte[] bytes(Map<String, Object> vector, String field) {
        return HEX.parseHex((String) vector.get(field));
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static int intOf(Map<String, Object> vector, String field) {
        return ((BigDecimal) vector.get(field)).intValueExact();
    }

    /** One beyond int cannot be given; the largest int lies behind every buffer here as well. */
    private static int offset(Map<String, Object> vector) {
        BigDecimal offset = (BigDecimal) vector.get("offset");
        return offset.min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .max(BigDecimal.valueOf(Integer.MIN_VALUE))
                .intValueExact();
    }

    private static boolean isBeyondInt(Object number) {
        return number instanceof BigDecimal size
                && size.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0;
    }

    private static List<String> tags(Map<String, Object> vector) {
        List<?> tags = (List<?>) vector.getOrDefault("tags", List.of());
        return tags.stream().map(String.class::cast).toList();
    }

    private static synchronized void count(String what) {
        OUTCOMES.merge(what, 1, Integer::sum);
    }
}
