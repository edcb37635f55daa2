/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.simulation;

import io.github.wholewire.Codec;
import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.LengthPrefixed;
import io.github.wholewire.memory.Faults;
import io.github.wholewire.memory.Memory;
import io.github.wholewire.memory.MemoryNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What one seed makes of a simulation: its chances, its network, what its ends speak, and a log of
 * all that was done and came of it. A failed check is kept until the run looks, since a handler may
 * not throw it.
 */
final class Script {
    /** Payload bytes. */
    static final int MAX = 300;

    private static final int HEADER = 4;
    private static final String BAD = "bad";
    private static final Codec<String> TEXT = Codecs.utf8();

    /** Refuses to decode some of what it encodes. */
    static final Codec<String> CODEC =
            Codec.of(
                    TEXT::encode,
                    payload -> {
                        String text = TEXT.decode(payload);
                        if (isBad(text)) {
                            throw new CodecException("no message: " + text);
                        }
                        return text;
                    });

    static final Protocol<String> PROTOCOL = Protocol.of(new LengthPrefixed(MAX), CODEC);

    final Random random;
    final MemoryNetwork network = MemoryNetwork.oneThread();

    /** Nobody sends any more. */
    boolean drains;

    private final long seed;
    private final List<String> log = new ArrayList<>();
    private AssertionError failure;
    private int messages;

    Script(long seed) {
        this.seed = seed;
        random = new Random(seed);
    }

    static boolean isBad(String message) {
        return message.startsWith(BAD);
    }

    static int frameLength(String message) {
        return HEADER + message.length();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Returns a message unlike all others; some cannot be decoded. */
    String message() {
        return (chance(0.05) ? BAD : "") + messages++ + "-" + "x".repeat(random.nextInt(250));
    }

    Duration time() {
        return Duration.ofNanos(1 + random.nextInt(2_000_000_000));
    }

    /** A plan that loses nothing. */
    Faults harmless() {
        Faults faults = Faults.seeded(random.nextLong());
        faults = chance(0.5) ? faults.cut(1 + random.nextInt(200)) : faults;
        faults = chance(0.3) ? faults.glue(time()) : faults;
        return chance(0.3) ? faults.delay(time()) : faults;
    }

    /** Returns how an end behaves whose plan is given. */
    Memory.Builder options(Faults faults) {
        return Memory.Options.builder()
                .capacity(1 + random.nextInt(1500))
                .faults(faults)
                .sendTimeout(time().multipliedBy(4))
                .closeTimeout(time());
    }

    void log(String line) {
        log.add(network.time() + " " + line);
    }

    List<String> log() {
        return log;
    }

    /** Requires something; also of a handler. */
    void check(boolean holds, String promise) {
        if (!holds && failure == null) {
            failure = new AssertionError(promise);
            log("BROKEN: " + promise);
        }
    }

    /** Throws what has been found so far. */
    void verify() {
        if (failure != null) {
            throw broken(failure);
        }
    }

    /** Says how to repeat what went wrong, and what was done before. */
    AssertionError broken(Throwable cause) {
        String lines = String.join("\n", log).replaceAll("x{3,}", "x...");
        return new AssertionError(
                "seed="
                        + seed
                        + " breaks a promise: "
                        + cause.getMessage()
                        + "; repeat it by -Dwholewire.simulation.seed="
                        + seed
                        + "\n"
                        + lines,
                cause);
    }
}
