/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelInterruptedException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.ServerMessageChannel.Conversation;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts until the listener is closed, whatever happens meanwhile. Used by one thread. */
public final class AcceptLoop<M> {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptLoop.class);

    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    /** Waits before the next try. */
    @FunctionalInterface
    public interface Pause {
        /** Waits so long. Returns whether the listener was closed meanwhile. */
        boolean awaitClose(long millis) throws ChannelInterruptedException;
    }

    private final ServerMessageChannel<M> listener;
    private final Pause pause;
    private final Executor executor;
    private final Conversation<M> conversation;
    private long pauseMillis;
    private boolean refusing;

    /** Makes one for a listener, which says how to wait while it cannot accept. */
    public AcceptLoop(
            ServerMessageChannel<M> listener,
            Pause pause,
            Executor executor,
            Conversation<M> conversation) {
        this.listener = listener;
        this.pause = pause;
        this.executor = executor;
        this.conversation = conversation;
    }

    /** Accepts until the listener is closed. */
    public void run() throws IOException {
        boolean closed = false;
        while (!closed) {
            try {
                handOver(listener.accept());
                pauseMillis = 0;
            } catch (ChannelClosedException e) {
                LOG.debug("accepting on {} ends", listener.localAddress());
                closed = true;
            } catch (ChannelInterruptedException e) {
                throw e;
            } catch (ChannelException | RuntimeException | Error e) {
                closed = pause.awaitClose(nextPause(e));
            }
        }
    }

    /**
     * Out of descriptors, accepting fails at once, again and again: it must neither spin nor flood
     * the log.
     */
    private long nextPause(Throwable e) {
        if (pauseMillis == 0) {
            LOG.warn("{}; trying again, without further warnings until it works", e.toString(), e);
        }
        pauseMillis = Math.min(Math.max(FIRST_PAUSE_MILLIS, 2 * pauseMillis), LONGEST_PAUSE_MILLIS);
        return pauseMillis;
    }

    private void handOver(MessageChannel<M> peer) {
        try {
            executor.execute(() -> converse(peer));
            refusing = false;
        } catch (RuntimeException | Error e) { // an Error when no thread can be started
            peer.abort();
            if (!refusing) {
                refusing = true;
                LOG.warn(
                        "the executor takes no conversation: {} and those after it are aborted, without further warnings until it does",
                        peer,
                        e);
            }
        }
    }

    private void converse(MessageChannel<M> peer) {
        try (peer) {
            conversation.hold(peer);
        } catch (ChannelException e) {
            LOG.debug("the conversation on {} ended early", peer, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("the conversation on {} was interrupted", peer, e);
        } catch (Throwable e) {
            LOG.warn("the conversation on {} failed", peer, e);
        }
    }
}
