/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import static java.util.Objects.requireNonNull;

import io.github.wholewire.ChannelException;
import io.github.wholewire.CodecException;
import io.github.wholewire.FramingException;
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
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection as its handler of the moment sees it: one protocol, until it is switched. */
final class Handle<M> implements MessageConnection<M> {
    /** From so many bytes on, the rest of a frame is read to where it lies. */
    private static final int LONG_FRAME = 16 * 1024;

    final Link link;
    final Protocol<M> protocol;
    private final MessageDecoder<M> decoder;
    private final MessageEncoder<M> encoder;
    private MessageHandler<M> handler;
    private volatile boolean switched;
    private boolean endTold;
    private volatile @Nullable OtherThreads<M> others;

    private Handle(
            Link link,
            Protocol<M> protocol,
            MessageDecoder<M> decoder,
            MessageEncoder<M> encoder,
            MessageHandler<M> first) {
        this.link = link;
        this.protocol = protocol;
        this.decoder = decoder;
        this.encoder = encoder;
        handler = first;
        Observed observed = link.observed;
        if (observed != null) {
            decoder.onSkip(observed::dropped);
        }
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
            handler = requireNonNull(handlers.newHandler(this), "newHandler()");
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
        if (switched) {
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
                        link, next, decoder.switchTo(next), nextEncoder, new NoHandler<>(handler));
        link.exclusively(() -> switched = true);
        link.goOnWith(handle);
        handle.start(handlers);
    }

    // For the link.

    int read(ByteBuffer shared) throws IOException {
        if (decoder.buffered() >= LONG_FRAME) {
            return link.transport.read(decoder.space());
        }
        int count = link.transport.read(shared.clear());
        if (count > 0) {
            decoder.push(shared.flip());
        }
        return count;
    }

    void endOfStream() {
        decoder.end();
    }

    /** What was lent to the decoder is about to change. */
    void keepRest() {
        decoder.settle();
    }

    boolean isInsideFrame() {
        return decoder.isInsideFrame();
    }

    long consumed() {
        return decoder.consumed();
    }

    /** Hands the next message to the handler. Returns false if there is none yet. */
    boolean deliverNext() {
        M message;
        try {
            message = decoder.pull();
        } catch (CodecException e) {
            if (link.observed != null) {
                link.observed.dropped(e);
            }
            error(e);
            return true;
        } catch (FramingException e) {
            refuse(e);
            return true;
        } catch (Throwable e) {
            link.handlerFailed(e);
            return true;
        }
        if (message == null) {
            return false;
        }
        if (link.observed != null) {
            link.observed.received(decoder.frameLength());
        }
        link.handling(true); // no lambda: called for each message
        try {
            handler.onMessage(message);
        } catch (Throwable e) {
            link.handlerFailed(e);
        } finally {
            link.handling(false);
        }
        return true;
    }

    /** The frame under way is late. */
    void late() {
        refuse(decoder.truncated(link.loop.settings.lateFrame()));
    }

    /** Receiving is over. The handler may have a last word. */
    private void refuse(FramingException e) {
        link.failed(e);
        error(e);
        link.close(e);
    }

    private void error(IOException e) {
        tell(() -> handler.onError(e));
    }

    /** The peer has finished, or the protocol has ended by itself. */
    void end() {
        if (!endTold) {
            endTold = true;
            tell(handler::onEnd);
        }
    }

    boolean isFinished() {
        return decoder.isFinished();
    }

    boolean isSwitched() {
        return switched;
    }

    void writable() {
        tell(handler::onWritable);
    }

    void idle() {
        tell(handler::onIdle);
    }

    void closed(@Nullable IOException cause) {
        tell(() -> handler.onClose(cause));
    }

    private void tell(Event event) {
        link.handling(true);
        try {
            event.happen();
        } catch (Throwable e) {
            link.handlerFailed(e);
        } finally {
            link.handling(false);
        }
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

    private interface Event {
        void happen() throws Exception;
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
