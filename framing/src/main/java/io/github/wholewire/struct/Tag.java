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
 * The number that stands for something in bytes: for a record of a {@linkplain StructCodec#union
 * union}, or for a constant of an enum, which else is known by its ordinal.
 *
 * <pre>{@code
 * enum Side { @Tag('B') BUY, @Tag('S') SELL }
 * }</pre>
 *
 * <p>Either all constants of an enum have one or none, and no two have the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface Tag {
    /**
     * Returns the number.
     *
     * @return within the range of the code that it is written with
     */
    long value();
}
