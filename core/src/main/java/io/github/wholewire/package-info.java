/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Message channels: what a user of the library names.
 *
 * <p>A <em>message</em> is the application's object, its bytes are the <em>payload</em>, a
 * <em>frame</em> is a payload with its boundary marked, and a {@link io.github.wholewire.Protocol
 * Protocol} says how one becomes the other: a {@link io.github.wholewire.Framer Framer} marks
 * boundaries, a {@link io.github.wholewire.Codec Codec} turns messages into payloads and back. A
 * {@link io.github.wholewire.MessageChannel MessageChannel} is a protocol over a transport; the
 * packages {@code tcp}, {@code udp} and {@code memory} open them.
 */
@NullMarked
package io.github.wholewire;

import org.jspecify.annotations.NullMarked;
