/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import io.github.wholewire.internal.stream.StreamOptions;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that waits for sockets and does what is due. Each round: those that are ready, what
 * other threads ask for, what the connections have asked for themselves, and deadlines.
 */
final class EventLoop {
    /** A socket's side of it. */
    interface Ready {
        /** The socket is ready for what its key says. Called by the loop's thread. */
        void ready(SelectionKey key) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final VarHandle BEAT = beatHandle();

    final Scratch scratch = new Scratch();
    final Deadlines deadlines;

    private final Selector selector;

    /**
     * The selector's, safe in any thread. Asked for once: a selector that has been closed does not
     * tell, and it may be closed at any time.
     */
    private final Set<SelectionKey> keys;

    private final LoopThread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Consumer<SelectionKey> ready = this::ready; // made once, not each round
    private final ArrayDeque<Link> due = new ArrayDeque<>();

    private long now = System.nanoTime();
    private boolean isNowFresh;
    private int users = 1;
    private final AtomicLong rounds = new AtomicLong();

    /** Odd while somebody is ready or due: another value each time. */
    private long beat;

    EventLoop(String name, long tick) throws IOException {
        selector = Selector.open();
        keys = selector.keys();
        deadlines = new Deadlines(tick);
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

    /** Has the loop's thread do something soon; never, if the loop has ended. */
    void execute(Runnable task) {
        tasks.add(task);
        if (!isCurrent() && awake.compareAndSet(false, true)) {
            selector.wakeup();
        }
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

    /** Returns a number that differs while the same one holds the thread, and is even if nobody. */
    long beat() {
        return (long) BEAT.getOpaque(this);
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
        for (SelectionKey key : keys) {
            if (key.attachment() instanceof Link link) {
                links.add(link);
            }
        }
        return links;
    }

    @Override
    public String toString() {
        return thread.getName();
    }

    // For the loop's thread.

    SelectionKey register(SelectableChannel channel, Ready ready) throws IOException {
        return channel.register(selector, 0, ready);
    }

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

    /** Returns the time, which stands still within a round. */
    long now() {
        if (!isNowFresh) {
            now = System.nanoTime();
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
        Thread.interrupted(); // a handler may have left it set, and select would return at once
        isNowFresh = false;
        if (due.isEmpty() && tasks.isEmpty()) {
            await();
        } else {
            selector.selectNow(ready);
        }
        isNowFresh = false;
        rounds.lazySet(rounds.get() + 1); // no other thread writes it
        runTasks();
        runDue();
        deadlines.look(this);
    }

    private void await() throws IOException {
        long left = deadlines.left(now());
        if (left == StreamOptions.NEVER) {
            selector.select(ready);
        } else if (left <= 0) {
            selector.selectNow(ready);
        } else {
            selector.select(ready, TimeUnit.NANOSECONDS.toMillis(left + 999_999));
        }
    }

    private void ready(SelectionKey key) {
        enter();
        try {
            ((Ready) key.attachment()).ready(key);
        } catch (IOException | RuntimeException | Error e) {
            ready(key, e);
        } finally {
            leaveBeat();
        }
    }

    private void ready(SelectionKey key, Throwable e) {
        if (!(e instanceof CancelledKeyException)) { // that one was closed by another thread
            LOG.warn("{} failed", key.attachment(), e);
        }
    }

    private void runTasks() {
        awake.set(false);
        for (Runnable task; (task = tasks.poll()) != null; ) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.warn("{} could not do what it was asked for", this, e);
            }
        }
    }

    /** Those that become due meanwhile wait for the next round. */
    private void runDue() {
        for (int count = due.size(); count > 0; count--) {
            Link link = due.remove();
            enter();
            try {
                link.beDue();
            } catch (RuntimeException | Error e) {
                LOG.warn("{} failed", link, e);
            } finally {
                leaveBeat();
            }
        }
    }

    private void enter() {
        BEAT.setOpaque(this, beat + 1);
    }

    private void leaveBeat() {
        BEAT.setOpaque(this, beat + 1);
    }

    private void end() {
        try {
            selector.close();
        } catch (IOException | ClosedSelectorException e) {
            LOG.warn("the selector of {} could not be closed", this, e);
        }
    }

    private static VarHandle beatHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(EventLoop.class, "beat", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** So that a thread can tell that it may not block. */
    private static final class LoopThread extends Thread {
        LoopThread(Runnable loop, String name) {
            super(null, loop, name, 0, false);
            setDaemon(false); // a server keeps the JVM alive
        }
    }
}
