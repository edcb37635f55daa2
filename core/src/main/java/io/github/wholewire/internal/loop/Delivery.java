/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.CodecException;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What was received, on its way to the handler of the moment. The layer of a {@link Handle} that
 * its link drives, in the loop's thread.
 */
abstract class Delivery<M> {
    /** From so many bytes on, the rest of a frame is read to where it lies. */
    private static final int LONG_FRAME = 16 * 1024;

    final Link link;
    final MessageDecoder<M> decoder;
    private MessageHandler<M> handler;
    private volatile boolean switched;
    private boolean endTold;

    Delivery(Link link, MessageDecoder<M> decoder, MessageHandler<M> first) {
        this.link = link;
        this.decoder = decoder;
        handler = first;
        Observed observed = link.observed;
        if (observed != null) {
            decoder.onSkip(observed::dropped);
        }
    }

    MessageHandler<M> handler() {
        return handler;
    }

    void handler(MessageHandler<M> next) {
        handler = next;
    }

    boolean isSwitched() {
        return switched;
    }

    void beSwitched() {
        switched = true;
    }

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

    private interface Event {
        void happen() throws Exception;
    }
}
