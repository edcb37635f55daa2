/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Guesses what a peer speaks whose first bytes are no frame, for the message of the exception. A
 * few bytes must do: that is all a decoder may have seen when it refuses them.
 */
final class OtherProtocol {
    private static final int MAX_BYTES = 24;

    /** Fewer say too little. */
    private static final int LEAST = 3;

    /**
     * How a protocol begins.
     *
     * @param bytes its first ones; of a stream's first bytes, as many as there are must match
     * @param name what to call it
     */
    private record Beginning(String bytes, String name) {
        boolean matches(String first) {
            int length = Math.min(bytes.length(), first.length());
            return length >= LEAST && bytes.regionMatches(0, first, 0, length);
        }
    }

    private static final List<Beginning> BEGINNINGS =
            List.of(
                    // RFC 9113, 3.4. In front of the methods, though no method begins like it.
                    new Beginning("PRI * HTTP/2.0\r\n", "HTTP/2"),
                    // RFC 9112, 3 and 4.
                    request("GET"),
                    request("HEAD"),
                    request("POST"),
                    request("PUT"),
                    request("DELETE"),
                    request("CONNECT"),
                    request("OPTIONS"),
                    request("TRACE"),
                    request("PATCH"),
                    new Beginning("HTTP/1.", "an HTTP response"),
                    // RFC 4253, 4.2.
                    new Beginning("SSH-", "an SSH banner"),
                    // RFC 5321, 4.2, and RFC 959, 4.2.
                    new Beginning("220 ", "an SMTP or FTP greeting"),
                    new Beginning("220-", "an SMTP or FTP greeting"),
                    new Beginning("EHLO ", "an SMTP client"),
                    new Beginning("HELO ", "an SMTP client"),
                    // The PROXY protocol of HAProxy, versions 1 and 2.
                    new Beginning("PROXY ", "a PROXY protocol header"),
                    new Beginning("\r\n\r\n\0\r\nQUIT\n", "a PROXY protocol header"));

    private OtherProtocol() {}

    private static Beginning request(String method) {
        return new Beginning(method + ' ', "an HTTP request");
    }

    /**
     * Says what bytes look like, or nothing.
     *
     * @param bytes the first bytes of a stream, from position to limit
     * @param refusedLength the length of a payload that was refused; negative if none was
     * @param maxFrameLength the longest payload, as it stands on the wire
     */
    static String guess(ByteBuffer bytes, long refusedLength, int maxFrameLength) {
        byte[] first = new byte[Math.min(bytes.remaining(), MAX_BYTES)];
        bytes.get(bytes.position(), first);
        String text = new String(first, ISO_8859_1);
        for (Beginning beginning : BEGINNINGS) {
            if (beginning.matches(text)) {
                return beginning.name();
            }
        }
        String tls = tls(first);
        return tls.isEmpty() && refusedLength > maxFrameLength
                ? otherByteOrder(first, refusedLength, maxFrameLength)
                : tls;
    }

    /**
     * A TLS record, RFC 8446, 5.1 and 4.
     *
     * <pre>
     * +-----------+-------------------+--------------+----------------------+
     * | type (u8) | version (u8, u8)  | length (u16) | handshake type (u8)  |
     * | 21, 22    | 3, 0 to 4         |              | 1, 2                 |
     * +-----------+-------------------+--------------+----------------------+
     * </pre>
     */
    private static String tls(byte[] first) {
        if (first.length < LEAST || first[1] != 3 || first[2] < 0 || first[2] > 4) {
            return "";
        }
        if (first[0] == 21) {
            return "a TLS alert";
        }
        if (first[0] != 22) {
            return "";
        }
        return first.length > 5 && first[5] == 2 ? "a TLS ServerHello" : "a TLS ClientHello";
    }

    /**
     * Looks for the number that the refused length came from, which may have been adjusted by the
     * size of a header, and reads it the other way round. The widest one counts: its last bytes
     * alone are the same number.
     */
    private static String otherByteOrder(byte[] first, long refused, int maxFrameLength) {
        for (int width : new int[] {8, 4, 3, 2}) {
            for (int at = 0; at <= Math.min(first.length, 16) - width; at++) {
                long big = number(first, at, width, 1);
                long little = number(first, at + width - 1, width, -1);
                if (comesFrom(refused, big)) {
                    return otherByteOrder("little", little, maxFrameLength);
                }
                if (comesFrom(refused, little)) {
                    return otherByteOrder("big", big, maxFrameLength);
                }
            }
        }
        return "";
    }

    private static String otherByteOrder(String name, long value, int maxFrameLength) {
        return value >= 0 && value <= maxFrameLength
                ? "a length in the other byte order: " + name + "-endian it would be " + value
                : "";
    }

    private static long number(byte[] bytes, int at, int width, int step) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | (bytes[at + i * step] & 0xFF);
        }
        return value;
    }

    /**
     * Eight bytes may say more than a long can, which {@link FrameInput#frame} knows as its
     * maximum.
     */
    private static boolean comesFrom(long refused, long value) {
        return refused == Long.MAX_VALUE
                ? value < 0 || value > Long.MAX_VALUE / 2
                : Math.abs(refused - value) <= 16 && value > 0;
    }
}
