/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.simulation;

import io.github.wholewire.CodecException;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.MessageSender;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.SendBufferFullException;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.TruncatedFrameException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A connection of an event-driven server, and its handler. */
final class ServedEnd extends End implements MessageHandler<String> {
    private MessageConnection<String> connection;
    private boolean endTold;
    private boolean closeTold;
    private boolean suspended;

    ServedEnd(Script script, String name, Direction out, Direction in, Duration sendTimeout) {
        super(script, name, out, in, sendTimeout);
    }

    MessageHandler<String> open(MessageConnection<String> opened) {
        connection = opened;
        return this;
    }

    boolean isOpened() {
        return connection != null;
    }

    @Override
    MessageSender<String> sender() {
        return connection;
    }

    @Override
    void receiveOrElse() throws IOException {
        if (closed) {
            script.network.step();
        } else if (script.chance(0.2)) {
            trySend(script.message());
        } else {
            suspend(script.chance(0.3));
        }
    }

    void suspend(boolean on) {
        script.log(name + (on ? " suspends" : " resumes"));
        suspended = on;
        if (on) {
            connection.suspend();
        } else {
            connection.resume();
        }
    }

    private void trySend(String message) throws IOException {
        sending(
                "tries to send",
                List.of(message),
                () -> {
                    if (!connection.trySend(message)) {
                        throw new SendBufferFullException("refused");
                    }
                });
    }

    /** P14: nothing after the close. */
    private void tell(String event) {
        script.log(name + " is told of " + event);
        script.check(!closeTold, name + " was told of " + event + " after its close");
    }

    @Override
    public void onMessage(String message) throws IOException {
        tell(message);
        script.check(!suspended, name + " received a message though it is suspended");
        script.check(!endTold, name + " received a message after the end");
        in.checkReceived(message);
        if (!script.drains && script.chance(0.1)) {
            step();
        }
    }

    @Override
    public void onEnd() {
        tell("the end");
        script.check(!endTold, name + " was told of the end twice");
        endTold = true;
        in.checkEnd();
    }

    @Override
    public void onError(IOException failure) {
        tell("" + failure);
        if (failure instanceof CodecException) {
            in.checkRefused();
        } else {
            script.check(failure instanceof TruncatedFrameException, name + ": " + failure);
            in.checkTruncated();
        }
    }

    @Override
    public void onClose(IOException cause) {
        tell("its close by " + cause);
        closeTold = true;
        lost |= cause instanceof PeerClosedException;
        out.finished |= !lost && !(cause instanceof SendTimeoutException);
        closed = true;
        script.check(!connection.isOpen(), name + " is open though it was told of its close");
    }

    @Override
    void checkEvents() {
        super.checkEvents();
        script.check(closeTold == closed, name + " was closed and its handler not told");
    }
}
