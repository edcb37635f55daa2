/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Data structures as bytes: {@link io.github.wholewire.struct.Struct Struct} speaks the format
 * language of Python's {@code struct} module, packs and unpacks, is a codec and a protocol, and
 * draws what it does.
 *
 * <h2>The format language</h2>
 *
 * A prefix, then items, perhaps with whitespace between them. An item is a code, perhaps with a
 * decimal count directly in front: {@code 4h} is {@code hhhh}, but the count of {@code s}, {@code
 * p} and {@code x} is a length in bytes.
 *
 * <table>
 * <caption>Prefixes</caption>
 * <tr><th>prefix</th><th>byte order</th><th>sizes</th><th>alignment</th></tr>
 * <tr><td>{@code @} or none</td><td>native</td><td>native</td><td>native</td></tr>
 * <tr><td>{@code =}</td><td>native</td><td>standard</td><td>none</td></tr>
 * <tr><td>{@code <}</td><td>little-endian</td><td>standard</td><td>none</td></tr>
 * <tr><td>{@code >} or {@code !}</td><td>big-endian</td><td>standard</td><td>none</td></tr>
 * </table>
 *
 * <p>Native means x86-64 Linux on every machine, so that a format means the same everywhere:
 * little-endian, each item on a multiple of its size, no padding at the end (an item of count 0
 * aligns the end, as in {@code ib0i}).
 *
 * <table>
 * <caption>Codes</caption>
 * <tr><th>code</th><th>bytes: standard (native)</th><th>is unpacked as</th><th>is packed from</th></tr>
 * <tr><td>{@code x}</td><td>1</td><td>no value</td><td>no value, a zero byte</td></tr>
 * <tr><td>{@code ?}</td><td>1</td><td>Boolean, true unless 0</td><td>Boolean</td></tr>
 * <tr><td>{@code b} {@code B}</td><td>1</td><td>Integer</td><td rowspan="5">Byte, Short, Integer,
 *     Long or BigInteger within the range of the code</td></tr>
 * <tr><td>{@code h} {@code H}</td><td>2</td><td>Integer</td></tr>
 * <tr><td>{@code i} {@code I}</td><td>4</td><td>Integer, Long</td></tr>
 * <tr><td>{@code l} {@code L}</td><td>4 (8)</td><td>Integer, Long (Long, BigInteger)</td></tr>
 * <tr><td>{@code q} {@code Q}, native {@code n} {@code N} {@code P}</td><td>8</td>
 *     <td>{@code q n}: Long, {@code Q N P}: BigInteger</td></tr>
 * <tr><td>{@code e} {@code f}</td><td>2, 4</td><td>Float</td><td rowspan="2">Float, Double, or an
 *     integer</td></tr>
 * <tr><td>{@code d}</td><td>8</td><td>Double</td></tr>
 * <tr><td>{@code c}</td><td>1</td><td>byte[] of length 1</td><td>byte[] of length 1</td></tr>
 * <tr><td>{@code s}</td><td>its count</td><td>byte[] of its count, zeros at the end kept</td>
 *     <td>byte[]: zeros are added, what does not fit is cut</td></tr>
 * <tr><td>{@code p}</td><td>its count: a length byte, then room</td><td>byte[] of that length, or
 *     all the room if it is less</td><td>byte[], as for {@code s}; the length says at most
 *     255</td></tr>
 * </table>
 *
 * <p>So an integer is unpacked as the smallest of Integer, Long and BigInteger that holds the whole
 * range of its code: the type depends on the code alone, never on the value, and unsigned numbers
 * of 64 bits lose nothing. {@code P} also packs a negative number, as the unsigned one of the same
 * bits.
 *
 * <p>{@code e} and {@code f} are rounded half to even, straight from a Double. A finite number that
 * would become infinite is refused; only native {@code f} makes it infinite, as CPython does. A NaN
 * stays one.
 */
@NullMarked
package io.github.wholewire.struct;

import org.jspecify.annotations.NullMarked;
