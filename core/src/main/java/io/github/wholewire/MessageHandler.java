/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one connection of an event-driven server does. With nothing but messages to handle it is a
 * lambda; the connection comes from the {@link HandlerFactory}.
 *
 * <p>All methods are called by the thread of the connection's event loop, one at a time, and no
 * lock is held meanwhile: state needs no guard. That thread serves other connections too, so they
 * must not block. What one throws, an {@link Error} too, ends this connection and no other: it
 * closes in order, the failure is told to {@link #onClose} and logged once, a {@link
 * ChannelException} as a connection event (debug), anything else as a warning.
 *
 * <p>After {@code close} or {@code abort} nothing but {@link #onClose} is called; a call that has
 * begun when another thread closes goes on.
 *
 * @param <M> the message
 */
@FunctionalInterface
public interface MessageHandler<M> {
    /**
     * A message was received whole.
     *
     * @param message the message
     * @throws Exception whatever ends the connection
     */
    void onMessage(M message) throws Exception;

    /**
     * The peer has finished in order, and every message before that has been handled. Afterwards
     * the connection closes in order, unless {@link ServeOptions.Builder#allowHalfOpen} leaves that
     * to the handler. What this method sends still goes out. Also called when the protocol has
     * ended by itself ({@link FrameDecoder#isFinished}); it may then go on in another one by {@code
     * switchTo}, and the connection stays open.
     *
     * @throws Exception whatever ends the connection
     */
    default void onEnd() throws Exception {}

    /**
     * What was received is no message. After a {@link CodecException} that message is lost, and if
     * this method returns the connection goes on. After a {@link FramingException} (no frame, one
     * too long, one cut short by the peer's end, or one too late) receiving is over: what this
     * method sends still goes out, then the connection closes in order.
     *
     * @param failure why
     * @throws Exception whatever ends the connection; by default the failure itself
     */
    default void onError(IOException failure) throws Exception {
        throw failure;
    }

    /**
     * Less than the low-water mark is pending, after a {@code trySend} that was refused or a send
     * that failed with {@link SendBufferFullException}.
     *
     * @throws Exception whatever ends the connection
     */
    default void onWritable() throws Exception {}

    /**
     * No byte came, or went out, for as long as an idle timeout of {@link ServeOptions} says. If
     * this method returns the connection goes on and the time starts again: override it to send a
     * heartbeat.
     *
     * @throws Exception whatever ends the connection; by default a {@link ReceiveTimeoutException}
     */
    default void onIdle() throws Exception {
        throw new ReceiveTimeoutException(
                "idle for longer than the idle timeout: the connection closes");
    }

    /**
     * The connection is closed, on whichever side and for whatever reason. Called exactly once,
     * last. What was sent before may still be on its way. What this method throws is logged.
     *
     * @param cause null if it was closed by {@code close} or {@code abort}, after the peer's end or
     *     by the server's {@code stop}; else what ended it: a {@link PeerClosedException}, what a
     *     method of the handler threw, or a {@link ChannelException} that has it as its cause if
     *     that was no {@link IOException}
     */
    default void onClose(@Nullable IOException cause) {}
}
