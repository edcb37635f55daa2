/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The sending half of a protocol, without a channel: messages go in, frames come out. Channels send
 * through it, so what it makes of a message is what they make of it.
 *
 * <pre>{@code
 * MessageEncoder<String> encoder = lines.newEncoder();
 * encoder.encode("hello");
 * encoder.encode("world");
 * file.write(encoder.pending());
 * }</pre>
 *
 * <p>It keeps frames until they are taken: whoever encodes decides how many. Not thread-safe.
 *
 * @param <M> the message
 */
public final class MessageEncoder<M> {
    private final Protocol<M> protocol;
    private final FrameEncoder framer;
    private final int headerLength;
    private final FrameOutput out;

    MessageEncoder(Protocol<M> protocol) {
        this(protocol, new FrameOutput(protocol.maxFrameLength()));
    }

    private MessageEncoder(Protocol<M> protocol, FrameOutput out) {
        this.protocol = protocol;
        this.framer = requireNonNull(protocol.framer().newEncoder(), "newEncoder()");
        this.headerLength = framer.headerLength();
        if (headerLength < 0 || headerLength > FrameInput.MAX_OVERHEAD) {
            throw new IllegalArgumentException(
                    "headerLength=" + headerLength + ": use 0 to " + FrameInput.MAX_OVERHEAD);
        }
        this.out = out;
    }

    /**
     * Appends a message's frame to those that are pending, or nothing.
     *
     * @param message the message
     * @throws FrameTooLongException if its payload is longer than {@link Framer#maxFrameLength()};
     *     what was pending stays
     * @throws CodecException if the codec or the framer cannot encode it; likewise
     */
    public void encode(M message) throws CodecException, FrameTooLongException {
        requireNonNull(message, "message");
        boolean whole = false;
        try {
            out.limitPayload(protocol.maxFrameLength());
            out.begin(headerLength);
            protocol.codec().encode(message, out);
            out.requireWithinLimit();
            out.limit(protocol.maxLength());
            framer.finish(out);
            out.requireWithinLimit();
            whole = true;
        } catch (FrameTooLongException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            out.requireWithinLimit(); // a serializer may have wrapped the exception that told it so
            if (e instanceof CodecException refusal) {
                throw refusal;
            }
            throw new CodecException(
                    "message of " + message.getClass() + " cannot be encoded: " + e, e);
        } finally {
            if (whole) {
                out.commit();
            } else {
                out.rollback();
            }
        }
    }

    /**
     * Makes another encoder that keeps its frames in this one's memory: what is pending in one is
     * pending in both. For several connections that one thread serves in turn, and for one that
     * goes on in another protocol.
     *
     * @param <N> the other encoder's message
     * @param other its protocol
     * @return an encoder; not to be used by another thread than this one at the same time
     */
    public <N> MessageEncoder<N> sharing(Protocol<N> other) {
        return new MessageEncoder<>(requireNonNull(other, "other"), out);
    }

    /**
     * Shows the frames that are pending. Reading from the view takes them: what is read at the next
     * call of any method is gone.
     *
     * @return a heap buffer, position to limit; valid until the next call of {@link #encode}
     */
    public ByteBuffer pending() {
        return out.pending();
    }

    /** Forgets the frames that are pending. */
    public void clear() {
        ByteBuffer view = out.pending();
        view.position(view.limit());
        out.dropTaken();
    }
}
