/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static io.github.wholewire.Fixtures.buffer;
import static io.github.wholewire.Fixtures.decoder;
import static io.github.wholewire.Fixtures.latin1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handing the stream to another protocol between two messages. */
class MessageDecoderSwitchTest {
    private static final Protocol<String> LINES = Protocol.of(TestFramer.lines(10), latin1());
    private static final Protocol<String> BLOCKS = Protocol.of(TestFramer.lengths(10), latin1());
    private static final String STREAM = "ab\nswitch\n\0\u0003c\nd\0\0e\nf";

    @ParameterizedTest
    @EnumSource
    void bytesBehindTheLastMessageGoToTheNewProtocolWhereverTheStreamIsCut(BufferKind kind)
            throws Exception {
        for (int cut = 0; cut <= STREAM.length(); cut++) {
            for (int second = cut; second <= STREAM.length(); second++) {
                assertEquals(
                        List.of("ab", "switch", "c\nd", "", "e"),
                        decodeCut(kind, cut, second),
                        "cut at " + cut + " and " + second);
            }
        }
    }

    private static List<String> decodeCut(BufferKind kind, int... cuts) throws Exception {
        List<String> messages = new ArrayList<>();
        MessageDecoder<String> decoder = LINES.newDecoder();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : STREAM.length();
            decoder.push(kind.of(Fixtures.bytes(STREAM.substring(from, to))));
            from = to;
            for (String message; (message = decoder.pull()) != null; ) {
                messages.add(message);
                if (message.equals("switch")) {
                    decoder = decoder.switchTo(BLOCKS);
                } else if (message.isEmpty()) {
                    decoder = decoder.switchTo(LINES);
                }
            }
        }
        assertEquals(STREAM.length() - 1, decoder.consumed());
        assertEquals(1, decoder.buffered());
        decoder.end();
        assertEquals(
                STREAM.length() - 1,
                assertThrows(TruncatedFrameException.class, decoder::pull).offset());
        return messages;
    }

    @Test
    void whatWasReadIntoSpaceGoesToTheNewProtocol() throws Exception {
        MessageDecoder<String> lines = LINES.newDecoder();
        lines.space().put(Fixtures.bytes("ab\n"));
        assertEquals("ab", lines.pull());
        lines.space().put(Fixtures.bytes("\0\u0001c"));

        assertEquals("c", lines.switchTo(BLOCKS).pull());
    }

    /** The old framer may have asked for more than the new one needs. */
    @Test
    void newProtocolLooksAtWhatTheOldOneFoundTooShort() throws Exception {
        MessageDecoder<String> waiting = decoder(10, in -> in.has(8));
        waiting.push(buffer("a\n"));
        assertNull(waiting.pull());

        assertEquals("a", waiting.switchTo(LINES).pull());
    }

    @Test
    void endGoesAlong() throws Exception {
        MessageDecoder<String> lines = LINES.newDecoder();
        lines.push(buffer("ab\n\0\u0001c"));
        lines.end();
        assertEquals("ab", lines.pull());

        MessageDecoder<String> blocks = lines.switchTo(BLOCKS);

        assertThrows(IllegalStateException.class, blocks::space);
        assertEquals("c", blocks.pull());
        assertNull(blocks.pull());
    }

    @Test
    void endFoundCleanByTheOldProtocolIsCleanForTheNewOne() throws Exception {
        MessageDecoder<String> lines = LINES.newDecoder();
        lines.push(buffer("ab\n"));
        lines.end();
        assertEquals(List.of("ab"), Fixtures.pullAll(lines));

        assertNull(lines.switchTo(BLOCKS).pull());
    }

    @Test
    void oldDecoderCanNoLongerBeUsed() throws Exception {
        MessageDecoder<String> old = LINES.newDecoder();
        MessageDecoder<String> next = old.switchTo(BLOCKS);

        assertThrows(IllegalStateException.class, old::pull);
        assertThrows(IllegalStateException.class, old::space);
        assertThrows(IllegalStateException.class, () -> old.push(buffer("a")));
        assertThrows(IllegalStateException.class, () -> old.switchTo(LINES));
        next.push(buffer("\0\u0001a"));
        assertEquals("a", next.pull());
    }

    @Test
    void refusesNullAndStaysUsable() throws Exception {
        MessageDecoder<String> decoder = LINES.newDecoder();
        assertThrows(NullPointerException.class, () -> decoder.switchTo(null));
        decoder.push(buffer("a\n"));
        assertEquals("a", decoder.pull());
    }

    @Test
    void newLimitHoldsFromTheNewProtocolOn() throws Exception {
        MessageDecoder<String> lines = LINES.newDecoder();
        lines.push(buffer("0123456789\n01234\n"));
        assertEquals("0123456789", lines.pull());
        MessageDecoder<String> shorter = lines.switchTo(Protocol.of(TestFramer.lines(4), latin1()));

        FramingException refusal = assertThrows(FrameTooLongException.class, shorter::pull);

        assertEquals(11, refusal.offset());
    }
}
