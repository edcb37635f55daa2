/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a protocol, without a channel: bytes are pushed in, messages pulled out.
 * Channels receive through it, so what it makes of some bytes is what they make of them.
 *
 * <pre>{@code
 * MessageDecoder<String> decoder = lines.newDecoder();
 * for (boolean ended = false; !ended; ) {
 *     ended = file.read(decoder.space()) < 0;
 *     if (ended) {
 *         decoder.end();
 *     }
 *     for (String line; (line = decoder.pull()) != null; ) {
 *         System.out.println(line);
 *     }
 * }
 * }</pre>
 *
 * <p>Frames are cut one at a time, when a message is pulled: bytes behind it stay untouched, for
 * {@link #switchTo}. It holds at most the longest frame and one read of 64 KiB. Not thread-safe.
 *
 * @param <M> the message
 */
public final class MessageDecoder<M> {
    private enum State {
        /** The bytes at hand begin a frame. */
        FINDING,
        /** They belong to a frame that is too long, which {@link #skips} knows. */
        SKIPPING,
        /** Nothing more comes in this protocol. */
        FINISHED,
        /** They are no frame: {@link #failure}. */
        FAILED,
        /** Another decoder has taken over. */
        SWITCHED
    }

    private final Protocol<M> protocol;
    private final FrameDecoder framer;

    /** Where this one's bytes are; null while there are none and others share what it had. */
    private @Nullable FrameInput input;

    private @Nullable InputPool pool;

    /** What {@link #input} would tell. */
    private long consumed;

    private int frameLength;

    private State state = State.FINDING;
    private boolean ended;
    private @Nullable FramingException failure;

    /** Made when somebody wants to know of frames that are skipped, or one is. */
    private @Nullable Skips skips;

    /** The frames that were too long. */
    private static final class Skips {
        /** Why the frame at hand is being skipped, and where it began. */
        @Nullable FrameTooLongException current;

        Consumer<? super FrameTooLongException> listener = refusal -> {};
        long count;
    }

    MessageDecoder(Protocol<M> protocol, InputBuffer bytes) {
        this(protocol);
        input = new FrameInput(bytes, protocol.framer());
    }

    private MessageDecoder(Protocol<M> protocol) {
        this.protocol = protocol;
        this.framer = requireNonNull(protocol.framer().newDecoder(), "newDecoder()");
    }

    /**
     * Makes another decoder that shares memory with this one: either has some of its own only while
     * bytes are at hand that no pull has made a message of. For many connections that one thread
     * serves in turn.
     *
     * @param <N> the other decoder's message
     * @param other its protocol
     * @return a decoder at the start of a stream of its own; not to be used by another thread than
     *     this one at the same time
     */
    public <N> MessageDecoder<N> sharing(Protocol<N> other) {
        MessageDecoder<N> decoder = new MessageDecoder<>(requireNonNull(other, "other"));
        if (pool == null) {
            pool = new InputPool();
        }
        decoder.pool = pool;
        return decoder;
    }

    private @Nullable FrameTooLongException skipping() {
        return skips == null ? null : skips.current;
    }

    private Skips skips() {
        if (skips == null) {
            skips = new Skips();
        }
        return skips;
    }

    private FrameInput in() {
        FrameInput existing = input;
        return existing != null ? existing : borrow();
    }

    private FrameInput borrow() {
        FrameInput borrowed =
                pool == null
                        ? new FrameInput(new InputBuffer(), protocol.framer())
                        : pool.take(protocol.framer(), consumed, frameLength);
        input = borrowed;
        return borrowed;
    }

    boolean hasMemory() {
        return input != null;
    }

    /** Lets others have what is not needed while no bytes are at hand. */
    private void giveBack() {
        FrameInput idle = input;
        if (pool != null && idle != null && skipping() == null && idle.bytes().isIdle()) {
            consumed = idle.offset();
            frameLength = idle.takenLength();
            input = null;
            pool.give(idle);
        }
    }

    /**
     * Returns room for more bytes. Read into it by its position ({@code
     * channel.read(decoder.space())}); what is there at the next call of any method has been
     * pushed.
     *
     * @return a heap buffer with 1 byte to 64 KiB remaining; valid until the next call of any
     *     method
     * @throws IllegalStateException if the end has been told, or after {@link #switchTo}
     */
    public ByteBuffer space() {
        requirePushable();
        return in().bytes().space();
    }

    /**
     * Pushes bytes without copying them, where nothing is left over from before. They are decoded
     * where they lie, and a framer that unstuffs overwrites them, unless the buffer is read-only:
     * then they are copied.
     *
     * @param more the bytes from position to limit, heap or direct; its position is then at its
     *     limit, and what it held must not change until {@link #pull} has returned null or thrown a
     *     {@link FramingException}; the buffer itself, not its bytes, is remembered until another
     *     one is pushed
     * @throws IllegalStateException if the end has been told, or after {@link #switchTo}
     */
    public void push(ByteBuffer more) {
        requireNonNull(more, "more");
        requirePushable();
        in().bytes().lend(more);
    }

    /**
     * Copies what is left of the bytes that were pushed, so that their buffer may be used again
     * before all is pulled.
     *
     * @throws IllegalStateException after {@link #switchTo}
     */
    public void settle() {
        requireNotSwitched();
        if (input != null) {
            input.bytes().settle();
            giveBack();
        }
    }

    /**
     * Tells that no more bytes will come. Pull until null afterwards: only that tells whether the
     * stream ended where it may. Telling it again changes nothing.
     */
    public void end() {
        ended = true;
    }

    /**
     * Returns the next message, decoded from the bytes at hand.
     *
     * @return the message; null if more bytes are needed for one, or if there is none any more:
     *     {@link #isFinished} tells
     * @throws CodecException if the payload of a whole frame is no message: that one is lost, the
     *     next call goes on
     * @throws FramingException if the bytes are no frame: nothing more can be pulled, and each
     *     further call throws the like, the first one its cause
     * @throws TruncatedFrameException if the end was told inside a frame; likewise
     * @throws IllegalStateException after {@link #switchTo}
     */
    public @Nullable M pull() throws CodecException, FramingException {
        if (state == State.FINDING) {
            // Read once: of a field read twice the compiler does not know that it is the same, and
            // what was marked there then goes through memory. Measured, that is a tenth of a line.
            FrameInput in = in();
            in.bytes().absorb();
            try {
                if (in.isReady() && findFrame(in)) {
                    return decode(in.take());
                }
            } catch (FramingException e) {
                skipOrFail(e);
            }
        }
        // Nearly always null, and here the compiler takes that for granted: only frames found
        // above lead back to a caller that loops, and where the next one begins stays in a
        // register. Measured, a frame then takes half the time.
        M message = pullOtherwise();
        return message == null ? null : message;
    }

    private @Nullable M pullOtherwise() throws CodecException, FramingException {
        requireNotSwitched();
        if (failure != null) {
            forget();
            throw failure.again();
        }
        FrameInput in = in();
        in.bytes().absorb();
        for (; ; ) {
            try {
                if (skips != null && !skip(skips)) {
                    break;
                }
                if (state == State.FINDING && in.isReady() && findFrame(in)) {
                    return decode(in.take());
                }
                if (!isProtocolOver() && ended && findLastFrame()) {
                    return decode(in.take());
                }
                break;
            } catch (FramingException e) {
                skipOrFail(e);
            }
        }
        in.bytes().settle();
        giveBack();
        return null;
    }

    /** Drops the bytes at hand: nobody will pull them. */
    private void forget() {
        if (input != null) {
            input.bytes().clear();
        }
    }

    /**
     * Tells whether {@link #pull} has returned null for good: the end has been told and the stream
     * ended where it may, or the protocol ended by itself ({@link FrameDecoder#isFinished}).
     *
     * @return whether no further message will come; bytes may still be at hand for {@link
     *     #switchTo}
     */
    public boolean isFinished() {
        return state == State.FINISHED;
    }

    /**
     * Returns how many bytes are at hand and not yet part of a message that was pulled.
     *
     * @return bytes, 0 or more
     */
    public int buffered() {
        if (input == null) {
            return 0;
        }
        input.bytes().absorb();
        return input.length();
    }

    /**
     * Returns how many bytes are part of messages pulled so far, and of what was skipped between
     * them. A frame that is too long counts once all of it has been skipped.
     *
     * @return bytes since the start of the stream
     */
    public long consumed() {
        FrameTooLongException skipping = skipping();
        if (skipping != null) {
            return skipping.offset();
        }
        return input == null ? consumed : input.offset();
    }

    /**
     * Returns what the frame of the message pulled last took on the wire.
     *
     * @return bytes; 0 if none was pulled
     */
    public int frameLength() {
        return input == null ? frameLength : input.takenLength();
    }

    /**
     * Tells whether a frame has begun to arrive, so that the stream must not end here.
     *
     * @return true if bytes are at hand and not yet part of a message that was pulled, or if a
     *     frame is being skipped
     */
    public boolean isInsideFrame() {
        return skipping() != null || buffered() > 0;
    }

    /**
     * Sets who is told of each frame that is too long and that the framer skips, as soon as it does
     * so. By default nobody is. The listener is called by {@link #pull}, which lets pass what it
     * throws, and is kept by {@link #switchTo}.
     *
     * @param listener takes the reason, with the frame's length as far as it is known and the limit
     */
    public void onSkip(Consumer<? super FrameTooLongException> listener) {
        skips().listener = requireNonNull(listener, "listener");
    }

    /**
     * Returns how many frames were too long and skipped, or are being skipped. Most framers don't:
     * they end receiving with a {@link FrameTooLongException}.
     *
     * @return frames since the start of the stream
     */
    public long skipped() {
        return skips == null ? 0 : skips.count;
    }

    /**
     * Makes the exception for a stream that stands still inside the frame at hand.
     *
     * @param what what happened, such as "no progress for 30 s"
     * @return an exception that says how many bytes there were and how many were wanted
     */
    public TruncatedFrameException truncated(String what) {
        FrameInput in = in();
        in.bytes().absorb();
        FrameTooLongException skipping = skipping();
        TruncatedFrameException exception =
                skipping == null
                        ? in.truncated(what)
                        : new TruncatedFrameException(
                                what + " inside a frame that was being skipped", skipping);
        locate(exception);
        return exception;
    }

    /**
     * Goes on in another protocol with the bytes behind the last message pulled. This decoder can
     * no longer be used.
     *
     * @param <N> the message of the other protocol
     * @param next the protocol that those bytes are in
     * @return a decoder in the same stream, whose end has been told if it was told here
     * @throws FramingException if this decoder has failed; it stays as it was
     * @throws IllegalStateException after an earlier {@code switchTo}, or while a frame that is too
     *     long is being skipped
     */
    public <N> MessageDecoder<N> switchTo(Protocol<N> next) throws FramingException {
        requireNonNull(next, "next");
        requireNotSwitched();
        if (failure != null) {
            throw failure.again();
        }
        FrameTooLongException skipping = skipping();
        if (skipping != null) {
            throw new IllegalStateException(
                    "the frame at byte "
                            + skipping.offset()
                            + " of the stream is being skipped: pull a message first");
        }
        FrameInput in = in();
        in.bytes().absorb();
        MessageDecoder<N> decoder = new MessageDecoder<>(next, in.bytes());
        decoder.pool = pool;
        decoder.ended = ended;
        decoder.skips = skips;
        state = State.SWITCHED;
        input = null;
        return decoder;
    }

    /** Begins to skip a frame that is too long; else, or if the framer does not skip, throws. */
    private void skipOrFail(FramingException refusal) throws FramingException {
        try {
            if (skipping() != null || !(refusal instanceof FrameTooLongException tooLong)) {
                throw refusal;
            }
            beginToSkip(tooLong);
        } catch (FramingException e) {
            locate(e);
            failure = e;
            state = State.FAILED;
            in().bytes().settle();
            throw e;
        }
    }

    private void beginToSkip(FrameTooLongException refusal) throws FramingException {
        locate(refusal);
        Skips begun = skips();
        if (!drop(refusal)) {
            begun.current = refusal;
            state = State.SKIPPING;
        }
        begun.count++;
        begun.listener.accept(refusal);
    }

    /** Goes on skipping, if there is something to skip; returns whether there no longer is. */
    private boolean skip(Skips underWay) throws FramingException {
        FrameTooLongException refusal = underWay.current;
        if (refusal == null) {
            return true;
        }
        if (in().isReady() && drop(refusal)) {
            underWay.current = null;
            state = State.FINDING;
            return true;
        }
        if (ended) {
            throw truncated("the stream ended");
        }
        return false;
    }

    private boolean drop(FrameTooLongException refusal) throws FramingException {
        FrameInput in = in();
        in.unmark();
        long from = in.offset();
        boolean whole;
        try {
            whole = framer.skip(in, refusal);
        } catch (RuntimeException e) {
            throw failed(e);
        }
        if (!whole) {
            in.requireProgress();
        } else if (in.offset() == from) {
            throw new FramingException("the framer skipped a frame of no bytes: mend its skip");
        }
        return whole;
    }

    private static FramingException failed(RuntimeException e) {
        return new FramingException("the framer failed: " + e, e);
    }

    private boolean findFrame(FrameInput in) throws FramingException {
        try {
            if (framer.decode(in)) {
                return true;
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
        in.unmark();
        if (!isProtocolOver()) {
            in.requireProgress();
        }
        return false;
    }

    private boolean isProtocolOver() throws FramingException {
        try {
            if (state == State.FINDING && framer.isFinished()) {
                state = State.FINISHED;
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
        return state == State.FINISHED;
    }

    private boolean findLastFrame() throws FramingException {
        FrameInput in = in();
        try {
            if (framer.end(in)) {
                return true;
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
        if (in.length() > 0) {
            throw in.truncated("the stream ended");
        }
        state = State.FINISHED;
        return false;
    }

    /** Adds where the frame at hand began, even if its first bytes have been dropped since. */
    private void locate(FramingException e) {
        FrameTooLongException skipping = skipping();
        if (skipping == null) {
            e.locate(in().offset(), in().preview());
        } else {
            e.locate(skipping);
        }
    }

    private M decode(ByteBuffer payload) throws CodecException {
        int length = payload.remaining();
        try {
            M message = protocol.codec().decode(payload);
            if (message == null) {
                throw new CodecException(
                        "the codec made null of a payload of "
                                + length
                                + " bytes: mend its decode");
            }
            return message;
        } catch (CodecException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CodecException("payload of " + length + " bytes is no message: " + e, e);
        }
    }

    private void requirePushable() {
        requireNotSwitched();
        if (failure != null) {
            forget();
        }
        if (ended) {
            throw new IllegalStateException("end() was called: no more bytes can be pushed");
        }
    }

    private void requireNotSwitched() {
        if (state == State.SWITCHED) {
            throw new IllegalStateException(
                    "switchTo() was called: use the decoder that it returned");
        }
    }
}
