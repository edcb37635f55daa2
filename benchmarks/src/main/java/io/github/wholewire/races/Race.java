/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.races;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelObserver;
import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageSender;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.memory.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.time.temporal.ChronoUnit;

/**
 * Two connected channels. What a call comes to is a word, so that outcomes can be listed; an
 * exception that no race may end with fails the test.
 */
class Race {
    static final Protocol<String> PROTOCOL = Protocol.of(Framers.u16(), Codecs.utf8());

    final MessageChannel<String> left;
    final MessageChannel<String> right;

    private final StringBuffer told = new StringBuffer();

    Race() {
        Memory.Options options =
                Memory.Options.builder()
                        .observer(new Endings())
                        // Else a clock keeps the ends that no race closes.
                        .sendTimeout(ChronoUnit.FOREVER.getDuration())
                        .build();
        Memory.Pair<String, String> pair = Memory.pair(PROTOCOL, options);
        left = pair.left();
        right = pair.right();
    }

    /** What the left channel's observer was told, in order: F for a failure, C for the end. */
    final String toldOfLeft() {
        return told.toString();
    }

    static String send(MessageSender<String> channel, String message) {
        try {
            channel.send(message);
            return "sent";
        } catch (IOException e) {
            return word(e);
        }
    }

    static String receive(MessageChannel<String> channel) {
        try {
            String message = channel.receive();
            return message == null ? "end" : message;
        } catch (IOException e) {
            return word(e);
        }
    }

    static void close(MessageChannel<String> channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String word(IOException e) {
        if (e instanceof ChannelClosedException) {
            return "closed";
        }
        if (e instanceof PeerClosedException) {
            return "vanished";
        }
        throw new UncheckedIOException(e);
    }

    private final class Endings implements ChannelObserver {
        @Override
        public void failed(SocketAddress remote, IOException cause) {
            tell(remote, 'F');
        }

        @Override
        public void closed(SocketAddress remote) {
            tell(remote, 'C');
        }

        private void tell(SocketAddress remote, char event) {
            if (remote.equals(right.localAddress())) {
                told.append(event);
            }
        }
    }
}
