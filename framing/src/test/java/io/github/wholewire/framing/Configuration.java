/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.framing;

import io.github.wholewire.Framer;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the framer that a conformance vector describes. */
final class Configuration {
    /** A limit that no frame of the vectors comes near. */
    private static final long LARGE = Framer.MAX_LENGTH / 2;

    private final Map<String, Object> settings;

    private Configuration(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** There are settings that let no frame pass, which the oracle takes. */
    static final class NothingDeliverable extends Exception {
        private static final long serialVersionUID = 1L;

        NothingDeliverable(String message) {
            super(message);
        }
    }

    static Framer framer(Map<String, Object> settings) throws NothingDeliverable {
        Configuration configuration = new Configuration(settings);
        String type = (String) settings.get("type");
        return switch (type) {
            case "length-field" -> configuration.lengthField();
            case "delimiter" -> configuration.delimiter();
            case "line" -> configuration.line();
            case "varint32" -> configuration.varint();
            case "fixed" -> configuration.fixed();
            default -> throw new AssertionError("unknown framer type: " + type);
        };
    }

    private Framer lengthField() throws NothingDeliverable {
        requireNames("type", "order", "offset", "length", "adjustment", "strip", "max");
        int length = number("length");
        int strip = number("strip");
        // The vectors' limit counts the whole frame, ours what is delivered of it.
        long longest = length == 8 ? LARGE : (1L << (8 * length)) - 1;
        longest += number("offset") + length + number("adjustment");
        long max = Math.min(Math.min(number("max"), longest), LARGE) - strip;
        long shortest =
                (long) number("offset") + length + Math.max(0, number("adjustment")) - strip;
        if (max < Math.max(0, shortest)) {
            throw new NothingDeliverable(settings.toString());
        }
        return LengthPrefixFramer.builder()
                .lengthFieldOffset(number("offset"))
                .lengthFieldLength(length)
                .lengthAdjustment(number("adjustment"))
                .initialBytesToStrip(strip)
                .byteOrder(order())
                .maxFrameLength((int) max)
                .build();
    }

    private ByteOrder order() {
        String order = (String) settings.get("order");
        return switch (order) {
            case "big" -> ByteOrder.BIG_ENDIAN;
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            default -> throw new AssertionError("unknown order: " + order);
        };
    }

    private Framer delimiter() {
        requireNames("type", "delimiters", "strip", "max");
        DelimiterFramer.Builder builder = DelimiterFramer.builder();
        for (Object delimiter : (List<?>) settings.get("delimiters")) {
            builder.delimiter(HexFormat.of().parseHex((String) delimiter));
        }
        return builder.stripDelimiter(strip()).maxFrameLength(max()).build();
    }

    private Framer line() {
        requireNames("type", "strip", "max");
        return strip()
                ? Framers.lines(max())
                : DelimiterFramer.builder()
                        .delimiter("\n")
                        .delimiter("\r\n")
                        .stripDelimiter(false)
                        .maxFrameLength(max())
                        .build();
    }

    private Framer varint() {
        requireNames("type", "max");
        return Framers.varint(max());
    }

    private Framer fixed() {
        requireNames("type", "length");
        return Framers.fixed(number("length"));
    }

    private boolean strip() {
        return (Boolean) settings.get("strip");
    }

    private int max() {
        return (int) Math.min(number("max"), LARGE);
    }

    private int number(String name) {
        return ((BigDecimal) settings.get(name)).intValueExact();
    }

    /** A setting that is not looked at would go untested. */
    private void requireNames(String... names) {
        if (!settings.keySet().equals(Set.of(names))) {
            throw new AssertionError("unknown settings: " + settings);
        }
    }
}
