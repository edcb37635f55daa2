/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.simulation;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.CodecException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageSender;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.TruncatedFrameException;
import java.io.IOException;
import java.time.Duration;

/** A channel whose calls wait. */
final class BlockingEnd extends End {
    private MessageChannel<String> channel;

    /** What receiving is over with, if it is. */
    private Class<?> over;

    BlockingEnd(Script script, String name, Direction out, Direction in, Duration sendTimeout) {
        super(script, name, out, in, sendTimeout);
    }

    void open(MessageChannel<String> opened) {
        channel = opened;
    }

    MessageChannel<String> channel() {
        return channel;
    }

    @Override
    MessageSender<String> sender() {
        return channel;
    }

    @Override
    void receiveOrElse() throws IOException {
        receive(script.time());
    }

    /** Returns what came of it: a message, the end (null) or the class of an exception. */
    Object receive(Duration timeout) throws IOException {
        Duration start = script.network.time();
        Object outcome;
        try {
            outcome = channel.receive(timeout);
        } catch (IOException e) {
            outcome = e.getClass();
        }
        script.log(name + " receives " + outcome);
        // A timeout is rounded up to a millisecond.
        Duration latest = start.plus(timeout).plusMillis(1);
        script.check(
                script.network.time().compareTo(latest) <= 0, name + " waited beyond its time");
        check(outcome);
        return outcome;
    }

    private void check(Object outcome) {
        script.check(
                over == null || over == outcome || outcome == ChannelClosedException.class,
                name + " received " + outcome + " after " + over);
        if (outcome == ChannelClosedException.class) {
            script.check(closed, name + " was not closed");
        } else if (closed) {
            script.check(false, name + " received " + outcome + " after its close");
        } else if (outcome == null) {
            in.checkEnd();
        } else if (outcome instanceof String message) {
            in.checkReceived(message);
        } else if (outcome == CodecException.class) {
            in.checkRefused();
        } else if (outcome == TruncatedFrameException.class) {
            in.checkTruncated();
            over = TruncatedFrameException.class;
        } else if (outcome == PeerClosedException.class) {
            lost = true;
            over = PeerClosedException.class;
        } else {
            script.check(outcome == ReceiveTimeoutException.class, name + " received " + outcome);
        }
    }

    boolean canReceive() {
        return !closed && over == null;
    }
}
