/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelObserver;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.internal.stream.Failures;
import io.github.wholewire.internal.stream.SafeObserver;
import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection: what the handles of one socket share. Other threads set a flag and ask for a look
 * ({@link #later}); {@link #proceed}, in the loop's thread, then does whatever is next.
 *
 * <pre>
 * open --close(), failure--> closing --all written--> output shut, discarding --peer's end--> released
 *   |                           `---------------- close timeout, abort() ----------------------->
 *   `-- abort(), peer vanished, peer does not read ---------------------------------------------->
 * </pre>
 */
final class Link implements Poller.Waiting, Deadlines.Timed, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final VarHandle CLOSING = closingHandle();

    final EventLoop loop;
    final LoopSettings settings;
    final Transport transport;
    final ChannelObserver observer;
    final Outbound outbound;
    final Inbound inbound;
    private final Runnable onRelease;

    private volatile @Nullable Closing closing;
    private volatile @Nullable PeerClosedException vanished;
    private volatile boolean asked;

    // What only the loop's thread uses.
    private @Nullable Handle<?> current;
    private @Nullable Times times;
    private boolean awaitsRead;
    private boolean awaitsWrite;
    private boolean proceeding;
    private boolean isDue;
    private boolean failureTold;
    private boolean tellingFailure;
    private boolean closedMeanwhile;
    private boolean released;
    private boolean handling;

    Link(EventLoop loop, LoopSettings settings, Transport transport, Runnable onRelease) {
        this.loop = loop;
        this.settings = settings;
        this.transport = transport;
        this.onRelease = onRelease;
        observer = SafeObserver.of(settings.observer);
        outbound = new Outbound(this);
        inbound = new Inbound(this);
    }

    // For every thread.

    SocketAddress localAddress() {
        return transport.localAddress();
    }

    SocketAddress remoteAddress() {
        return transport.remoteAddress();
    }

    boolean isOpen() {
        return closing == null;
    }

    boolean hasPeer() {
        return vanished == null;
    }

    boolean isObserved() {
        return observer instanceof SafeObserver;
    }

    void requireOpen() throws ChannelClosedException {
        Closing closed = closing;
        if (closed != null) {
            throw new ChannelClosedException(
                    "the connection to " + remoteAddress() + " was closed on this side",
                    closed.cause);
        }
    }

    void requireSendable() throws ChannelException {
        Closing closed = closing;
        if (vanished != null && (closed == null || closed.cause instanceof PeerClosedException)) {
            throw Failures.again(vanished);
        }
        requireOpen();
        if (outbound.isShutAsked()) {
            throw new ChannelClosedException(
                    "shutdownOutput() was called: nothing more can be sent, receiving goes on");
        }
    }

    /** Has the loop look at this connection again. */
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

    /** Finds out what a failed read or write means. */
    ChannelException failure(String action, IOException e) {
        Closing closed = closing;
        if (closed != null && e instanceof ClosedChannelException) {
            return new ChannelClosedException("closed on this side while " + action, e);
        }
        if (vanished != null) {
            return Failures.again(vanished);
        }
        PeerClosedException first = Failures.peerVanished(remoteAddress(), action, e);
        vanished = first;
        later();
        return first;
    }

    /** Closes in order. A cause is told to the handler. */
    void close(@Nullable IOException cause) {
        close(cause, loop.deadline(settings.closeTimeout));
    }

    void close(@Nullable IOException cause, long deadline) {
        begin(new Closing(cause, deadline));
    }

    private void begin(Closing next) {
        if (CLOSING.compareAndSet(this, null, next)) {
            LOG.debug("closing {}", this, next.cause);
            tellObserverOfClose();
            outbound.wake();
            later();
        }
    }

    /** Closes at once, with a reset. Returns false if nothing was left of the connection. */
    boolean abort() {
        boolean open = transport.isOpen();
        Closing abort = new Closing(null, loop.deadline(0));
        abort.abort();
        begin(abort);
        Closing underWay = closing;
        if (underWay != null) {
            underWay.abort();
        }
        transport.abort();
        outbound.release();
        later();
        return open;
    }

    // For the loop's thread.

    void open(Handle<?> first) throws IOException {
        transport.register(this);
        loop.use();
        current = first;
        LOG.debug("opened {}", this);
        observer.opened(remoteAddress());
        later();
    }

    Handle<?> current() {
        if (current == null) {
            throw new IllegalStateException(this + " is not open yet");
        }
        return current;
    }

    /** Whether a method of the handler is being called. */
    boolean isHandling() {
        return handling;
    }

    void handling(boolean on) {
        handling = on;
    }

    void switchTo(Handle<?> next) {
        current = next;
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
                inbound.read();
            }
            if (!released) {
                outbound.flush(false);
                handle();
                outbound.flush(false);
                goOnClosing();
            }
        } catch (Throwable e) { // such as want of memory: what handlers throw is caught before
            broken(e);
        } finally {
            proceeding = false;
        }
        if (!released) {
            if (inbound.mayGoOn() || (isOpen() && outbound.owesRoom())) {
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
        if (isOpen() && hasPeer() && outbound.hasRoomAgain()) {
            current().writable();
        }
        tellFailure();
        inbound.deliver();
    }

    private void tellFailure() {
        if (vanished != null) {
            failed(vanished);
        }
    }

    /** Tells the observer and the log of the first failure, unless the close came first. */
    void failed(IOException cause) {
        synchronized (this) {
            if (failureTold || closing != null) {
                return;
            }
            failureTold = true;
            tellingFailure = true;
        }
        LOG.debug("failed {}", this, cause);
        observer.failed(remoteAddress(), cause);
        boolean closed;
        synchronized (this) {
            tellingFailure = false;
            closed = closedMeanwhile;
        }
        if (closed) {
            observer.closed(remoteAddress());
        }
    }

    /** Tells the observer of the close, which it is told last. */
    private void tellObserverOfClose() {
        synchronized (this) {
            if (tellingFailure) {
                closedMeanwhile = true; // who tells of the failure does it
                return;
            }
        }
        observer.closed(remoteAddress());
    }

    /**
     * The input has ended, or its protocol by itself, and all messages are handled. Returns whether
     * the handler has switched.
     */
    boolean endOfInput() {
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
        if (!settings.allowHalfOpen) {
            close(null);
        }
        return false;
    }

    /** What a handler, a codec or a factory threw ends this connection. */
    void handlerFailed(Throwable e) {
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
        Closing closed = closing;
        if (closed == null) {
            return;
        }
        tellClosed();
        if (vanished == null && !closed.isAborted()) {
            outbound.shutdown();
            if (outbound.isShut()) {
                closed.outputIsShut(loop.deadline(settings.closeTimeout));
            }
        }
        tellFailure();
        if (vanished != null
                || closed.isAborted()
                || settings.closeTimeout == 0
                || (outbound.isShut() && inbound.hasEnded())) {
            release();
        }
    }

    private void tellClosed() {
        Closing closed = closing;
        if (closed != null && closed.isToBeTold()) {
            current().closed(closed.cause);
        }
    }

    private void await() {
        boolean read = inbound.wantsRead();
        boolean write = outbound.isPending() && hasPeer();
        if (read != awaitsRead || write != awaitsWrite) {
            awaitsRead = read;
            awaitsWrite = write;
            transport.await(read, write);
        }
    }

    void wrote() {
        if (times != null) {
            times.wrote();
        }
    }

    void received() {
        if (times != null) {
            times.received();
        }
    }

    @Override
    public long look(long now) {
        return released || times == null ? StreamOptions.NEVER : times.look(now);
    }

    /** Returns how long an orderly close may still take. */
    long leftToClose(long now) {
        Closing closed = closing;
        return closed == null || closed.deadline() == StreamOptions.NEVER
                ? StreamOptions.NEVER
                : closed.deadline() - now;
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
        tellClosed();
        LOG.debug("releasing {}", this);
        closeTransport();
        outbound.release();
        loop.leave();
        onRelease.run();
    }

    private void closeTransport() {
        Closing closed = closing;
        if (closed != null && closed.isAborted()) { // who aborts may not have come to it yet
            transport.abort();
            return;
        }
        try {
            transport.close();
        } catch (IOException e) {
            LOG.warn("{} could not be released", this, e);
        }
    }

    private static VarHandle closingHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Link.class, "closing", Closing.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public String toString() {
        return localAddress() + " -> " + remoteAddress();
    }
}
