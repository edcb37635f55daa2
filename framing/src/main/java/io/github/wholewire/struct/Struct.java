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
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;

/**
 * A data structure of fixed size, described in the format language of Python's {@code struct}
 * module (that of CPython 3.11, whole). Immutable and thread-safe; made once, used everywhere. It
 * is interpreted until it has been used some thousand times, then compiled.
 *
 * <pre>{@code
 * Struct quote = Struct.of("<IHh10s?");
 * byte[] payload = quote.pack(7, 80, -1, "ACME".getBytes(US_ASCII), true);
 *
 * Object[] values = quote.unpack(payload);
 * long id = (long) values[0];
 * int port = (int) values[1];
 *
 * var channel = Tcp.connect("localhost", 7000, quote.protocol());
 * channel.send(values);
 * }</pre>
 *
 * The {@linkplain io.github.wholewire.struct format language} has a page of its own, with the Java
 * types of the values.
 *
 * <h2>Values</h2>
 *
 * Values are an {@code Object[]}: what {@link #unpack} returns is what {@link #pack} takes, and
 * {@link java.util.Arrays#deepEquals} and {@link java.util.Arrays#deepToString} look into the byte
 * arrays among them. Each array returned is new and the caller's own; none that is given is kept.
 * {@link #unpackInto} fills an array over and over, {@link #getLong} and {@link #getDouble} read
 * one value without an object.
 *
 * <h2>Buffers and errors</h2>
 *
 * A buffer may be heap or direct. Its byte order plays no part, its position and limit are never
 * changed. An offset is an absolute index in the array or buffer, also where a buffer has a
 * position; the bytes needed lie in front of the array's end or the buffer's limit. As in Python, a
 * negative offset counts from there: {@code -size()} is the last struct.
 *
 * <p>What does not fit gives an {@link IllegalArgumentException} that names the value, its code and
 * place in the format, and what would fit. Checked in order: the number of values, the size of the
 * array or buffer, the values from first to last. Nothing is written before all are checked. As a
 * codec, the struct throws a {@link CodecException} instead.
 */
public final class Struct implements Codec<Object[]> {
    private final Layout layout;
    private final Runner<byte[]> arrays;

    /** Also for buffers that do not show their array. */
    private final Runner<ByteBuffer> buffers;

    private Struct(Layout layout) {
        this.layout = layout;
        this.arrays = new Runner<>(layout, ArrayAccess.INSTANCE);
        this.buffers = new Runner<>(layout, BufferAccess.INSTANCE);
    }

    /**
     * Parses a format.
     *
     * @param format in the language of this package; {@code ""} is a struct of no bytes
     * @return the struct
     * @throws IllegalArgumentException if the format is malformed, or takes more than
     *     2<sup>31</sup>-1 bytes or values; the message has a caret under the character at fault
     */
    public static Struct of(String format) {
        return new Struct(FormatParser.parse(requireNonNull(format, "format")));
    }

    /**
     * Returns the format.
     *
     * @return what {@link #of} was given
     */
    public String format() {
        return layout.format;
    }

    /**
     * Returns the size, padding included.
     *
     * @return bytes, 0 or more
     */
    public int size() {
        return layout.size;
    }

    /**
     * Returns how many values there are.
     *
     * @return the length of what {@link #unpack} returns, 0 or more
     */
    public int valueCount() {
        return layout.valueCount;
    }

    /**
     * Packs values into a new array.
     *
     * @param values as many as {@link #valueCount()}, in order
     * @return bytes, as many as {@link #size()}
     * @throws IllegalArgumentException if the values do not fit
     */
    public byte[] pack(Object... values) {
        requireCount(values);
        byte[] payload = new byte[layout.size];
        arrays.pack(payload, 0, values);
        return payload;
    }

    /**
     * Packs values into an array. All bytes of the struct are written, padding as zeros.
     *
     * @param target where to
     * @param offset index of the first byte
     * @param values as many as {@link #valueCount()}, in order
     * @throws IllegalArgumentException if the values or the struct do not fit; {@code target} is
     *     unchanged
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room; likewise
     */
    public void packInto(byte[] target, int offset, Object... values) {
        requireNonNull(target, "target");
        requireCount(values);
        int start = locate(offset, target.length);
        arrays.packWhole(target, start, values);
    }

