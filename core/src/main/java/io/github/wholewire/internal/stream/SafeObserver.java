/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.ChannelObserver;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an observer throws from the channel that it watches: logged once, then ignored. Errors
 * too, since the message that was counted has been sent or received all the same.
 */
public final class SafeObserver implements ChannelObserver {
    private static final Logger LOG = LoggerFactory.getLogger(SafeObserver.class);

    /** Does nothing, so that nothing can go wrong with it. */
    public static final ChannelObserver NONE = new ChannelObserver() {};

    private final ChannelObserver observer;
    private final AtomicBoolean logged = new AtomicBoolean();

    private SafeObserver(ChannelObserver observer) {
        this.observer = observer;
    }

    /** Returns an observer that throws nothing. */
    public static ChannelObserver of(ChannelObserver observer) {
        return observer == NONE ? observer : new SafeObserver(observer);
    }

    @Override
    public void opened(SocketAddress remote) {
        tell(() -> observer.opened(remote));
    }

    @Override
    public void sent(int messages, long bytes) {
        try { // no lambda: called for each message
            observer.sent(messages, bytes);
        } catch (Throwable e) {
            ignore(e);
        }
    }

    @Override
    public void received(long bytes) {
        try { // no lambda: called for each message
            observer.received(bytes);
        } catch (Throwable e) {
            ignore(e);
        }
    }

    @Override
    public void dropped(SocketAddress remote, IOException reason) {
        tell(() -> observer.dropped(remote, reason));
    }

    @Override
    public void filtered(SocketAddress remote) {
        tell(() -> observer.filtered(remote));
    }

    @Override
    public void failed(SocketAddress remote, IOException cause) {
        tell(() -> observer.failed(remote, cause));
    }

    @Override
    public void closed(SocketAddress remote) {
        tell(() -> observer.closed(remote));
    }

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (Throwable e) {
            ignore(e);
        }
    }

    private void ignore(Throwable e) {
        if (!logged.getAndSet(true)) {
            LOG.warn(
                    "the observer {} failed; what else it throws on this channel is ignored",
                    observer,
                    e);
        }
    }
}
