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
 * Says how a record lies in bytes, in the format language of {@link Struct}: its components take
 * the codes in order.
 *
 * <pre>{@code
 * @StructFormat("<qIH8s")
 * record Tick(long time, int price, int quantity, String symbol) {}
 * }</pre>
 *
 * <p>On a sealed interface it says how the leading tag of its records lies, one unsigned byte
 * ({@code "B"}) if it is missing.
 *
 * @see StructCodec
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StructFormat {
    /**
     * Returns the format.
     *
     * @return as {@link Struct#of} takes it
     */
    String value();

    /**
     * Returns the charset of the record's strings.
     *
     * @return a name that {@link java.nio.charset.Charset#forName} knows
     */
    String charset() default "UTF-8";
}
