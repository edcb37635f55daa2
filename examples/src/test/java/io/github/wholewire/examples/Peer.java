/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program of other people that runs in a process of its own. Closing it ends it. */
final class Peer implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 30;

    private final Process process;
    private final Drain out;
    private final Drain err;

    private Peer(Process process) {
        this.process = process;
        out = new Drain(process.getInputStream());
        err = new Drain(process.getErrorStream());
    }

    static Peer start(String... command) throws IOException {
        return new Peer(new ProcessBuilder(List.of(command)).start());
    }

    /** Writes to its standard input. */
    void type(byte[] bytes) throws IOException {
        process.getOutputStream().write(bytes);
        process.getOutputStream().flush();
    }

    void type(String text) throws IOException {
        type(text.getBytes(UTF_8));
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Returns the next line of its standard output. */
    String line() throws InterruptedException {
        return out.line(this);
    }

    /** Returns the next line of its standard error. */
    String errorLine() throws InterruptedException {
        return err.line(this);
    }

    byte[] bytes(int count) throws InterruptedException {
        return out.take(count, this);
    }

    /** Waits until it ends by itself, and returns all of its output that has not been taken. */
    String end() throws InterruptedException {
        assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS), () -> "it goes on" + this);
        String rest = out.rest();
        String errors = err.rest();
        assertTrue(process.exitValue() == 0, () -> process.exitValue() + ": " + errors);
        return rest;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public String toString() {
        return process.info().commandLine().orElse("") + " | " + out + " | " + err;
    }

    /** Takes what a stream brings, so that the program never waits for a reader. */
    private static final class Drain {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread thread;
        private int taken;
        private boolean ended;

        Drain(InputStream in) {
            thread = new Thread(() -> run(in), "drain");
            thread.setDaemon(true);
            thread.start();
        }

        private void run(InputStream in) {
            byte[] buffer = new byte[8192];
            try {
                for (int length; (length = in.read(buffer)) >= 0; ) {
                    add(buffer, length);
                }
            } catch (IOException e) {
                // it was ended by force
            }
            end();
        }

        private synchronized void add(byte[] buffer, int length) {
            bytes.write(buffer, 0, length);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized String line(Peer peer) throws InterruptedException {
            await(rest -> rest.indexOf('\n') >= 0, peer);
            String rest = text();
            String line = rest.substring(0, rest.indexOf('\n') + 1);
            taken += line.getBytes(UTF_8).length;
            return line.stripTrailing();
        }

        synchronized byte[] take(int count, Peer peer) throws InterruptedException {
            await(rest -> bytes.size() - taken >= count, peer);
            byte[] result = new byte[count];
            System.arraycopy(bytes.toByteArray(), taken, result, 0, count);
            taken += count;
            return result;
        }

        private void await(Predicate<String> enough, Peer peer) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            while (!enough.test(text())) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertTrue(!ended && left > 0, () -> "it says no more: " + peer);
                wait(left);
            }
        }

        /** Waits for the end, and returns what comes until then. */
        String rest() throws InterruptedException {
            thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
            synchronized (this) {
                String rest = text();
                taken = bytes.size();
                return rest;
            }
        }

        private String text() {
            return new String(bytes.toByteArray(), taken, bytes.size() - taken, UTF_8);
        }

        @Override
        public synchronized String toString() {
            return text();
        }
    }
}