    /**
     * Packs values into a buffer. All bytes of the struct are written, padding as zeros.
     *
     * @param target where to; position and limit stay as they are
     * @param offset absolute index of the first byte
     * @param values as many as {@link #valueCount()}, in order
     * @throws IllegalArgumentException if the values or the struct do not fit; {@code target} is
     *     unchanged
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room; likewise
     * @throws ReadOnlyBufferException if the target is read-only
     */
    public void packInto(ByteBuffer target, int offset, Object... values) {
        requireNonNull(target, "target");
        requireCount(values);
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        int start = locate(offset, target.limit());
        if (target.hasArray()) {
            arrays.packWhole(target.array(), target.arrayOffset() + start, values);
        } else {
            buffers.packWhole(target, start, values);
        }
    }

    /**
     * Unpacks a payload.
     *
     * @param payload bytes, exactly as many as {@link #size()}
     * @return the values, a new array
     * @throws IllegalArgumentException if there are more or fewer bytes
     */
    public Object[] unpack(byte[] payload) {
        requireNonNull(payload, "payload");
        requireSize(payload.length);
        return arrays.unpack(payload, 0);
    }

    /**
     * Unpacks a payload.
     *
     * @param payload the bytes from position to limit, exactly as many as {@link #size()}; both
     *     stay as they are
     * @return the values, a new array
     * @throws IllegalArgumentException if there are more or fewer bytes
     */
    public Object[] unpack(ByteBuffer payload) {
        requireNonNull(payload, "payload");
        requireSize(payload.remaining());
        return unpackFrom(payload, payload.position());
    }

    /**
     * Unpacks a struct that lies among other bytes.
     *
     * @param source where it lies
     * @param offset index of its first byte
     * @return the values, a new array
     * @throws IllegalArgumentException if there is less than a struct from {@code offset} on
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room
     */
    public Object[] unpackFrom(byte[] source, int offset) {
        requireNonNull(source, "source");
        int start = locate(offset, source.length);
        return arrays.unpack(source, start);
    }

    /**
     * Unpacks a struct that lies among other bytes.
     *
     * @param source where it lies; position and limit stay as they are
     * @param offset absolute index of its first byte
     * @return the values, a new array
     * @throws IllegalArgumentException if there is less than a struct from {@code offset} to the
     *     limit
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room
     */
    public Object[] unpackFrom(ByteBuffer source, int offset) {
        requireNonNull(source, "source");
        int start = locate(offset, source.limit());
        return source.hasArray()
                ? arrays.unpack(source.array(), source.arrayOffset() + start)
                : buffers.unpack(source, start);
    }

    /**
     * Unpacks into an array that is used over and over.
     *
     * @param source where the struct lies
     * @param offset index of its first byte
     * @param values where the values go, as long as {@link #valueCount()}
     * @throws IllegalArgumentException if {@code values} has another length, or there is less than
     *     a struct from {@code offset} on
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room
     */
    public void unpackInto(byte[] source, int offset, Object[] values) {
        requireNonNull(source, "source");
        requireCount(values);
        int start = locate(offset, source.length);
        arrays.unpack(source, start, values);
    }

    /**
     * Unpacks into an array that is used over and over.
     *
     * @param source where the struct lies; position and limit stay as they are
     * @param offset absolute index of its first byte
     * @param values where the values go, as long as {@link #valueCount()}
     * @throws IllegalArgumentException if {@code values} has another length, or there is less than
     *     a struct from {@code offset} to the limit
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room
     */
    public void unpackInto(ByteBuffer source, int offset, Object[] values) {
        requireNonNull(source, "source");
        requireCount(values);
        int start = locate(offset, source.limit());
        if (source.hasArray()) {
            arrays.unpack(source.array(), source.arrayOffset() + start, values);
        } else {
            buffers.unpack(source, start, values);
        }
    }

    /**
     * Unpacks structs that lie one behind the other, each when its turn comes.
     *
     * @param source the structs, nothing else; not copied
     * @return the values of each, a new array a struct; no element can be removed
     * @throws IllegalArgumentException if the length is no multiple of {@link #size()}, or that is
     *     0
     */
    public Iterable<Object[]> iterUnpack(byte[] source) {
        requireWhole(requireNonNull(source, "source").length);
        return () -> new Structs<>(arrays, source, source.length);
    }

    /**
     * Unpacks structs that lie one behind the other, each when its turn comes.
     *
     * @param source the structs from position to limit, nothing else; not copied, and what becomes
     *     of position and limit afterwards does not matter
     * @return the values of each, a new array a struct; no element can be removed
     * @throws IllegalArgumentException if the length is no multiple of {@link #size()}, or that is
     *     0
     */
    public Iterable<Object[]> iterUnpack(ByteBuffer source) {
        requireWhole(requireNonNull(source, "source").remaining());
        ByteBuffer view = source.slice();
        return () -> new Structs<>(buffers, view, view.limit());
    }

