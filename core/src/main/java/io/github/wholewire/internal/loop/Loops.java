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
import java.util.function.Consumer;

/** The event loops of a server. */
final class Loops<P extends Poller> {
    /** A handler that has run so long after the end is not waited for. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<Member<P>> members = new ArrayList<>();
    private final long slowHandler;
    private int next;

    Loops(ServeOptions options, LoopSettings settings, PollerFactory<P> pollers)
            throws IOException {
        slowHandler = StreamOptions.nanos(options.slowHandlerWarning());
        try {
            for (int i = 0; i < options.loops(); i++) {
                P poller = pollers.newPoller();
                String name = options.threadName() + "-" + i;
                members.add(new Member<>(new EventLoop(name, poller, settings), poller));
            }
        } catch (IOException | RuntimeException | Error e) {
            abandon();
            throw e;
        }
    }

    /** Starts their threads; all of them, or none, and then ends what some have begun. */
    void start() {
        int started = 0;
        try {
            for (Member<P> each : members) {
                each.loop.start();
                started++;
            }
            if (slowHandler != StreamOptions.NEVER) {
                members.forEach(each -> watch(each.loop));
            }
        } catch (RuntimeException | Error e) { // no thread could be made
            stop(Link::abort);
            members.subList(started, members.size()).forEach(Member::abandon);
            throw e;
        }
    }

    private void watch(EventLoop loop) {
        Thread thread = loop.thread();
        if (thread != null) {
            Watchdog.DEADLINES.watch(new HandlerWatch(loop, thread, slowHandler));
        }
    }

    /** Releases loops that were not started. */
    void abandon() {
        members.forEach(Member::abandon);
    }

    Member<P> first() {
        return members.get(0);
    }

    /** Returns each in turn. Called by one thread. */
    Member<P> next() {
        Member<P> member = members.get(next);
        next = (next + 1) % members.size();
        return member;
    }

    /** Tells whether the current thread cannot wait for all of them. */
    boolean isWithin() {
        return members.stream().anyMatch(each -> each.loop.isWithin());
    }

    /** Returns when a time is over that begins now, for {@link #join}. */
    long joinDeadline(long nanos) {
        return first().loop.joinDeadline(nanos);
    }

    /** Has each loop do something with its connections, and end when the last one is released. */
    void stop(Consumer<Link> close) {
        for (Member<P> each : members) {
            each.loop.execute(() -> {
                each.stop = true;
                each.loop.links().forEach(close);
                each.loop.leave();
            });
        }
    }

    /** Waits until all threads have ended. Returns false if one had not at the deadline. */
    boolean join(long deadline) throws InterruptedException {
        boolean ended = true;
        for (Member<P> each : members) {
            ended &= each.loop.join(deadline);
        }
        return ended;
    }

    /** Waits until all threads have ended but those that a handler holds. */
    void joinUnlessHeld() throws InterruptedException {
        for (Member<P> each : members) {
            long beat = each.loop.beat.count();
            long since = System.nanoTime();
            while (!each.loop.join(each.loop.joinDeadline(GLANCE))) {
                long current = each.loop.beat.count();
                if (current != beat || !Beat.isHeld(current)) {
                    beat = current;
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > GRACE) {
                    break;
                }
            }
        }
    }

    /** Returns the connections; in any thread. */
    List<Link> links() {
        return members.stream().flatMap(each -> each.loop.links().stream()).toList();
    }

    /** Returns how often the loops have been awake. */
    long rounds() {
        return members.stream().mapToLong(each -> each.loop.rounds()).sum();
    }

    /** A loop, and what it waits with. */
    static final class Member<P extends Poller> {
        private final EventLoop loop;
        private final P poller;
        private boolean stop; // only its loop's thread uses it

        private Member(EventLoop loop, P poller) {
            this.loop = loop;
            this.poller = poller;
        }

        EventLoop loop() {
            return loop;
        }

        P poller() {
            return poller;
        }

        /** Tells, in the loop's thread, whether it takes no more connections. */
        boolean isStopping() {
            return stop;
        }

        /** Releases what it holds, and refuses what it was given; it has not been started. */
        private void abandon() {
            stop = true;
            loop.abandon();
        }
    }
}
