/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.math.BigInteger;

/** Unsigned numbers of 64 bits as a BigInteger. */
record Unsigned64(Slot slot) {
    BigInteger number(long bits) {
        BigInteger number = BigInteger.valueOf(bits);
        return bits >= 0 ? number : number.add(BigInteger.ONE.shiftLeft(Long.SIZE));
    }

    long bits(BigInteger number) {
        check(number);
        return number.longValue();
    }

    void check(BigInteger number) {
        slot.require(number);
        if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
            throw slot.range(number.bitLength() > 128 ? "a huge number" : number);
        }
    }
}
