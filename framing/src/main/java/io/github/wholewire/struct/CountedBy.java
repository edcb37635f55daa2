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
 * An earlier component of the record holds the length of this one: the bytes of a String or {@code
 * byte[]} (code {@code s}), the elements of another array or a List. The codes of one element stand
 * in the format.
 *
 * <pre>{@code
 * @StructFormat("<HI")
 * record Samples(int count, @CountedBy("count") int[] values) {}
 * }</pre>
 *
 * <p>A message whose two components do not agree is refused, and so is a payload that has less left
 * than the count asks for, before anything is allocated.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface CountedBy {
    /**
     * Returns which component.
     *
     * @return the name of an earlier component with an integer code
     */
    String value();
}
