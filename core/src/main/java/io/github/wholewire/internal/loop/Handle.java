/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
import io.github.wholewire.HandlerFactory;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.Protocol;
import io.github.wholewire.SendBufferFullException;
import io.github.wholewire.internal.stream.Failures;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection as its handler of the moment sees it: one protocol, until it is switched. */
final class Handle<M> extends Delivery<M> implements MessageConnection<M> {
    final Protocol<M> protocol;
    private final MessageEncoder<M> encoder;
    private volatile @Nullable OtherThreads<M> others;

    private Handle(
            Link link,
            Protocol<M> protocol,
            MessageDecoder<M> decoder,
            MessageEncoder<M> encoder,
            MessageHandler<M> first) {
        super(link, decoder, first);
        this.protocol = protocol;
        this.encoder = encoder;
    }

    /** Opens a connection. */
    static <M> void open(Link link, Protocol<M> protocol, HandlerFactory<M> handlers) {
        Handle<M> first =
                new Handle<>(
                        link,
                        protocol,
                        link.loop.scratch.newDecoder(protocol),
                        link.loop.scratch.newEncoder(protocol),
                        new NoHandler<>(null));
        link.open(first);
        first.start(handlers);
    }

    private void start(HandlerFactory<M> handlers) {
        try {
            handler(requireNonNull(handlers.newHandler(this), "newHandler()"));
        } catch (Throwable e) {
            link.handlerFailed(e);
        }
    }

    // Sending.

    @Override
    public void send(M message) throws IOException {
        requireNonNull(message, "message");
        if (!link.loop.isCurrent()) {
            others().send(message);
            return;
        }
        requireCurrent();
        if (!take(message, false)) {
            throw full();
        }
    }

    @Override
    public boolean trySend(M message) throws IOException {
        requireNonNull(message, "message");
        if (!link.loop.isCurrent()) {
            return others().trySend(message);
        }
        requireCurrent();
        boolean taken = take(message, false);
        if (!taken) {
            link.refuse();
        }
        return taken;
    }

    @Override
    public void sendAll(Collection<? extends M> messages) throws IOException {
        List<M> all = List.copyOf(messages);
        if (!link.loop.isCurrent()) {
            others().sendAll(all);
            return;
        }
        requireCurrent();
        int taken = 0;
        try {
            link.requireSendable();
            for (M message : all) {
                if (!take(message, taken > 0)) {
                    throw full();
                }
                taken++;
            }
        } catch (ChannelException e) {
            throw Failures.counted(taken, e);
        }
    }

    /**
     * Takes a message of the handler, unless there is no room.
     *
     * @param more whether it belongs to a batch, into which nobody may come
     */
    private boolean take(M message, boolean more) throws IOException {
        link.requireSendable();
        if (!hasRoom(more)) {
            return false;
        }
        Scratch scratch = link.loop.scratch;
        link.claim(scratch, more);
        scratch.encode(encoder, message);
        link.collected(scratch);
        return true;
    }

    /** What the transport takes at once needs no room. */
    private boolean hasRoom(boolean more) throws IOException {
        if (!link.isFull()) {
            return true;
        }
        link.flush(more);
        link.requireSendable();
        return !link.isFull();
    }

    SendBufferFullException full() {
        link.refuse();
        return new SendBufferFullException(
                "nothing was taken: "
                        + link.pendingLength()
                        + " bytes are pending to "
                        + link.remoteAddress()
                        + ", at or above highWaterMark="
                        + link.loop.settings.highWaterMark
                        + "; wait for onWritable, or send from a thread that may wait");
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (!link.loop.isCurrent()) {
            others().shutdownOutput();
            return;
        }
        requireCurrent();
        shutdown();
    }

    void shutdown() throws IOException {
        if (link.isOpen() && link.isOutputShutAsked()) {
            return;
        }
        link.requireSendable();
        link.shutOutput();
    }

    private OtherThreads<M> others() {
        OtherThreads<M> existing = others;
        if (existing != null) {
            return existing;
        }
        synchronized (this) {
            if (others == null) {
                others = new OtherThreads<>(this);
            }
            return others;
        }
    }

    void requireCurrent() {
        if (isSwitched()) {
            throw new IllegalStateException(
                    "switchTo() was called: use the connection that its factory was given");
        }
    }

    // Receiving.

    @Override
    public void suspend() {
        requireCurrent();
        link.suspend();
    }

    @Override
    public void resume() {
        requireCurrent();
        link.resume();
    }

    @Override
    public <N> void switchTo(Protocol<N> next, HandlerFactory<N> handlers) throws IOException {
        requireNonNull(handlers, "handlers");
        if (!link.loop.isCurrent() || !link.isHandling()) {
            throw new IllegalStateException(
                    "another thread than the handler's, or outside of its methods: only the handler may switch");
        }
        requireCurrent();
        link.requireOpen();
        MessageEncoder<N> nextEncoder = link.loop.scratch.newEncoder(next); // before anything ends
        Handle<N> handle =
                new Handle<>(
                        link,
                        next,
                        decoder.switchTo(next),
                        nextEncoder,
                        new NoHandler<>(handler()));
        link.exclusively(this::beSwitched);
        link.goOnWith(handle);
        handle.start(handlers);
    }

    // The rest.

    @Override
    public SocketAddress localAddress() {
        return link.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return link.remoteAddress();
    }

    @Override
    public boolean isOpen() {
        return link.isOpen();
    }

    @Override
    public void close() {
        link.close(null);
    }

    @Override
    public void abort() {
        link.abort();
    }

    @Override
    public String toString() {
        return "MessageConnection[" + link + "]";
    }

    /** Until there is a handler, or if there will be none: tells the one before of the close. */
    private record NoHandler<M>(@Nullable MessageHandler<?> before) implements MessageHandler<M> {
        @Override
        public void onMessage(M message) {
            throw new IllegalStateException("the connection has no handler");
        }

        @Override
        public void onClose(@Nullable IOException cause) {
            if (before != null) {
                before.onClose(cause);
            }
        }
    }
}
