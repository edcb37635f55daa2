/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A selector. */
final class SelectorPoller implements Poller {
    private static final Logger LOG = LoggerFactory.getLogger(SelectorPoller.class);

    private static final int READABLE = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;

    private final Selector selector = Selector.open();

    /** Asked for once: a selector that has been closed does not tell, and it may be at any time. */
    private final Set<SelectionKey> keys = selector.keys();

    private final Consumer<SelectionKey> ready = this::ready; // made once, not each time
    private @Nullable Caller caller;

    SelectorPoller() throws IOException {}

    /** Registers a channel, for nothing yet; who waits is attached before it is for something. */
    SelectionKey register(SelectableChannel channel) throws IOException {
        return channel.register(selector, 0);
    }

    @Override
    public void poll(long nanos, Caller to) throws IOException {
        caller = to;
        if (nanos <= 0) {
            selector.selectNow(ready);
        } else {
            selector.select(ready, TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1); // rounded up
        }
    }

    private void ready(SelectionKey key) {
        int operations;
        try {
            operations = key.readyOps();
        } catch (CancelledKeyException e) {
            LOG.trace("closed by another thread", e);
            return;
        }
        if (caller != null) {
            caller.call(
                    (Waiting) key.attachment(),
                    (operations & READABLE) != 0,
                    (operations & SelectionKey.OP_WRITE) != 0);
        }
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void forEach(Consumer<? super Waiting> action) {
        for (SelectionKey key : keys) {
            if (key.attachment() instanceof Waiting waiting) {
                action.accept(waiting);
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
