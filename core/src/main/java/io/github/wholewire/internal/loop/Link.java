/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelException;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection: what the handles of one socket share. Other threads set a flag and ask for a look
 * ({@link #later}); {@link #proceed}, in the loop's thread, then does whatever is next. {@link
 * LinkState}, {@link LinkOutput} and {@link LinkInput} are its layers.
 *
 * <pre>
 * open --close(), failure--> closing --all written--> output shut, discarding --peer's end--> released
 *   |                           `---------------- close timeout, abort() ----------------------->
 *   `-- abort(), peer vanished, peer does not read ---------------------------------------------->
 * </pre>
 */
final class Link extends LinkInput implements Poller.Waiting, Deadlines.Timed, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Runnable onRelease;
    private volatile boolean asked;

    // What only the loop's thread uses.
    private @Nullable Times times;
    private boolean awaitsRead;
    private boolean awaitsWrite;
    private boolean proceeding;
    private boolean isDue;
    private boolean released;
    private boolean handling;

    /**
     * @param onRelease what to do once nothing is left of it
     */
    Link(EventLoop loop, Transport transport, Runnable onRelease) {
        super(loop, transport);
        this.onRelease = onRelease;
    }

    @Override
    void later() {
        if (loop.isCurrent()) {
            if (!proceeding) {
                beDueLater();
            }
        } else if (!asked) {
            asked = true; // two at the same time both ask, which does no harm
            loop.execute(this);
        }
    }

    // For the loop's thread.

    void open(Handle<?> first) {
        goOnWith(first);
        LOG.debug("opened {}", this);
        if (observed != null) {
            observed.opened();
        }
        transport.register(this); // from here on whoever stops the server may close it
        loop.use();
        later();
    }

    /** Whether a method of the handler is being called. */
    boolean isHandling() {
        return handling;
    }

    void handling(boolean on) {
        handling = on;
    }

    @Override
    public void ready(boolean readable, boolean writable) {
        proceed(readable);
    }

    /** Another thread has asked for a look. */
    @Override
    public void run() {
        asked = false;
        proceed(false);
    }

    void beDue() {
        isDue = false;
        proceed(false);
    }

    private void beDueLater() {
        if (!isDue) {
            isDue = true;
            loop.later(this);
        }
    }

    private void proceed(boolean readable) {
        proceeding = true;
        try {
            if (readable) {
                read();
            }
            if (!released) {
                flush(false);
                handle();
                flush(false);
                goOnClosing();
            }
        } catch (Throwable e) { // such as want of memory: what handlers throw is caught before
            broken(e);
        } finally {
            proceeding = false;
        }
        if (!released) {
            if (mayGoOn() || isOverUnread() || (isOpen() && hasPeer() && owesRoom())) {
                beDueLater();
            }
            times = Times.watch(this, times);
            await();
        }
    }

    /** Ends at once what cannot go on. */
    private void broken(Throwable e) {
        proceeding = false;
        abort();
        LOG.warn("{} was aborted after a failure", this, e);
    }

    /** Calls the handler as long as there is something for it. */
    private void handle() {
        if (isOpen() && hasPeer() && hasRoomAgain()) {
            current().writable();
        }
        tellFailure();
        deliver();
    }

    private void tellFailure() {
        PeerClosedException vanished = vanished();
        if (vanished != null) {
            failed(vanished);
        }
    }

    @Override
    boolean endOfInput() {
        PeerClosedException vanished = vanished();
        if (vanished != null) {
            failed(vanished);
            close(vanished, loop.deadline(0));
            return false;
        }
        Handle<?> told = current();
        told.end();
        if (told.isSwitched()) {
            return true;
        }
        if (!loop.settings.allowHalfOpen) {
            close(null);
        }
        return false;
    }

    /** What a handler, a codec or a factory threw ends this connection. Throws nothing. */
    void handlerFailed(Throwable e) {
        try {
            closeBy(e);
        } catch (Throwable worse) { // such as an exception that cannot say what it is
            broken(worse);
        }
    }

    private void closeBy(Throwable e) {
        if (e instanceof ChannelException) {
            LOG.debug("the handler of {} ended it", this, e);
        } else {
            LOG.warn("the handler of {} failed: the connection is closed", this, e);
        }
        IOException cause =
                e instanceof IOException known
                        ? known
                        : new ChannelException("the handler of " + this + " failed: " + e, e);
        close(cause);
    }

    /** Gives up a peer that does not read. */
    void giveUp(IOException cause) {
        failed(cause);
        close(cause, loop.deadline(0));
        release();
    }

    private void goOnClosing() {
        Closing closed = closing();
        if (closed == null) {
            return;
        }
        tellClosed();
        if (hasPeer() && !closed.isAborted()) {
            shutOutput();
            if (isOutputShut()) {
                closed.outputIsShut(loop.deadline(loop.settings.closeTimeout));
            }
        }
        tellFailure();
        if (!hasPeer()
                || closed.isAborted()
                || loop.settings.closeTimeout == 0
                || (isOutputShut() && hasInputEnded())) {
            release();
        }
    }

    private void tellClosed() {
        Closing closed = closing();
        if (closed != null && closed.isToBeTold()) {
            current().closed(closed.cause);
        }
    }

    private void await() {
        boolean read = wantsRead();
        boolean write = awaitsTransport() && hasPeer();
        if (read != awaitsRead || write != awaitsWrite) {
            awaitsRead = read;
            awaitsWrite = write;
            transport.await(read, write);
        }
    }

    @Override
    void wrote() {
        if (times != null) {
            times.wrote();
        }
    }

    @Override
    void received() {
        if (times != null) {
            times.received();
        }
    }

    @Override
    public long look(long now) {
        try {
            return released || times == null ? StreamOptions.NEVER : times.look(now);
        } catch (Throwable e) {
            broken(e);
            return 0;
        }
    }

    @Override
    public void noLongerWatched() {
        times = null;
    }

    void release() {
        if (released) {
            return;
        }
        released = true;
        try {
            tellClosed();
        } finally {
            LOG.debug("releasing {}", this);
            closeTransport(isPending()); // what is lost must not look as if the peer had it all
            dropOutput();
            loop.leave();
            onRelease.run();
        }
    }
}
