/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import static io.github.wholewire.internal.stream.StreamOptions.NEVER;

import io.github.wholewire.internal.loop.Carrier;
import io.github.wholewire.internal.loop.Poller;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a loop waits with in a network: for connections in memory, by the network's clock. */
final class MemoryPoller implements Poller {
    /** Something that may be waited for; asked with the network's lock. */
    interface Source {
        boolean isReadable();

        boolean isWritable();

        /** Returns when time alone makes it ready, now at the earliest. */
        long due();

        Waiting waiting();
    }

    /** Somebody to be called. */
    private record Call(Waiting waiting, boolean readable, boolean writable) {}

    final Timeline time;
    private final @Nullable CallersThread carrier;

    /** In the order in which they came, for the sake of repetition. */
    private final Set<Source> sources = new LinkedHashSet<>();

    private boolean woken;

    MemoryPoller(Timeline time) {
        this.time = time;
        carrier = time instanceof OneThread one ? new CallersThread(one) : null;
    }

    /** Waits for it too, from here on. */
    void add(Source source) {
        time.enter();
        try {
            sources.add(source);
        } finally {
            time.leave();
        }
    }

    void remove(Source source) {
        time.enter();
        try {
            sources.remove(source);
        } finally {
            time.leave();
        }
    }

    @Override
    public void poll(long nanos, Caller caller) {
        for (Call each : await(time.deadline(nanos))) {
            caller.call(each.waiting, each.readable, each.writable);
        }
    }

    private List<Call> await(long until) {
        time.enter();
        try {
            List<Call> calls = ready();
            if (carrier != null) {
                boolean rests = calls.isEmpty() && !woken && until > time.now();
                carrier.rests(rests ? Math.min(until, due()) : time.now(), rests);
            } else {
                while (calls.isEmpty() && !woken && !time.isOver(until)) {
                    time.await(Math.min(until, due()));
                    calls = ready();
                }
            }
            woken = false;
            return calls;
        } catch (InterruptedException e) {
            return List.of(); // the flag is cleared: the next wait goes on
        } finally {
            time.leave();
        }
    }

    private List<Call> ready() {
        List<Call> calls = new ArrayList<>();
        for (Source each : sources) {
            boolean readable = each.isReadable();
            boolean writable = each.isWritable();
            if (readable || writable) {
                calls.add(new Call(each.waiting(), readable, writable));
            }
        }
        return calls;
    }

    private long due() {
        long due = NEVER;
        for (Source each : sources) {
            due = Math.min(due, each.due());
        }
        return due;
    }

    @Override
    public void wakeup() {
        time.enter();
        try {
            woken = true;
            time.signal();
        } finally {
            time.leave();
        }
    }

    @Override
    public void forEach(Consumer<? super Waiting> action) {
        List<Source> all;
        time.enter();
        try {
            all = List.copyOf(sources);
        } finally {
            time.leave();
        }
        all.forEach(each -> action.accept(each.waiting()));
    }

    @Override
    public long nanoTime() {
        return time.now();
    }

    @Override
    public Carrier newCarrier(String name, Carrier.Rounds rounds) {
        return carrier == null ? Poller.super.newCarrier(name, rounds) : carrier.of(rounds);
    }

    @Override
    public void close() {
        time.enter();
        try {
            sources.clear();
        } finally {
            time.leave();
        }
    }
}