    /**
     * Reads an integer without making an object of it.
     *
     * @param source where the struct lies
     * @param offset index of its first byte
     * @param valueIndex which value, from 0; its code is one of {@code b B h H i I l L q Q n N P},
     *     or {@code ?}, which is 0 or 1
     * @return the value; if it is unsigned of 64 bits, the bits, for {@link Long#toUnsignedString}
     *     and its like
     * @throws IllegalArgumentException if the value is no integer, or there is less than a struct
     *     from {@code offset} on
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room, or there is no
     *     such value
     */
    public long getLong(byte[] source, int offset, int valueIndex) {
        int start = locate(offset, source.length);
        Item item = requireInteger(valueIndex);
        return toLong(
                item,
                ArrayAccess.INSTANCE.get(
                        source, start + item.offsetOf(valueIndex), item.width(), layout.bigEndian));
    }

    /**
     * Reads an integer without making an object of it.
     *
     * @param source where the struct lies; position and limit stay as they are
     * @param offset absolute index of its first byte
     * @param valueIndex which value, as {@link #getLong(byte[], int, int)}
     * @return the value, as there
     * @throws IllegalArgumentException if the value is no integer, or there is less than a struct
     *     from {@code offset} to the limit
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room, or there is no
     *     such value
     */
    public long getLong(ByteBuffer source, int offset, int valueIndex) {
        int start = locate(offset, source.limit());
        Item item = requireInteger(valueIndex);
        return toLong(
                item,
                BufferAccess.INSTANCE.get(
                        source, start + item.offsetOf(valueIndex), item.width(), layout.bigEndian));
    }

    /**
     * Reads a floating-point number without making an object of it.
     *
     * @param source where the struct lies
     * @param offset index of its first byte
     * @param valueIndex which value, from 0; its code is {@code e}, {@code f} or {@code d}
     * @return the value
     * @throws IllegalArgumentException if the value is no floating-point number, or there is less
     *     than a struct from {@code offset} on
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room, or there is no
     *     such value
     */
    public double getDouble(byte[] source, int offset, int valueIndex) {
        int start = locate(offset, source.length);
        Item item = requireFloat(valueIndex);
        return Bits.toDouble(
                item.type(),
                ArrayAccess.INSTANCE.get(
                        source, start + item.offsetOf(valueIndex), item.width(), layout.bigEndian));
    }

    /**
     * Reads a floating-point number without making an object of it.
     *
     * @param source where the struct lies; position and limit stay as they are
     * @param offset absolute index of its first byte
     * @param valueIndex which value, from 0; its code is {@code e}, {@code f} or {@code d}
     * @return the value
     * @throws IllegalArgumentException if the value is no floating-point number, or there is less
     *     than a struct from {@code offset} to the limit
     * @throws IndexOutOfBoundsException if a negative {@code offset} leaves no room, or there is no
     *     such value
     */
    public double getDouble(ByteBuffer source, int offset, int valueIndex) {
        int start = locate(offset, source.limit());
        Item item = requireFloat(valueIndex);
        return Bits.toDouble(
                item.type(),
                BufferAccess.INSTANCE.get(
                        source, start + item.offsetOf(valueIndex), item.width(), layout.bigEndian));
    }

    /**
     * Unpacks a payload, as a codec.
     *
     * @param payload the bytes from position to limit, exactly as many as {@link #size()}
     * @return the values, the receiver's own
     * @throws CodecException if there are more or fewer bytes
     */
    @Override
    public Object[] decode(ByteBuffer payload) throws CodecException {
        try {
            return unpack(payload);
        } catch (IllegalArgumentException e) {
            throw new CodecException("payload refused: " + e.getMessage(), e);
        }
    }

    /**
     * Packs values, as a codec.
     *
     * @param values as many as {@link #valueCount()}, in order
     * @param out where the payload goes; unchanged if there is an exception
     * @throws CodecException if the values do not fit
     * @throws FrameTooLongException if the struct is longer than a frame may be
     */
    @Override
    public void encode(Object[] values, FrameOutput out)
            throws CodecException, FrameTooLongException {
        int start = out.length();
        try {
            requireCount(values);
            out.insert(start, layout.size);
            ByteBuffer target = out.region(start, layout.size);
            arrays.pack(target.array(), target.arrayOffset() + target.position(), values);
        } catch (IllegalArgumentException e) {
            out.truncate(start);
            throw new CodecException("message refused: " + e.getMessage(), e);
        }
    }

