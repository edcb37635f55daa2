/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections, in a loop's thread. Out of descriptors it pauses: accepting fails at once
 * then, again and again, and must neither spin nor flood the log.
 */
final class Acceptor implements EventLoop.Ready, Deadlines.Timed {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    /** So many in a round, and then it is the connections' turn. */
    private static final int MAX_IN_A_ROUND = 64;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;
    private final ServerSocketChannel listener;
    private final Consumer<SocketChannel> taker;
    private @Nullable SelectionKey key;
    private long pause;
    private long resumeAt;

    Acceptor(EventLoop loop, ServerSocketChannel listener, Consumer<SocketChannel> taker) {
        this.loop = loop;
        this.listener = listener;
        this.taker = taker;
    }

    void open() throws IOException {
        listener.configureBlocking(false);
        key = loop.register(listener, this);
        key.interestOps(SelectionKey.OP_ACCEPT);
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            for (int i = 0; i < MAX_IN_A_ROUND; i++) {
                SocketChannel channel = listener.accept();
                if (channel == null) {
                    return;
                }
                pause = 0;
                taker.accept(channel);
            }
        } catch (IOException e) {
            if (listener.isOpen()) {
                pause(ready, e);
            }
        }
    }

    private void pause(SelectionKey ready, IOException e) {
        if (pause == 0) {
            LOG.warn(
                    "no connection could be accepted on {}: {}; trying again, without further warnings until it works",
                    listener,
                    e.getMessage(),
                    e);
        }
        pause = Math.min(Math.max(FIRST_PAUSE, 2 * pause), LONGEST_PAUSE);
        ready.interestOps(0);
        long now = loop.now();
        resumeAt = now + pause;
        loop.deadlines.add(this);
        loop.deadlines.lookWithin(pause, now);
    }

    @Override
    public long look(long now) {
        if (resumeAt - now > 0) {
            return resumeAt - now;
        }
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
        return StreamOptions.NEVER;
    }

    @Override
    public void noLongerWatched() {
        // The next pause adds it again.
    }

    void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("the listener {} could not be closed", listener, e);
        }
    }

    @Override
    public String toString() {
        return listener.toString();
    }
}
