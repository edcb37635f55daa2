/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Framer;
import io.github.wholewire.framing.Framers;

/** How the echo programs mark messages. */
@SuppressWarnings("ImmutableEnumChecker") // framers are immutable
enum Frame {
    LINES("lines", Framers.lines()),
    U32("u32", Framers.u32());

    private final String word;
    private final Framer framer;

    Frame(String word, Framer framer) {
        this.word = word;
        this.framer = framer;
    }

    static Frame of(String word) throws BadArgumentsException {
        for (Frame frame : values()) {
            if (frame.word.equals(word)) {
                return frame;
            }
        }
        throw new BadArgumentsException("--frame takes lines or u32, not \"" + word + "\"");
    }

    Framer framer() {
        return framer;
    }
}