    /**
     * Returns a protocol without prefix or delimiter: since each struct has the same size, the next
     * one begins where the last one ends. Other framers take the struct as a codec, {@code
     * Protocol.of(framer, struct)}.
     *
     * @return the protocol; its {@code maxFrameLength} is {@link #size()}
     * @throws IllegalArgumentException if the size is 0 or more than {@link Framer#MAX_LENGTH}
     */
    public Protocol<Object[]> protocol() {
        if (layout.size == 0) {
            throw Refusal.zeroSize(layout, "a frame");
        }
        return Protocol.of(Framers.fixed(layout.size), this);
    }

    /**
     * Draws the struct: a table of its values, and its bytes as RFCs draw a header, with the offset
     * of each row in front. {@code Struct.of("<IHh10s?").describe()}:
     *
     * <pre>
     * struct "&lt;IHh10s?": 19 bytes, 5 values, little-endian
     *
     * value  code  offset  size  type    Java
     *     0  I          0     4  uint32  Long
     *     1  H          4     2  uint16  Integer
     *     2  h          6     2  int16   Integer
     *     3  10s        8    10  bytes   byte[]
     *     4  ?         18     1  bool    Boolean
     *
     *     0                   1                   2                   3
     *     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
     *    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
     *  0 |                             0: I                              |
     *    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
     *  4 |             1: H              |             2: h              |
     *    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
     *  8 |                            3: 10s                             |
     *    +                                                               +
     * 12 |                                                               |
     *    +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
     * 16 |                               |     4: ?      |
     *    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
     * </pre>
     *
     * <p>What is long is cut short.
     *
     * @return lines of ASCII, each with {@code \n} at its end
     */
    public String describe() {
        return Description.of(layout);
    }

    /**
     * Shows which byte is which value.
     *
     * <pre>
     * struct "&lt;IHh10s?": 19 bytes, 5 values
     *
     * offset  bytes                    value  code  is
     *      0  07 00 00 00                  0  I     7
     *      4  50 00                        1  H     80
     *      6  ff ff                        2  h     -1
     *      8  41 43 4d 45 00 00 00 00      3  10s   "ACME\0\0\0\0\0\0"
     *     16  00 00
     *     18  01                           4  ?     true
     * </pre>
     *
     * <p>What is long is cut short. If there are fewer bytes or more, what is there is shown all
     * the same, and what is missing or left over.
     *
     * @param payload bytes, best as many as {@link #size()}
     * @return lines of ASCII, each with {@code \n} at its end
     */
    public String dump(byte[] payload) {
        return Dump.of(layout, requireNonNull(payload, "payload"));
    }

    /**
     * Shows which byte is which value, as {@link #dump(byte[])} does.
     *
     * @param payload the bytes from position to limit, best as many as {@link #size()}; both stay
     *     as they are
     * @return lines of ASCII, each with {@code \n} at its end
     */
    public String dump(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(payload.position(), bytes);
        return Dump.of(layout, bytes);
    }

    @Override
    public String toString() {
        return "Struct[" + Quote.of(layout.format) + ", " + layout.size + " bytes]";
    }

    private static long toLong(Item item, long bits) {
        return item.type() == Type.BOOL ? (bits != 0 ? 1 : 0) : Bits.toLong(item.type(), bits);
    }

    private Item requireInteger(int valueIndex) {
        Item item = layout.itemOf(valueIndex);
        if (!item.type().isInteger() && item.type() != Type.BOOL) {
            throw Refusal.accessor(item, valueIndex, "getLong", "integers and ?");
        }
        return item;
    }

    private Item requireFloat(int valueIndex) {
        Item item = layout.itemOf(valueIndex);
        if (!item.type().isFloat()) {
            throw Refusal.accessor(item, valueIndex, "getDouble", "e, f and d");
        }
        return item;
    }

    private void requireCount(Object[] values) {
        if (requireNonNull(values, "values").length != layout.valueCount) {
            throw Refusal.count(layout, values.length);
        }
    }

    private void requireSize(int length) {
        if (length != layout.size) {
            throw Refusal.size(layout, length);
        }
    }

    /** Returns the index of the first byte. */
    private int locate(int offset, int length) {
        int at = offset < 0 ? offset + length : offset;
        if (at < 0 || at > length - layout.size) {
            throw offset < 0
                    ? Refusal.negativeOffset(layout, offset, length)
                    : Refusal.room(layout, offset, length);
        }
        return at;
    }

    private void requireWhole(int length) {
        if (layout.size == 0) {
            throw Refusal.zeroSize(layout, "iterUnpack");
        }
        if (length % layout.size != 0) {
            throw Refusal.notWhole(layout, length);
        }
    }
}
