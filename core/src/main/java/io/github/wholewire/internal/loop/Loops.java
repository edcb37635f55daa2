/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.ServeOptions;
import io.github.wholewire.internal.stream.StreamOptions;
import io.github.wholewire.internal.stream.Watchdog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of a server. */
final class Loops {
    /** A handler that has run so long after the end is not waited for. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<EventLoop> loops = new ArrayList<>();
    private int next;

    Loops(ServeOptions options, LoopSettings settings) throws IOException {
        try {
            for (int i = 0; i < options.loops(); i++) {
                loops.add(new EventLoop(options.threadName() + "-" + i, settings.tick));
            }
        } catch (IOException | RuntimeException | Error e) {
            abandon();
            throw e;
        }
        long slow = StreamOptions.nanos(options.slowHandlerWarning());
        if (slow != StreamOptions.NEVER) {
            loops.forEach(loop -> Watchdog.DEADLINES.watch(new HandlerWatch(loop, slow)));
        }
    }

    void start() {
        loops.forEach(EventLoop::start);
    }

    /** Ends loops that nobody will use. */
    void abandon() {
        start();
        execute(EventLoop::leave);
    }

    EventLoop first() {
        return loops.get(0);
    }

    /** Returns each in turn. Called by one thread. */
    EventLoop next() {
        EventLoop loop = loops.get(next);
        next = (next + 1) % loops.size();
        return loop;
    }

    boolean isCurrent() {
        return loops.stream().anyMatch(EventLoop::isCurrent);
    }

    /** What each loop does for all of them. */
    interface Task {
        void run(EventLoop loop);
    }

    void execute(Task task) {
        loops.forEach(loop -> loop.execute(() -> task.run(loop)));
    }

    /** Waits until all threads have ended. Returns false if one had not at the deadline. */
    boolean join(long deadline) throws InterruptedException {
        boolean ended = true;
        for (EventLoop loop : loops) {
            ended &= loop.join(Math.max(0, deadline - System.nanoTime()));
        }
        return ended;
    }

    /** Waits until all threads have ended but those that a handler holds. */
    void joinUnlessHeld() throws InterruptedException {
        for (EventLoop loop : loops) {
            long beat = loop.beat();
            long since = System.nanoTime();
            while (!loop.join(GLANCE)) {
                if (loop.beat() != beat || beat % 2 == 0) {
                    beat = loop.beat();
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > GRACE) {
                    break;
                }
            }
        }
    }

    /** Returns the connections; in any thread. */
    List<Link> links() {
        return loops.stream().flatMap(loop -> loop.links().stream()).toList();
    }

    /** Returns how often the loops have been awake. */
    long rounds() {
        return loops.stream().mapToLong(EventLoop::rounds).sum();
    }
}
