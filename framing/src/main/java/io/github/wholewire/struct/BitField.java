/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component is some bits of an integer, which it shares with the bit fields next to it: they
 * take one integer code together and fill it. An unsigned number, an enum, or a boolean of one bit.
 *
 * <pre>{@code
 * @StructFormat(">H")
 * record Flags(@BitField(1) boolean urgent, @BitField(3) int kind, @BitField(12) int length) {}
 * }</pre>
 *
 * <p>In a big-endian format the first one has the most significant bits, as RFCs draw a header. In
 * a little-endian format it has the least significant bits, as C compilers lay out bit fields on
 * such machines.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface BitField {
    /**
     * Returns how many bits.
     *
     * @return 1 to 64, no more than its Java type has
     */
    int value();
}
