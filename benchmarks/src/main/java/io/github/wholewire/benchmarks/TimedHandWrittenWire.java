/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SocketChannel;

/** As {@link HandWrittenWire}, but reads with SO_TIMEOUT, which only the socket's stream obeys. */
final class TimedHandWrittenWire extends HandWrittenWire {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final InputStream stream;
    private final byte[] bytes;

    TimedHandWrittenWire(SocketChannel channel) throws IOException {
        super(channel);
        channel.socket().setSoTimeout(TIMEOUT_MILLIS);
        stream = channel.socket().getInputStream();
        bytes = new byte[in.capacity()];
    }

    @Override
    int read() throws IOException {
        int count = stream.read(bytes, 0, in.remaining());
        if (count > 0) {
            in.put(bytes, 0, count);
        }
        return count;
    }
}
