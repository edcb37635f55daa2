/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.memory;

import io.github.wholewire.internal.stream.StreamOptions;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What goes wrong on the way: a plan for what one end of a {@link MemoryNetwork} sends, given to it
 * by {@link Memory.Builder#faults}.
 *
 * <pre>{@code
 * Faults bumpy = Faults.seeded(42).cut(3).delay(Duration.ofMillis(20));
 * }</pre>
 *
 * <p>Chance comes from the seed and the number of the connection in its network, so that the same
 * calls give the same bytes at the same times. The seed stands in the addresses of the ends that
 * have a plan, and so in the messages of exceptions and in the log: what failed can be repeated.
 *
 * <p>{@link #cut}, {@link #glue} and {@link #delay} lose nothing: a stream must not notice. The
 * others break a stream after a number of bytes, or hit a share of datagrams. Times go by the
 * network's clock.
 *
 * <p>Immutable and thread-safe; each method returns another plan.
 */
public final class Faults {
    private static final Faults NONE = new Faults(new FaultSettings());

    final FaultSettings settings;

    private Faults(FaultSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns a plan in which nothing goes wrong, with seed 0.
     *
     * @return it
     */
    public static Faults none() {
        return NONE;
    }

    /**
     * Returns a plan in which nothing goes wrong yet.
     *
     * @param seed any number: another one gives other chances
     * @return it
     */
    public static Faults seeded(long seed) {
        return NONE.with(settings -> settings.seed = seed);
    }

    // Streams.

    /**
     * Cuts a stream into pieces: no read brings more than one. With 1, every message is cut at
     * every byte.
     *
     * @param maxBytes how long a piece is at most, by chance; 1 or more
     * @return another plan
     * @throws IllegalArgumentException if it is less than 1
     */
    public Faults cut(int maxBytes) {
        requireAtLeast(1, maxBytes, "maxBytes");
        return with(settings -> settings.maxPiece = maxBytes);
    }

    /**
     * Glues messages together: what is sent within such a time arrives at its end, all at once.
     *
     * @param window how long; above zero
     * @return another plan
     * @throws IllegalArgumentException if it is zero, negative or unlimited
     */
    public Faults glue(Duration window) {
        long nanos = requireLimited(window, "window");
        return with(settings -> settings.window = nanos);
    }

    /**
     * Stops a stream for a while: what is sent behind so many bytes arrives that much later.
     *
     * @param afterBytes how many still arrive in time; zero or more
     * @param time how long from when the next one is sent; above zero
     * @return another plan
     * @throws IllegalArgumentException if one of them is out of range
     */
    public Faults stall(long afterBytes, Duration time) {
        requireAtLeast(0, afterBytes, "afterBytes");
        long nanos = StreamOptions.nanos(StreamOptions.requireAboveZero(time, "time"));
        return with(settings -> {
            settings.stallAt = afterBytes;
            settings.stallTime = nanos;
        });
    }

    /**
     * Makes the peer one that never reads: a sender waits as soon as the stream's capacity is full.
     *
     * @return another plan
     */
    public Faults neverRead() {
        return stall(0, StreamOptions.OFF);
    }

    /**
     * Resets the connection, for both ends, as soon as so many bytes have been sent. Those still
     * arrive.
     *
     * @param afterBytes how many; zero resets it at the first send
     * @return another plan
     * @throws IllegalArgumentException if it is negative
     */
    public Faults reset(long afterBytes) {
        requireAtLeast(0, afterBytes, "afterBytes");
        return with(settings -> settings.resetAt = afterBytes);
    }

    /**
     * Ends a stream after so many bytes, maybe inside a frame: the receiver sees its end there. The
     * sender is not told, and what it sends behind that is lost.
     *
     * @param afterBytes how many; zero ends it at the first send
     * @return another plan
     * @throws IllegalArgumentException if it is negative
     */
    public Faults end(long afterBytes) {
        requireAtLeast(0, afterBytes, "afterBytes");
        return with(settings -> settings.endAt = afterBytes);
    }

    // Both.

    /**
     * Delays each piece of a stream, whose order stays, and each datagram, whose order may not.
     *
     * @param max how long at most, by chance; above zero
     * @return another plan
     * @throws IllegalArgumentException if it is zero, negative or unlimited
     */
    public Faults delay(Duration max) {
        long nanos = requireLimited(max, "max");
        return with(settings -> settings.maxDelay = nanos);
    }

    // Datagrams.

    /**
     * Loses datagrams.
     *
     * @param share how many of them: 0 to 1
     * @return another plan
     * @throws IllegalArgumentException if it is out of range
     */
    public Faults lose(double share) {
        requireShare(share);
        return with(settings -> settings.lost = share);
    }

    /**
     * Delivers datagrams twice.
     *
     * @param share how many of them: 0 to 1
     * @return another plan
     * @throws IllegalArgumentException if it is out of range
     */
    public Faults duplicate(double share) {
        requireShare(share);
        return with(settings -> settings.duplicated = share);
    }

    /**
     * Holds datagrams back for a millisecond, so that later ones overtake them.
     *
     * @param share how many of them: 0 to 1
     * @return another plan
     * @throws IllegalArgumentException if it is out of range
     */
    public Faults reorder(double share) {
        requireShare(share);
        return with(settings -> settings.reordered = share);
    }

    /**
     * Cuts datagrams as a system does whose buffer is too short. The receiver's channel notices and
     * refuses them with a {@link io.github.wholewire.FrameTooLongException}, whatever their length.
     *
     * @param share how many of them: 0 to 1
     * @return another plan
     * @throws IllegalArgumentException if it is out of range
     */
    public Faults truncate(double share) {
        requireShare(share);
        return with(settings -> settings.truncated = share);
    }

    private Faults with(Consumer<FaultSettings> change) {
        FaultSettings next = new FaultSettings(settings);
        change.accept(next);
        return new Faults(next);
    }

    private static long requireLimited(Duration time, String name) {
        return StreamOptions.nanos(
                StreamOptions.requireLimited(StreamOptions.requireAboveZero(time, name), name));
    }

    private static void requireAtLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + "=" + value + ": use " + least + " or more");
        }
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) { // NaN is neither
            throw new IllegalArgumentException("share=" + share + ": use 0 to 1");
        }
    }

    /** Names the seed and what goes wrong. */
    @Override
    public String toString() {
        return settings.toString();
    }
}
