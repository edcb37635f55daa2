/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import io.github.wholewire.Codec;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameOutput;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Text, but one message keeps its sender, and so the turn to send, for as long as the test wants
 * it; then it fails, so that nothing of it is written.
 */
final class StuckCodec implements Codec<String> {
    private static final String STUCK = "stuck";

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Protocol<String> protocol() {
        return Protocol.of(new LengthPrefixed(100), this);
    }

    Callable<Void> sendOn(MessageChannel<String> channel) {
        return () -> {
            channel.send(STUCK);
            return null;
        };
    }

    void awaitSender() throws InterruptedException {
        await(arrived);
    }

    void release() {
        released.countDown();
    }

    @Override
    public String decode(ByteBuffer payload) throws IOException {
        return Codecs.utf8().decode(payload);
    }

    @Override
    public void encode(String message, FrameOutput out) throws IOException {
        out.putUtf8(message);
        if (message.equals(STUCK)) {
            arrived.countDown();
            try {
                await(released);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new IOException("released");
        }
    }

    private static void await(CountDownLatch event) throws InterruptedException {
        if (!event.await(Eventually.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it does not happen");
        }
    }
}
