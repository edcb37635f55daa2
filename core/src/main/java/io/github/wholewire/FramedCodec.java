/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Messages of a protocol, one behind the other in one payload. */
final class FramedCodec<M> implements Codec<List<M>> {
    private final Protocol<M> protocol;

    FramedCodec(Protocol<M> protocol) {
        this.protocol = protocol;
    }

    @Override
    public List<M> decode(ByteBuffer payload) throws CodecException {
        int length = payload.remaining();
        MessageDecoder<M> decoder = protocol.newDecoder();
        List<M> messages = new ArrayList<>();
        try {
            decoder.push(payload);
            decoder.end();
            for (M message; (message = decoder.pull()) != null; ) {
                messages.add(message);
            }
        } catch (FramingException | CodecException e) {
            throw new CodecException(
                    "payload of "
                            + length
                            + " bytes refused at its message "
                            + messages.size()
                            + ": "
                            + e.getMessage(),
                    e);
        }
        if (decoder.skipped() > 0) {
            throw new CodecException(
                    "payload of "
                            + length
                            + " bytes refused: "
                            + decoder.skipped()
                            + " of its frames are too long for "
                            + protocol.framer());
        }
        if (decoder.buffered() > 0) {
            throw new CodecException(
                    "payload of "
                            + length
                            + " bytes refused: "
                            + decoder.buffered()
                            + " are left over behind the last of "
                            + messages.size()
                            + " messages");
        }
        return List.copyOf(messages);
    }

    /** Frame by frame, so that nothing but the payload itself grows with the list. */
    @Override
    public void encode(List<M> messages, FrameOutput out) throws IOException {
        MessageEncoder<M> encoder = protocol.newEncoder();
        for (M message : messages) {
            encoder.encode(message);
            out.put(encoder.pending());
        }
    }

    @Override
    public String toString() {
        return "list of " + protocol;
    }
}
