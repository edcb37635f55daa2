/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks rows of the contract that cannot hold for datagrams: over them they are skipped, and the
 * report says why.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface StreamsOnly {
    /** A sender of datagrams is never held up by a receiver. */
    String NO_PRESSURE = "a datagram's sender never waits for its receiver";

    /** What does not fit the receiver's buffer is lost. */
    String OVERFLOW = "so much at once overflows a datagram socket's buffer; see DatagramContract";

    /** Nothing tells that the peer has finished or vanished. */
    String NO_END = "datagrams have no end and no reset";

    /** There is nothing to cut. */
    String NO_STREAM = "a datagram is its own frame: nothing can be cut or joined";

    /** Why. */
    String value();
}
