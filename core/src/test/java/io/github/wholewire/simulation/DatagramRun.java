/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.simulation;

import io.github.wholewire.CodecException;
import io.github.wholewire.Datagram;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.memory.Faults;
import io.github.wholewire.memory.Memory;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Random datagrams between a connected channel and a bound one, by one seed. */
final class DatagramRun {
    private static final Duration DAY = Duration.ofDays(1);

    private final Script script;
    private final Faults faults;
    private final MessageChannel<Datagram<String>> bound;
    private final MessageChannel<String> connected;

    /** How many copies of each message may still come. */
    private final Map<String, Integer> underWay = new HashMap<>();

    private int copies = 1;
    private long sent;
    private long received;

    private DatagramRun(long seed) {
        script = new Script(seed);
        faults = faults();
        bound = script.network.bind(Script.CODEC, options());
        connected = script.network.connect(bound.localAddress(), Script.CODEC, options());
    }

    /** Runs a seed; returns all that happened. */
    static List<String> of(long seed) throws IOException {
        DatagramRun run = new DatagramRun(seed);
        try {
            run.run();
        } catch (IOException | RuntimeException e) {
            throw run.script.broken(e);
        }
        return run.script.log();
    }

    private Faults faults() {
        Faults plan = Faults.seeded(script.random.nextLong());
        plan = script.chance(0.5) ? plan.lose(share()) : plan;
        if (script.chance(0.5)) {
            plan = plan.duplicate(share());
            copies = 2;
        }
        plan = script.chance(0.5) ? plan.reorder(share()) : plan;
        plan = script.chance(0.5) ? plan.truncate(share()) : plan;
        return script.chance(0.5) ? plan.delay(script.time()) : plan;
    }

    private double share() {
        return script.random.nextDouble() / 2;
    }

    private Memory.Options options() {
        return script.options(faults)
                .capacity(100 + script.random.nextInt(5000))
                .maxFrameLength(Script.MAX)
                .skipBadDatagrams(false)
                .build();
    }

    private void run() throws IOException {
        script.log("" + faults);
        for (int steps = 100; steps > 0; steps--) {
            String message = script.message();
            switch (script.random.nextInt(5)) {
                case 0, 1 -> {
                    offer(message);
                    connected.send(message);
                }
                case 2 -> {
                    offer(message);
                    bound.send(new Datagram<>(message, connected.localAddress()));
                }
                case 3 -> receive(connected, script.time());
                default -> receiveFromClient(script.time());
            }
            script.verify();
        }
        drain();
        script.verify();
    }

    private void offer(String message) {
        script.log("sends " + message);
        sent++;
        underWay.put(message, copies);
    }

    private void receiveFromClient(Duration timeout) throws IOException {
        Datagram<String> datagram = receive(bound, timeout);
        script.check(
                datagram == null || datagram.peer().equals(connected.localAddress()),
                "another sender than the only one: " + datagram);
    }

    /** Returns null if no message came. */
    private <T> T receive(MessageChannel<T> channel, Duration timeout) throws IOException {
        try {
            T arrived = channel.receive(timeout);
            received++;
            checkReceived(arrived instanceof Datagram<?> each ? "" + each.message() : "" + arrived);
            return arrived;
        } catch (ReceiveTimeoutException e) {
            script.log("nothing came");
        } catch (CodecException | FrameTooLongException e) {
            received++;
            script.log("refused " + e.getClass());
        }
        return null;
    }

    /** P1: whole, as sent, and no more often than a plan may repeat it. */
    private void checkReceived(String message) {
        script.log("receives " + message);
        Integer left = underWay.computeIfPresent(message, (key, before) -> before - 1);
        script.check(left != null && left >= 0, "nobody sent " + message + ", or not so often");
    }

    /** Each datagram arrives, is refused or is counted as lost; a plan may add to them. */
    private void drain() throws IOException {
        for (long before = -1; before != received; ) {
            before = received;
            receive(connected, DAY);
            receive(bound, DAY);
        }
        long lost = script.network.lostDatagrams();
        script.check(
                received + lost >= sent && received + lost <= copies * sent,
                sent + " sent, " + received + " received, " + lost + " lost");
    }
}
