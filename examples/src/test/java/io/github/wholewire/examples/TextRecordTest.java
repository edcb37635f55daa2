/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TextRecordTest {
    @Test
    void recordIsLengthTextAndZeros() throws IOException {
        MessageEncoder<String> encoder = TextRecord.PROTOCOL.newEncoder();

        encoder.encode("hello");

        ByteBuffer bytes = encoder.pending();
        assertEquals(64, bytes.remaining());
        assertEquals(ByteBuffer.wrap("\5\0hello\0".getBytes(US_ASCII)), bytes.slice(0, 8));
        assertEquals(ByteBuffer.allocate(56), bytes.slice(8, 56));
    }

    @Test
    void refusesWhatIsNoText() {
        MessageEncoder<String> encoder = TextRecord.PROTOCOL.newEncoder();

        assertThrows(CodecException.class, () -> encoder.encode("half a pair: \uD83D"));
    }

    @Test
    void recordThatBoastsIsLostAndTheNextOneComes() throws IOException {
        MessageDecoder<String> decoder = TextRecord.PROTOCOL.newDecoder();
        ByteBuffer records = ByteBuffer.allocate(128).put(0, (byte) 63).put(64, (byte) 2);
        decoder.push(records.put(66, "ok".getBytes(US_ASCII)));

        CodecException e = assertThrows(CodecException.class, decoder::pull);
        assertTrue(e.getMessage().contains("63 bytes are in its field of 62"), e.getMessage());
        assertEquals("ok", decoder.pull());
        assertNull(decoder.pull());
    }
}
