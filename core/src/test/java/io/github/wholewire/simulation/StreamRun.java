/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.simulation;

import io.github.wholewire.CodecException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.memory.Faults;
import io.github.wholewire.memory.Memory;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;

/** Random calls on both ends of a connection, checked against a model, by one seed. */
final class StreamRun {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration DAY = Duration.ofDays(1);

    private final Script script;
    private final boolean breaks;
    private final Plan toRight;
    private final Plan toLeft;
    private final End left;
    private final BlockingEnd right;

    /** A plan, and where it ends a stream. */
    private record Plan(Faults faults, long endAt) {}

    private StreamRun(long seed) throws IOException {
        script = new Script(seed);
        breaks = script.chance(0.5);
        toRight = plan();
        toLeft = plan();
        Direction rightwards = new Direction(script, "right", toRight.endAt);
        Direction leftwards = new Direction(script, "left", toLeft.endAt);
        Duration timeout = script.time();
        right = new BlockingEnd(script, "right", leftwards, rightwards, timeout);
        if (script.chance(0.5)) {
            var blocking = new BlockingEnd(script, "left", rightwards, leftwards, timeout);
            left = blocking;
            pair(blocking, timeout);
        } else {
            var served = new ServedEnd(script, "left", rightwards, leftwards, timeout);
            left = served;
            serve(served, timeout);
        }
    }

    /** Runs a seed; returns all that happened. */
    static List<String> of(long seed) throws IOException {
        StreamRun run = new StreamRun(seed);
        try {
            run.run();
        } catch (IOException | RuntimeException e) {
            throw run.script.broken(e);
        }
        return run.script.log();
    }

    private Plan plan() {
        Faults harmless = script.harmless();
        int bytes = script.random.nextInt(3000);
        if (!breaks) {
            return new Plan(harmless, NEVER);
        }
        return switch (script.random.nextInt(5)) {
            case 0 -> new Plan(harmless.reset(bytes), NEVER);
            case 1 -> new Plan(harmless.end(bytes), bytes);
            case 2 -> new Plan(harmless.stall(bytes, script.time()), NEVER);
            case 3 -> new Plan(harmless.neverRead(), NEVER);
            default -> new Plan(harmless, NEVER);
        };
    }

    private Memory.Options options(End end, Plan plan, Duration timeout) {
        return script.options(plan.faults)
                .sendTimeout(timeout)
                .observer(end.observer())
                .serving(ServeOptions.builder().allowHalfOpen(true).waterMarks(500, 1000).build())
                .build();
    }

    private void pair(BlockingEnd blocking, Duration timeout) throws IOException {
        var listener = script.network.listen(Script.PROTOCOL, options(blocking, toRight, timeout));
        right.open(connect(listener.localAddress(), timeout));
        blocking.open(listener.accept());
        listener.close();
    }

    private void serve(ServedEnd served, Duration timeout) throws IOException {
        var server =
                script.network.serve(
                        Script.PROTOCOL, served::open, options(served, toRight, timeout));
        right.open(connect(server.localAddress(), timeout));
        script.network.advance(Duration.ZERO);
        script.check(served.isOpened(), "nobody was served");
    }

    private MessageChannel<String> connect(SocketAddress address, Duration timeout)
            throws IOException {
        return script.network.connect(address, Script.PROTOCOL, options(right, toLeft, timeout));
    }

    private void run() throws IOException {
        script.log("to the right " + toRight + ", to the left " + toLeft);
        for (int steps = 10 + script.random.nextInt(60); steps > 0; steps--) {
            if (script.chance(0.05)) {
                script.network.advance(script.time());
            }
            (script.chance(0.5) ? left : right).step();
            script.verify();
        }
        if (!breaks) {
            drain();
        }
        left.close();
        right.close();
        script.network.advance(DAY);
        left.checkEvents();
        right.checkEvents();
        script.verify();
    }

    /** P2, P8: what was accepted arrives, if nobody gives up and the receiver is there. */
    private void drain() throws IOException {
        script.drains = true;
        if (left instanceof ServedEnd served && !served.closed) {
            served.suspend(false);
        }
        if (left instanceof BlockingEnd blocking) {
            drain(blocking);
        }
        drain(right);
        script.network.advance(DAY);
        if (left instanceof ServedEnd served && !served.closed && !served.lost) {
            script.check(served.in.isDrained(), "left has not been told of all that was sent");
        }
        script.verify();
    }

    private void drain(BlockingEnd end) throws IOException {
        boolean more = end.canReceive() && !end.in.cutShort;
        while (more && !end.in.isDrained()) {
            Object outcome = end.receive(DAY);
            more = outcome instanceof String || outcome == CodecException.class;
            script.check(
                    more || end.in.cutShort || hasReset(),
                    end.name + " misses " + end.in.left() + " messages, but " + outcome);
        }
    }

    /** Somebody aborted, or closed while the other was sending. */
    private boolean hasReset() {
        return left.closed || right.closed;
    }
}
