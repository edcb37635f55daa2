/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.MessageSender;
import io.github.wholewire.pacing.Pacing;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes each message to a socket by a call of its own, and reads with a buffer of a given size.
 *
 * @param bufferSize the most bytes that a recv returns
 * @param gap how long the sender pauses after each message
 * @param late whether reading begins only when the sender is well ahead
 * @param work how long the reader is busy with what a recv returned
 */
record PlainSocket(
        String name, String explanation, int bufferSize, Duration gap, boolean late, Duration work)
        implements Way {
    private static final int USUAL_BUFFER = 64 * 1024;
    private static final int SMALL_BUFFER = 16;
    private static final long MANY_READS = 20_000;
    private static final Duration SMALL_GAP = Duration.ofNanos(20_000);
    private static final Duration SOME_WORK = Duration.ofMillis(1);
    private static final Duration LARGE_GAP = Duration.ofMillis(5);
    private static final Duration ALL_GAPS = Duration.ofMillis(500);
    private static final int SLOWER_BY = 20;
    private static final int ACCEPT_MILLIS = 10_000;
    private static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    static PlainSocket lateReader() {
        return new PlainSocket(
                "plain socket, late reader",
                "reads when the sender is well ahead, up to 64 KiB a call",
                USUAL_BUFFER,
                Duration.ZERO,
                true,
                Duration.ZERO);
    }

    /** One that cuts at least the longest message, if that has more than a byte. */
    static PlainSocket smallBuffer(Messages messages) {
        long few = messages.totalBytes() / MANY_READS;
        int half = Math.max(1, messages.longestBytes() / 2);
        int size = (int) Math.max(Math.min(half, SMALL_BUFFER), Math.min(few, USUAL_BUFFER));
        return new PlainSocket(
                "plain socket, small buffer",
                "the same, but up to " + size + (size == 1 ? " byte" : " bytes") + " a call",
                size,
                Duration.ZERO,
                true,
                Duration.ZERO);
    }

    static PlainSocket smallGaps() {
        return new PlainSocket(
                "paced, small gaps",
                "pauses 20 us between sends; the reader takes 1 ms over what it gets",
                USUAL_BUFFER,
                SMALL_GAP,
                false,
                SOME_WORK);
    }

    /** One whose gaps take half a second together, if there are many messages. */
    static PlainSocket slowReader(Messages messages) {
        Duration share = ALL_GAPS.dividedBy(messages.texts().size());
        Duration gap = share.compareTo(LARGE_GAP) < 0 ? share : LARGE_GAP;
        long micros = Math.max(1, gap.toNanos() / 1000);
        return new PlainSocket(
                "paced, slow reader",
                "pauses "
                        + (micros % 1000 == 0 ? micros / 1000 + " ms" : micros + " us")
                        + " between sends; the reader is late, and "
                        + SLOWER_BY
                        + " times slower",
                USUAL_BUFFER,
                Duration.ofNanos(1000 * micros),
                true,
                Duration.ofNanos(1000 * micros * SLOWER_BY));
    }

    @Override
    public String call() {
        return "recv";
    }

    @Override
    public Sent send(InetSocketAddress server, List<String> messages, HeadStart headStart)
            throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setTcpNoDelay(true); // not even this keeps messages apart
            MessageSender<String> sender = paced(new PlainSender(socket));
            for (String message : messages) {
                headStart.beforeSending(message.getBytes(UTF_8).length);
                sender.send(message);
            }
            sender.shutdownOutput();
            headStart.end();
            return new Sent(messages.size(), Refusals.NONE);
        }
    }

    private MessageSender<String> paced(MessageSender<String> sender) {
        if (gap.isZero()) {
            return sender;
        }
        double perSecond = (double) TimeUnit.SECONDS.toNanos(1) / gap.toNanos();
        return Pacing.messagesPerSecond(perSecond).clock(Pauses.EXACT).build().pace(sender);
    }

    @Override
    public Arrival receive(InetSocketAddress local, List<String> messages, Control client)
            throws IOException {
        try (ServerSocket listener = new ServerSocket(local.getPort(), 1, local.getAddress())) {
            listener.setSoTimeout(ACCEPT_MILLIS);
            client.tellReady();
            try (Socket socket = listener.accept()) {
                Received received = new Received();
                Boundaries boundaries = new Boundaries(messages);
                if (late) {
                    awaitArrival(socket.getInputStream(), client.awaitAhead());
                }
                read(socket.getInputStream(), received, boundaries);
                if (!late) {
                    client.awaitAhead(); // it has been told all the same
                }
                return new Arrival(received, boundaries.whole());
            }
        }
    }

    private void read(InputStream in, Received received, Boundaries boundaries) throws IOException {
        byte[] buffer = new byte[bufferSize];
        for (int length; (length = in.read(buffer)) >= 0; ) {
            received.add(buffer, length);
            boundaries.add(length);
            if (length < bufferSize) { // else there is more: what is glued is long enough
                workOnIt();
            }
        }
    }

    private void workOnIt() throws InterruptedIOException {
        try {
            Pauses.EXACT.sleep(work.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    /** What has been written is on its way for a moment, even within one machine. */
    private static void awaitArrival(InputStream in, long bytes) throws IOException {
        long start = System.nanoTime();
        while (in.available() < bytes && System.nanoTime() - start < ARRIVAL_NANOS) {
            Thread.onSpinWait();
        }
    }
}
