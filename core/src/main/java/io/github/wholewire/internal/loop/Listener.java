/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's connections come in. All but {@link #close} and {@link #isOpen} is called by one
 * loop's thread.
 *
 * @param <P> what the server's loops wait with
 */
public interface Listener<P extends Poller> {
    /** A connection that has come in, and that nobody serves yet. */
    interface Incoming<P extends Poller> {
        /**
         * Makes it ready to be served. Called by the thread of the loop that will.
         *
         * @param poller what that loop waits with
         */
        Transport open(P poller) throws IOException;

        /** Resets it; also after {@link #open}, which may have failed. */
        void refuse();
    }

    /** Has somebody called when there is one to {@link #accept}; called once. */
    void register(P poller, Poller.Waiting waiting) throws IOException;

    /** Says whether to be called from here on; after a close it does nothing. */
    void await(boolean on);

    /** Returns the next connection; null if there is none. */
    @Nullable Incoming<P> accept() throws IOException;

    boolean isOpen();

    /** Takes no more; doing it again changes nothing. */
    void close() throws IOException;

    /** Returns the address, also after a close. */
    SocketAddress localAddress();
}
