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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that waits for transports and does what is due. Each round: those that are ready, what
 * other threads ask for, what the connections have asked for themselves, and deadlines. What one of
 * them throws, or an interrupt flag that it leaves set, is kept from the next.
 */
final class EventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** So many things that others ask for, and then it is the connections' turn. */
    private static final int MAX_TASKS_IN_A_ROUND = 1024;

    final Scratch scratch = new Scratch();
    final LoopSettings settings;
    final Beat beat = new Beat();
    private final Poller poller;
    private final LoopThread thread;
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
        deadlines = new Deadlines(settings.tick);
        thread = new LoopThread(this::run, name);
    }

    void start() {
        thread.start();
    }

    // For every thread.

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Tells whether the current thread runs an event loop, this one or another. */
    static boolean isAnyCurrent() {
        return Thread.currentThread() instanceof LoopThread;
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
        return thread.isAlive();
    }

    /** Waits until the thread has ended. Returns false if it did not in time. */
    boolean join(long nanos) throws InterruptedException {
        if (nanos > 0) {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        }
        return !thread.isAlive();
    }

    StackTraceElement[] stack() {
        return thread.getStackTrace();
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
        return thread.getName();
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

    private void run() {
        while (users > 0) {
            try {
                round();
            } catch (IOException | RuntimeException | Error e) {
                LOG.warn("{} goes on after a failure", this, e);
            }
        }
        end();
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

    /** So that a thread can tell that it may not block. */
    private static final class LoopThread extends Thread {
        LoopThread(Runnable loop, String name) {
            super(null, loop, name, 0, false);
            setDaemon(false); // a server keeps the JVM alive
        }
    }
}
