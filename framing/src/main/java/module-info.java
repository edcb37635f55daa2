/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Framers: how messages are marked in a byte stream; and structs, which are codecs. */
module io.github.wholewire.framing {
    requires static transitive org.jspecify;
    requires transitive io.github.wholewire;

    exports io.github.wholewire.framing;
    exports io.github.wholewire.struct;
}
