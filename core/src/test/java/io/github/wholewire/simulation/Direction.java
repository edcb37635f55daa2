/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.simulation;

import static io.github.wholewire.simulation.Script.frameLength;

import java.util.ArrayList;
import java.util.List;

/** What one end has sent and the other has received of it: the model of half a connection. */
final class Direction {
    private final Script script;
    private final String name;

    /** Where a plan ends it; none is far away. */
    private final long endAt;

    private final List<String> accepted = new ArrayList<>();
    private int received;
    private long receivedBytes;
    private long acceptedBytes;

    /** The sender finished in order. */
    boolean finished;

    /** Sending was over before that, between two frames or inside of one. */
    boolean cutShort;

    boolean cutInside;

    Direction(Script script, String name, long endAt) {
        this.script = script;
        this.name = name;
        this.endAt = endAt;
    }

    /** Is about to be sent: the receiver may have it before the sender knows. */
    void offer(List<String> messages) {
        messages.forEach(each -> {
            accepted.add(each);
            acceptedBytes += frameLength(each);
        });
    }

    /** P3: the last of those were not sent after all. Returns how many bytes the others have. */
    long takeBack(List<String> offered, int count) {
        int taken = offered.size() - count;
        for (int i = 0; i < count; i++) {
            acceptedBytes -= frameLength(accepted.remove(accepted.size() - 1));
        }
        script.check(received <= accepted.size(), name + " received what was not sent");
        return offered.subList(0, taken).stream().mapToLong(Script::frameLength).sum();
    }

    boolean isDrained() {
        return received == accepted.size();
    }

    int left() {
        return accepted.size() - received;
    }

    /** P1: whole, in order, once, and nothing else. */
    void checkReceived(String message) {
        boolean next = received < accepted.size() && accepted.get(received).equals(message);
        script.check(next, name + " received " + message + ", not what was sent next");
        if (next) {
            pass();
        }
    }

    /** P12: only what is no message is refused, and costs no other. */
    void checkRefused() {
        boolean next = received < accepted.size() && Script.isBad(accepted.get(received));
        script.check(next, name + " refused a message that is one");
        if (next) {
            pass();
        }
    }

    private void pass() {
        receivedBytes += frameLength(accepted.get(received));
        received++;
    }

    private boolean isEndedByPlan() {
        return acceptedBytes > endAt || cutShort;
    }

    /** P5: a clean end comes after everything, or where a plan ends the stream between frames. */
    void checkEnd() {
        boolean all = (finished || cutShort) && isDrained() && !cutInside;
        boolean planned = isEndedByPlan() && receivedBytes == endAt;
        script.check(all || planned, name + " ended cleanly with " + left() + " messages missing");
    }

    /** P5: an end inside a message is an error, and nothing else is one. */
    void checkTruncated() {
        boolean planned = isEndedByPlan() && receivedBytes < endAt;
        script.check(planned || cutInside, name + " was truncated for no reason");
    }
}
