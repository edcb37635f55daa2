/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.Framer;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.framing.LengthPrefixFramer;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A codec of records: their components lie in the payload in order, each as its code in the {@link
 * StructFormat} says. A sealed interface of such records is a protocol of several messages, told
 * apart by a leading {@link Tag}. Immutable and thread-safe.
 *
 * <pre>{@code
 * sealed interface Message {}
 * @Tag(1) @StructFormat("<8sI")
 * record Login(String user, long password) implements Message {}
 * @Tag(2) @StructFormat("<qIHB")
 * record Order(long time, int price, int quantity, Side side) implements Message {}
 * @Tag(3) @StructFormat("<Hs")
 * record Chat(int room, @Rest String text) implements Message {}
 * enum Side { BUY, SELL }
 *
 * static final Protocol<Message> PROTOCOL = StructCodec.union(Message.class).lengthPrefixed();
 * }</pre>
 *
 * <h2>Which type fits which code</h2>
 *
 * Checked when the codec is made.
 *
 * <table>
 * <caption>Components and codes</caption>
 * <tr><th>code</th><th>component</th></tr>
 * <tr><td>{@code b h i l q n}</td><td>an integer type at least as wide</td></tr>
 * <tr><td>{@code B H I L Q N P}</td><td>an integer type at least as wide. In a wider one it is the
 *     unsigned number; in one of the same width it is the bits, for {@link
 *     Integer#toUnsignedString} and its like. {@code char} counts as an unsigned type of 16 bits.
 *     64 bits also fit a {@link java.math.BigInteger}</td></tr>
 * <tr><td>any of these</td><td>an enum: by ordinal, or by the {@link Tag}s of its
 *     constants</td></tr>
 * <tr><td>{@code ?}</td><td>boolean, true unless 0</td></tr>
 * <tr><td>{@code e f}</td><td>float, double; rounded half to even</td></tr>
 * <tr><td>{@code d}</td><td>double</td></tr>
 * <tr><td>{@code c}</td><td>byte, char (ISO 8859-1)</td></tr>
 * <tr><td>{@code s}</td><td>String: zeros at the end are added and trimmed. {@code byte[]}: zeros
 *     are added. What is too long is refused</td></tr>
 * <tr><td>{@code p}</td><td>String, {@code byte[]}: the length byte tells the length</td></tr>
 * <tr><td>several of one, as in {@code 4I}</td><td>an array of so many, here {@code int[]} or
 *     {@code long[]}; or so many components one after the other</td></tr>
 * <tr><td>none of one, as in {@code 0I}</td><td>none; in native formats the place is aligned.
 *     {@code 0s} and {@code 0p} take a component that is always empty</td></tr>
 * <tr><td>{@code x}</td><td>none: padding, written as zeros</td></tr>
 * </table>
 *
 * <p>A component that is a record takes codes as its own components would, from the same format; a
 * record with a {@link StructFormat} of its own is laid out by that instead.
 *
 * <p>What {@link Rest} or {@link CountedBy} makes as long as the payload or an earlier component
 * says is a String or {@code byte[]} (code {@code s}), an array of a primitive type, a List or an
 * array of records; codes stand for one element. Padding between the codes of a record's components
 * is part of each element, padding behind them is not. Such formats, and those with other formats
 * inside, do not align: they begin with {@code <}, {@code >}, {@code !} or {@code =}. {@link
 * BitField}s share an integer.
 *
 * <p>Strings are strict: what the charset cannot say is refused both ways. A String of code {@code
 * s} that ends with a NUL is refused, since that would be trimmed.
 *
 * <h2>Access</h2>
 *
 * Records may be private, package-private or nested. In a named module, their package has to be
 * open to this one ({@code opens app.messages to io.github.wholewire.framing;}), unless the record
 * is public in an exported package; or the codec gets a {@linkplain Builder#lookup lookup}. The
 * canonical constructor is called for each message decoded, the accessors for each one encoded.
 *
 * <h2>Errors</h2>
 *
 * {@link #decode} and {@link #encode} throw {@link CodecException}, the others {@link
 * IllegalArgumentException}, with the same words: which component, its code, the value, what would
 * fit. Nothing is written then. Null is never a value. A count is checked against what is left
 * before anything is allocated.
 *
 * <h2>Cost</h2>
 *
 * Making a codec takes a millisecond or so once the JVM is warm and defines a class, which goes
 * with the codec: make it once. Decoding allocates the record and what its components hold,
 * encoding nothing (but strings that are not ASCII take a buffer).
 *
 * @param <M> the message: a record, or a sealed interface of records
 */
public final class StructCodec<M> implements Codec<M> {
    /**
     * Held softly, so that this class can go before the records do; with plain references, so that
     * nothing of ours is held by their class.
     */
    private static final ClassValue<SoftReference<?>[]> SHARED =
            new ClassValue<>() {
                @Override
                protected SoftReference<?>[] computeValue(Class<?> type) {
                    return new SoftReference<?>[1];
                }
            };

    private final Class<M> type;
    private final Part part;
    private final MessageProgram arrays;
    private volatile @Nullable MessageProgram buffers;

    private StructCodec(Class<M> type, Part part) {
        this.type = type;
        this.part = part;
        this.arrays = Message.compile(part, erased(ArrayAccess.INSTANCE));
    }

    @SuppressWarnings("unchecked") // programs give it what it takes
    private static Access<Object> erased(Access<?> access) {
        return (Access<Object>) access;
    }

    /**
     * Makes the codec of a record that says its format in {@link StructFormat}. Calls for one type
     * return the same codec as long as it is in use or memory is not short.
     *
     * @param <R> the record
     * @param type its class
     * @return the codec
     * @throws IllegalArgumentException if the record has no format, one that is malformed or does
     *     not fit its components, or cannot be reached
     */
    public static <R extends Record> StructCodec<R> of(Class<R> type) {
        return shared(requireNonNull(type, "type"));
    }

    /**
     * Makes the codec of a record with a format that is given here; its own, if it has one, does
     * not count. A new codec each time: keep it.
     *
     * @param <R> the record
     * @param type its class
     * @param format as {@link Struct#of} takes it
     * @return the codec
     * @throws IllegalArgumentException if the format is malformed or does not fit the components,
     *     or the record cannot be reached
     */
    public static <R extends Record> StructCodec<R> of(Class<R> type, String format) {
        return builder(type).format(format).build();
    }

    /**
     * Makes the codec of the records of a sealed interface, each of which has a {@link Tag} and a
     * {@link StructFormat}. Calls for one type return the same codec as long as it is in use or
     * memory is not short.
     *
     * @param <M> the interface
     * @param type its class
     * @return the codec
     * @throws IllegalArgumentException if the type is no sealed interface of records, a tag is
     *     missing, twice there or does not fit its code, or one of the records is refused as by
     *     {@link #of(Class)}
     */
    public static <M> StructCodec<M> union(Class<M> type) {
        if (!requireNonNull(type, "type").isInterface() || !type.isSealed()) {
            throw new IllegalArgumentException(
                    type.getTypeName() + " is no sealed interface; of(...) is for records");
        }
        return shared(type);
    }

    /**
     * Starts a codec with other settings than those of the annotations.
     *
     * @param <M> the record or the sealed interface
     * @param type its class
     * @return a builder
     */
    public static <M> Builder<M> builder(Class<M> type) {
        return new Builder<>(requireNonNull(type, "type"));
    }

    @SuppressWarnings("unchecked") // what is kept for a type is its codec
    private static <M> StructCodec<M> shared(Class<M> type) {
        SoftReference<?>[] shared = SHARED.get(type);
        synchronized (shared) {
            Object codec = shared[0] == null ? null : shared[0].get();
            if (codec == null) {
                codec = builder(type).build();
                shared[0] = new SoftReference<>(codec);
            }
            return (StructCodec<M>) codec;
        }
    }

    /**
     * Tells whether each payload has the same size.
     *
     * @return true if so: the record has no component that is counted or takes the rest; false for
     *     every union
     */
    public boolean isFixedSize() {
        return part.isFixed();
    }

    /**
     * Returns the size of each payload, padding included.
     *
     * @return bytes, 0 or more
     * @throws IllegalStateException if it is not always the same
     */
    public int size() {
        if (!part.isFixed()) {
            throw new IllegalStateException(
                    type.getTypeName() + " has no fixed size: ask isFixedSize() first");
        }
        return part.size;
    }

    /**
     * Packs a message into a new array.
     *
     * @param message the message
     * @return its payload
     * @throws IllegalArgumentException if the message does not fit
     */
    public byte[] pack(M message) {
        byte[] payload = new byte[part.isFixed() ? part.size : measure(message)];
        arrays.write(payload, 0, payload.length, requireNonNull(message, "message"));
        return payload;
    }

    /**
     * Packs a message into a buffer. All bytes of the payload are written, padding as zeros.
     *
     * @param target where to; position and limit stay as they are
     * @param offset absolute index of the first byte
     * @param message the message
     * @return bytes written
     * @throws IllegalArgumentException if the message does not fit, or there is too little room in
     *     front of the limit; {@code target} is unchanged
     * @throws IndexOutOfBoundsException if {@code offset} is negative; likewise
     * @throws ReadOnlyBufferException if the target is read-only
     */
    public int packInto(ByteBuffer target, int offset, M message) {
        if (requireNonNull(target, "target").isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (offset < 0) {
            throw new IndexOutOfBoundsException("offset=" + offset + ": use 0 or more");
        }
        int room = target.limit() - offset;
        requireNonNull(message, "message");
        return target.hasArray()
                ? arrays.pack(target.array(), target.arrayOffset() + offset, room, message)
                : buffers().pack(target, offset, room, message);
    }

    /**
     * Unpacks a payload.
     *
     * @param payload all of its bytes
     * @return the message; it keeps nothing of the array
     * @throws IllegalArgumentException if the payload is no message; what the record's constructor
     *     throws comes as it is
     */
    public M unpack(byte[] payload) {
        requireSize(requireNonNull(payload, "payload").length);
        return message(arrays.read(payload, 0, payload.length));
    }

    /**
     * Unpacks a payload.
     *
     * @param payload its bytes from position to limit; both stay as they are
     * @return the message; it keeps nothing of the buffer
     * @throws IllegalArgumentException if the payload is no message; what the record's constructor
     *     throws comes as it is
     */
    public M unpack(ByteBuffer payload) {
        int length = requireNonNull(payload, "payload").remaining();
        int at = payload.position();
        requireSize(length);
        return message(
                payload.hasArray()
                        ? arrays.read(payload.array(), payload.arrayOffset() + at, length)
                        : buffers().read(payload, at, length));
    }

    /**
     * Unpacks a payload, as a codec.
     *
     * @param payload the bytes from position to limit
     * @return the message
     * @throws CodecException if the payload is no message, or the record's constructor refuses it
     */
    @Override
    public M decode(ByteBuffer payload) throws CodecException {
        try {
            return unpack(payload);
        } catch (Exception e) {
            throw new CodecException("payload refused: " + why(e), e);
        }
    }

    /** Records may throw what they like, checked exceptions too that they do not declare. */
    private static String why(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /**
     * Packs a message, as a codec.
     *
     * @param message the message
     * @param out where the payload goes; unchanged if there is an exception
     * @throws CodecException if the message does not fit
     * @throws FrameTooLongException if the payload is longer than a frame may be
     */
    @Override
    public void encode(M message, FrameOutput out) throws CodecException, FrameTooLongException {
        int start = out.length();
        try {
            arrays.encode(out, requireNonNull(message, "message"));
        } catch (FrameTooLongException e) {
            throw e;
        } catch (Exception e) {
            out.truncate(start);
            throw new CodecException("message refused: " + why(e), e);
        }
    }

    /**
     * Returns a protocol without prefix or delimiter: the next message begins where the last one
     * ends. For records of fixed size, and for unions of such records, whose tags tell their sizes.
     *
     * @return the protocol; its {@code maxFrameLength} is the size of the longest record
     * @throws IllegalStateException if some size is not fixed, or is 0: use {@link
     *     #lengthPrefixed()}
     */
    public Protocol<M> protocol() {
        return Protocol.of(OwnFramers.of(part), this);
    }

    /**
     * Returns a protocol that puts each payload's length in front of it, as {@link Framers#u32()}
     * does. Other framers take the codec in {@code Protocol.of(framer, codec)}.
     *
     * @return the protocol
     */
    public Protocol<M> lengthPrefixed() {
        return Protocol.of(Framers.u32(), this);
    }

    /**
     * Returns a framer for frames that begin with this record, one component of which is the length
     * of what follows it. As {@link #framer(String, int, int)} with {@link #size()} and {@link
     * LengthPrefixFramer#DEFAULT_MAX_FRAME_LENGTH}.
     *
     * @param component the name of the length
     * @return the framer
     * @throws IllegalStateException if this is no record of fixed size
     * @throws IllegalArgumentException if there is no such component, or it is no integer
     */
    public Framer framer(String component) {
        return framer(component, size(), LengthPrefixFramer.DEFAULT_MAX_FRAME_LENGTH);
    }

    /**
     * Returns a framer for frames that begin with this record, one component of which says how long
     * they are. The payload is the whole frame, this record included. On sending, the framer writes
     * the length in its place, whatever the codec has put there.
     *
     * <pre>{@code
     * @StructFormat(">HH") record Header(int kind, int length) {}
     * @StructFormat(">s") record Packet(Header header, @Rest byte[] body) {}
     *
     * Framer packets = StructCodec.of(Header.class).framer("length");
     * Protocol<Packet> protocol = Protocol.of(packets, StructCodec.of(Packet.class));
     * }</pre>
     *
     * @param component the name of the length
     * @param uncounted bytes of the frame that the length does not count: {@link #size()} if it
     *     counts what follows the record, 0 if it counts all
     * @param maxFrameLength the longest frame in bytes, this record included
     * @return the framer
     * @throws IllegalStateException if this is no record of fixed size
     * @throws IllegalArgumentException if there is no such component, it is no integer, or a number
     *     is out of range
     */
    public Framer framer(String component, int uncounted, int maxFrameLength) {
        return OwnFramers.header(
                part, requireNonNull(component, "component"), uncounted, maxFrameLength);
    }

    /**
     * Draws a table of the components: where they lie, their codes and types.
     *
     * @return lines of ASCII, each with {@code \n} at its end
     */
    public String describe() {
        return CodecDescription.of(type, part);
    }

    /**
     * Shows which byte is which component. What is long is cut short; a payload that is no message
     * is shown as far as it goes.
     *
     * @param payload bytes
     * @return lines, each with {@code \n} at its end
     */
    public String dump(byte[] payload) {
        return CodecDump.of(type, part, requireNonNull(payload, "payload"));
    }

    /**
     * Shows which byte is which component, as {@link #dump(byte[])} does.
     *
     * @param payload the bytes from position to limit; both stay as they are
     * @return lines, each with {@code \n} at its end
     */
    public String dump(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(payload.position(), bytes);
        return dump(bytes);
    }

    @Override
    public String toString() {
        return "StructCodec[" + type.getSimpleName() + "]";
    }

    private int measure(M message) {
        long length = arrays.measure(requireNonNull(message, "message"));
        return MessageHandles.requireRoom(part.slot, Framer.MAX_LENGTH, length);
    }

    private void requireSize(int length) {
        if (part.isFixed() && length != part.size) {
            throw new IllegalArgumentException(
                    type.getSimpleName()
                            + " takes "
                            + Description.counted(part.size, "byte")
                            + ": a payload of "
                            + length
                            + " does not fit");
        }
    }

    @SuppressWarnings("unchecked") // programs make what they are made for
    private M message(Object message) {
        return (M) message;
    }

    private MessageProgram buffers() {
        MessageProgram program = buffers;
        if (program == null) {
            program = Message.compile(part, erased(BufferAccess.INSTANCE));
            buffers = program;
        }
        return program;
    }

    /**
     * Collects settings. Not thread-safe.
     *
     * @param <M> the message
     */
    public static final class Builder<M> {
        private final Class<M> type;
        private @Nullable String format;
        private @Nullable Charset charset;
        private @Nullable Lookup lookup;

        private Builder(Class<M> type) {
            this.type = type;
        }

        /**
         * Sets the format of the record, or of the tag of a union.
         *
         * @param format default that of the {@link StructFormat}
         * @return this
         */
        public Builder<M> format(String format) {
            this.format = requireNonNull(format, "format");
            return this;
        }

        /**
         * Sets the charset of the strings.
         *
         * @param charset default that of the {@link StructFormat}
         * @return this
         */
        public Builder<M> charset(Charset charset) {
            this.charset = requireNonNull(charset, "charset");
            return this;
        }

        /**
         * Sets what reaches the records, where their module does not open their package.
         *
         * @param lookup {@code MethodHandles.lookup()}, called in the module of the records
         * @return this
         */
        public Builder<M> lookup(Lookup lookup) {
            this.lookup = requireNonNull(lookup, "lookup");
            return this;
        }

        /**
         * Makes the codec.
         *
         * @return a new codec
         * @throws IllegalArgumentException as for {@link StructCodec#of(Class)} and {@link
         *     StructCodec#union}
         */
        public StructCodec<M> build() {
            Reach reach = new Reach(lookup);
            if (type.isRecord()) {
                return new StructCodec<>(type, Binder.bind(type, format, charset, reach));
            }
            return new StructCodec<>(type, UnionBinder.bind(type, format, charset, reach));
        }
    }
}
