/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.simulation;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.ChannelException;
import io.github.wholewire.ChannelObserver;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageSender;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.SendBufferFullException;
import io.github.wholewire.SendTimeoutException;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One end of a connection, the model of its sending half, and what every end must keep. */
abstract class End {
    private static final Pattern TAKEN = Pattern.compile("^(\\d+) messages were taken");
    private static final Pattern BYTES_OUT = Pattern.compile("(\\d+) of \\d+ bytes went out");

    final Script script;
    final String name;
    final Direction out;
    final Direction in;
    private final Duration sendTimeout;
    private final List<String> events = new ArrayList<>();

    /** Closed, by a call or because of a failure. */
    boolean closed;

    boolean lost;
    private boolean shut;
    private boolean late;

    End(Script script, String name, Direction out, Direction in, Duration sendTimeout) {
        this.script = script;
        this.name = name;
        this.out = out;
        this.in = in;
        this.sendTimeout = sendTimeout;
    }

    abstract MessageSender<String> sender();

    /** Does something by chance that only this kind of end can do. */
    abstract void receiveOrElse() throws IOException;

    void step() throws IOException {
        int choice = script.random.nextInt(100);
        if (choice < 45) {
            send(script.message());
        } else if (choice < 48) {
            send("x".repeat(Script.MAX + 1 + script.random.nextInt(9)));
        } else if (choice < 55) {
            sendAll();
        } else if (choice < 56) {
            shutdownOutput();
        } else if (choice < 57) {
            close();
        } else if (choice < 58) {
            abort();
        } else {
            receiveOrElse();
        }
    }

    /** A call to send. */
    interface Action {
        void run() throws IOException;
    }

    private void send(String message) throws IOException {
        boolean tooLong = message.length() > Script.MAX;
        sending(
                "sends " + message.length() + " bytes",
                List.of(message),
                () -> {
                    sender().send(message);
                    script.check(!tooLong, name + " sent a message that is too long");
                });
    }

    private void sendAll() throws IOException {
        List<String> messages = List.of(script.message(), script.message(), script.message());
        sending("sends three", messages, () -> sender().sendAll(messages));
    }

    final boolean sending(String what, List<String> messages, Action action) throws IOException {
        return sending(what, messages, closed || shut || late || lost, action);
    }

    /** P3, P4, P11: a send works, or says why not, in time. */
    private boolean sending(String what, List<String> messages, boolean over, Action action)
            throws IOException {
        Duration start = script.network.time();
        out.offer(messages);
        ChannelException failure = null;
        try {
            action.run();
            script.check(!over, name + " sent though that was over");
        } catch (ChannelException e) {
            failure = e;
        }
        script.log(name + " " + what + ": " + (failure == null ? "done" : failure.getClass()));
        Duration took = script.network.time().minus(start);
        script.check(took.compareTo(sendTimeout) <= 0, name + " waited beyond its send timeout");
        if (failure != null) {
            int taken = (int) number(TAKEN, failure);
            long bytes = out.takeBack(messages, messages.size() - taken);
            failed(failure, took, bytes);
        }
        return failure == null;
    }

    private void failed(ChannelException failure, Duration took, long bytesTaken) {
        if (failure instanceof ChannelClosedException) {
            script.check(closed || shut, name + " is told that it was closed: " + failure);
        } else if (failure instanceof PeerClosedException) {
            lost = true;
            out.cutShort = true;
        } else if (failure instanceof SendTimeoutException) {
            script.check(!closed && !lost, name + " is late though it is over: " + failure);
            script.check(late || took.equals(sendTimeout), name + " was late before its time");
            out.cutInside |= !late && number(BYTES_OUT, failure) > bytesTaken;
            out.cutShort = true;
            late = true;
        } else {
            script.check(
                    failure instanceof SendBufferFullException
                            || failure instanceof FrameTooLongException,
                    name + " failed to send: " + failure);
        }
    }

    /** Returns what a message says; 0 if it does not. */
    private static long number(Pattern pattern, Exception e) {
        Matcher matcher = pattern.matcher(e.getMessage());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    void shutdownOutput() throws IOException {
        boolean before = shut;
        boolean over = closed || (lost && !shut && !late); // doing it again changes nothing
        boolean done = sending("shuts its output down", List.of(), over, sender()::shutdownOutput);
        shut |= done;
        if (done && !before) {
            out.finished = true;
        }
    }

    void close() throws IOException {
        script.log(name + " closes");
        if (!closed && !shut && !lost) {
            out.finished = true;
        }
        sender().close();
        isClosed();
    }

    void abort() {
        script.log(name + " aborts");
        sender().abort();
        isClosed();
    }

    private void isClosed() {
        closed = true;
        script.check(!sender().isOpen(), name + " is open after its close");
    }

    /** P14: one opening, one failure at most, one close, last. */
    void checkEvents() {
        List<String> ends = events.stream().filter(each -> !each.equals("dropped")).toList();
        List<String> expected = new ArrayList<>(List.of("opened"));
        if (ends.contains("failed")) {
            expected.add("failed");
        }
        if (ends.contains("closed") || closed) {
            expected.add("closed");
        }
        script.check(ends.equals(expected), name + " was observed as " + events);
        int last = events.size() - 1;
        script.check(
                !events.contains("closed") || events.get(last).equals("closed"),
                name + " was observed after its close: " + events);
    }

    final ChannelObserver observer() {
        return new ChannelObserver() {
            @Override
            public void opened(SocketAddress remote) {
                events.add("opened");
            }

            @Override
            public void dropped(SocketAddress remote, IOException reason) {
                events.add("dropped");
            }

            @Override
            public void failed(SocketAddress remote, IOException cause) {
                events.add("failed");
            }

            @Override
            public void closed(SocketAddress remote) {
                events.add("closed");
            }
        };
    }
}
