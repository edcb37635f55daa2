/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections, in a loop's thread. Out of descriptors it pauses: accepting fails at once
 * then, again and again, and must neither spin nor flood the log.
 */
final class Acceptor<P extends Poller> implements Poller.Waiting, Deadlines.Timed {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    /** So many in a round, and then it is the connections' turn. */
    private static final int MAX_IN_A_ROUND = 64;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop loop;
    private final Listener<P> listener;
    private final Consumer<Listener.Incoming<P>> taker;
    private volatile boolean paused;
    private long pause;
    private long resumeAt;
    private boolean watched;

    Acceptor(EventLoop loop, Listener<P> listener, Consumer<Listener.Incoming<P>> taker) {
        this.loop = loop;
        this.listener = listener;
        this.taker = taker;
    }

    /** Begins. Called before the loop's thread has been started. */
    void open(P poller) throws IOException {
        listener.register(poller, this);
        listener.await(true);
    }

    @Override
    public void ready(boolean readable, boolean writable) {
        try {
            for (int i = 0; i < MAX_IN_A_ROUND; i++) {
                Listener.Incoming<P> incoming = listener.accept();
                if (incoming == null) {
                    return;
                }
                pause = 0;
                taker.accept(incoming);
            }
        } catch (IOException | RuntimeException | Error e) { // an Error: want of memory
            if (listener.isOpen()) {
                pause(e);
            }
        }
    }

    private void pause(Throwable e) {
        if (pause == 0) {
            LOG.warn(
                    "no connection could be accepted on {}: {}; trying again, without further warnings until it works",
                    listener,
                    e.getMessage(),
                    e);
        }
        pause = Math.min(Math.max(FIRST_PAUSE, 2 * pause), LONGEST_PAUSE);
        resumeAt = loop.now() + pause;
        paused = true;
        listener.await(false);
        if (watched) {
            loop.lookWithin(pause);
        } else {
            watched = true;
            loop.watch(this, pause);
        }
    }

    /** A connection has been released, so that there may be descriptors again. For every thread. */
    void connectionReleased() {
        if (paused) {
            loop.execute(this::resume);
        }
    }

    private void resume() {
        paused = false;
        listener.await(true);
    }

    @Override
    public long look(long now) {
        if (paused && resumeAt - now > 0) {
            return resumeAt - now;
        }
        if (paused) {
            resume();
        }
        return StreamOptions.NEVER;
    }

    @Override
    public void noLongerWatched() {
        watched = false;
    }

    /** Accepts no more. For every thread. */
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
