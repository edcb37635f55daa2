/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A program of ours that runs in a thread of this process. Closing it interrupts it. */
final class Background implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 30;
    private static final List<String> ANY_PORT = List.of("--host", "127.0.0.1", "--port", "0");

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FutureTask<Integer> task;
    private final Thread thread;

    private Background(Function<Background, Callable<Integer>> program) {
        task = new FutureTask<>(program.apply(this));
        thread = new Thread(task, "program");
        thread.setDaemon(true);
    }

    static Background start(Function<Background, Callable<Integer>> program) {
        Background background = new Background(program);
        background.thread.start();
        return background;
    }

    /** Starts an echo server on any port. */
    static Background echoServer(String frame, String... more) {
        List<String> args = new ArrayList<>(ANY_PORT);
        args.addAll(List.of("--frame", frame));
        args.addAll(List.of(more));
        return start(it -> () -> EchoServer.run(args, it.out(), it.err()));
    }

    /** Starts a chat on any port. */
    static Background chatServer() {
        return start(it -> () -> ChatServer.run(ANY_PORT, it.out(), it.err()));
    }

    PrintStream out() {
        return new LinePrinter(lines);
    }

    PrintStream err() {
        return new PrintStream(err, true, UTF_8);
    }

    String nextLine() throws InterruptedException {
        return String.valueOf(lines.poll(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }

    /** Waits until it says where it listens. */
    int port() throws InterruptedException {
        String line = nextLine();
        assertTrue(line.matches("listening on .*:\\d+"), () -> line + errors());
        return Integer.parseInt(line.replaceAll(".*:", ""));
    }

    int status() throws Exception {
        return task.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    String errors() {
        return err.toString(UTF_8);
    }

    /** What is left of its output. */
    String rest() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertTrue(!thread.isAlive(), "the program goes on though it was interrupted");
    }

    /** Hands over each line that is printed. */
    private static final class LinePrinter extends PrintStream {
        private final BlockingQueue<String> lines;

        LinePrinter(BlockingQueue<String> lines) {
            super(new ByteArrayOutputStream(), true, UTF_8);
            this.lines = lines;
        }

        @Override
        public void println() {
            lines.add("");
        }

        @Override
        public void println(Object line) {
            lines.add(String.valueOf(line));
        }

        @Override
        public void println(String line) {
            lines.add(line);
        }
    }
}
