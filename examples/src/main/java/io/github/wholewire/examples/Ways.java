/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import java.util.List;

/** Chooses the ways to carry given messages. Both halves choose the same. */
interface Ways {
    /** All, in the order of the table. */
    Ways ALL =
            messages ->
                    List.of(
                            PlainSocket.lateReader(),
                            PlainSocket.smallBuffer(messages),
                            PlainSocket.smallGaps(),
                            PlainSocket.slowReader(messages),
                            new FramedChannel(
                                    "delimiter (line feed)",
                                    "each message ends with a line feed",
                                    Protocol.of(Framers.lines(), Codecs.utf8())),
                            new FramedChannel(
                                    "length prefix (u32)",
                                    "each message has its length in front, in four bytes",
                                    Protocol.of(Framers.u32(), Codecs.utf8())),
                            new FramedChannel(
                                    "struct (64 bytes)",
                                    "each message is a record of 64 bytes: length, text, zeros",
                                    TextRecord.PROTOCOL));

    List<Way> of(Messages messages);
}
