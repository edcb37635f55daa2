/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
module consumer {
    requires io.github.wholewire.framing;

    opens consumer.messages to
            io.github.wholewire.framing;
}
