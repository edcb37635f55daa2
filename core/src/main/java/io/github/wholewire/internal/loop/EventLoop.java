/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for transports and does what is due, in rounds of whichever thread carries it. Each round:
 * those that are ready, what other threads ask for, what the connections have asked for themselves,
 * and deadlines. What one of them throws, or an interrupt flag that it leaves set, is kept from the
 * next.
 */
final class EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** So many things that others ask for, and then it is the connections' turn. */
    private static final int MAX_TASKS_IN_A_ROUND = 1024;

    final Scratch scratch = new Scratch();
    final LoopSettings settings;
    final Beat beat = new Beat();
    private final String name;
    private final Poller poller;
    private final Carrier carrier;
    private final Poller.Caller caller = this::call; // made once, not each round
    private final Deadlines deadlines;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Link> due = new ArrayDeque<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicLong rounds = new AtomicLong();
    private volatile boolean ended;
    private long now;
    private boolean isNowFresh;
    private int users = 1;

    EventLoop(String name, Poller poller, LoopSettings settings) {
        this.poller = poller;
        this.settings = settings;
        this.name = name;
        deadlines = new Deadlines(settings.tick, poller.nanoTime());
        carrier = poller.newCarrier(name, this::nextRound);
    }

    void start() {
        carrier.start();
    }

    // For every thread.

    boolean isCurrent() {
        return carrier.isCurrent();
    }

    /** Tells whether the current thread is in a round, so that it cannot wait for the loop. */
    boolean isWithin() {
        return carrier.isWithin();
    }

    /** Has the loop's thread do something soon. Returns false if the loop has ended. */
    boolean execute(Runnable task) {
        tasks.add(task);
        if (ended && tasks.remove(task)) {
            return false;
        }
        if (!isCurrent() && awake.compareAndSet(false, true)) {
            poller.wakeup();
        }
        return true;
    }

    /** Returns when a time that begins now is over, for {@link #now} to be compared with. */
    long deadline(long nanos) {
        return StreamOptions.deadline(nanos, poller.nanoTime());
    }

    boolean isAlive() {
        return carrier.isAlive();
    }

    /** Returns when a time is over that begins now, for {@link #join}. */
    long joinDeadline(long nanos) {
        return carrier.deadline(nanos);
    }

    /** Waits until the loop has ended. Returns false if it had not at the deadline. */
    boolean join(long deadline) throws InterruptedException {
        return carrier.awaitEnd(deadline);
    }

    /** Returns the thread of its own, if it has one. */
    @Nullable Thread thread() {
        return carrier.thread();
    }

    /** Returns how often it has been awake. */
    long rounds() {
        return rounds.get();
    }

    /** Returns the connections there are at the moment. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        poller.forEach(waiting -> {
            if (waiting instanceof Link link) {
                links.add(link);
            }
        });
        return links;
    }

    @Override
    public String toString() {
        return name;
    }

    // For the loop's thread.

    /** The loop goes on as long as somebody uses it. At first that is whoever has made it. */
    void use() {
        users++;
    }

    void leave() {
        users--;
    }

    /** Has a link look at itself at the end of this round. */
    void later(Link link) {
        due.add(link);
    }

    /** Has somebody, who is not watched yet, look no later than in so many nanoseconds. */
    void watch(Deadlines.Timed each, long nanos) {
        deadlines.add(each, nanos, now());
    }

    /** Has somebody, who is watched, look no later than in so many nanoseconds. */
    void lookWithin(long nanos) {
        deadlines.lookWithin(nanos, now());
    }

    /** Returns the time, which stands still within a round. */
    long now() {
        if (!isNowFresh) {
            now = poller.nanoTime();
            isNowFresh = true;
        }
        return now;
    }

    private boolean nextRound() {
        if (users <= 0) {
            end();
            return false;
        }
        try {
            round();
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("{} goes on after a failure", this, e);
        }
        return true;
    }

    private void round() throws IOException {
        Thread.interrupted(); // a poller would return at once
        isNowFresh = false;
        boolean rests = due.isEmpty() && tasks.isEmpty();
        poller.poll(rests ? deadlines.left(now()) : 0, caller);
        isNowFresh = false;
        rounds.lazySet(rounds.get() + 1); // no other thread writes it
        runTasks();
        runDue();
        deadlines.look(this);
    }

    private void call(Poller.Waiting waiting, boolean readable, boolean writable) {
        enter();
        try {
            waiting.ready(readable, writable);
        } catch (RuntimeException | Error e) {
            failed(waiting, e);
        } finally {
            leaveIt();
        }
    }

    private void runTasks() {
        awake.set(false);
        Runnable task;
        for (int i = 0; i < MAX_TASKS_IN_A_ROUND && (task = tasks.poll()) != null; i++) {
            run(task);
        }
    }

    private void run(Runnable task) {
        enter();
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed(task, e);
        } finally {
            leaveIt();
        }
    }

    /** Those that become due meanwhile wait for the next round. */
    private void runDue() {
        for (int count = due.size(); count > 0; count--) {
            run(due.remove()::beDue);
        }
    }

    /** Lets somebody look at its deadlines. */
    long look(Deadlines.Timed each, long time) {
        enter();
        try {
            return each.look(time);
        } catch (RuntimeException | Error e) {
            failed(each, e);
            return 0; // again soon
        } finally {
            leaveIt();
        }
    }

    private void enter() {
        beat.next();
    }

    private void leaveIt() {
        Thread.interrupted(); // what it may have left set is not for the next one
        beat.next();
    }

    private void failed(Object what, Throwable e) {
        LOG.warn("{}: {} failed", this, what, e);
    }

    private void end() {
        ended = true;
        for (Runnable task; (task = tasks.poll()) != null; ) {
            run(task);
        }
        try {
            poller.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("what {} waits with could not be closed", this, e);
        }
    }

    /** Releases what a loop holds that was never started. */
    void abandon() {
        end();
    }
}
