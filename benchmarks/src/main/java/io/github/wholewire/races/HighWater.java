/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageServer;
import io.github.wholewire.ReceiveTimeoutException;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.memory.Memory;
import io.github.wholewire.memory.MemoryNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A thread sends to a served connection that is full again and again, while its loop writes what is
 * pending and its peer reads: whatever was taken arrives, and nobody waits for ever.
 */
@JCStressTest
@State
@Outcome(id = "6, 6", expect = ACCEPTABLE, desc = "what was taken arrives")
public class HighWater {
    private static final int MESSAGES = 6;
    private static final BlockingQueue<MessageConnection<String>> OPENED =
            new LinkedBlockingQueue<>();
    private static final MemoryNetwork NETWORK = MemoryNetwork.realTime();
    private static final MessageServer SERVER = serve();

    private final MessageChannel<String> client;
    private final MessageConnection<String> connection;

    /** Connects; the states of a test are made one after the other. */
    public HighWater() {
        synchronized (OPENED) {
            try {
                client = NETWORK.connect(SERVER.localAddress(), Race.PROTOCOL);
                connection = OPENED.take();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static MessageServer serve() {
        ServeOptions serving =
                ServeOptions.builder().loops(1).waterMarks(4, 8).maxConnections(1_000_000).build();
        Memory.Options options = Memory.Options.builder().capacity(8).serving(serving).build();
        try {
            return closedWithJvm(
                    NETWORK.serve(
                            Race.PROTOCOL,
                            opened -> {
                                OPENED.add(opened);
                                return message -> {};
                            },
                            options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's thread would keep the JVM alive after the main one has ended. */
    private static MessageServer closedWithJvm(MessageServer server) {
        Thread closing =
                new Thread(() -> {
                    try (server) {
                        for (Thread each : Thread.getAllStackTraces().keySet()) {
                            if (each.getName().equals("main")) {
                                each.join();
                            }
                        }
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        closing.setDaemon(true);
        closing.start();
        return server;
    }

    @Actor
    public void send(LL_Result result) {
        int taken = 0;
        while (taken < MESSAGES && Race.send(connection, "aaaa").equals("sent")) {
            taken++;
        }
        result.r1 = taken;
    }

    @Actor
    public void receive(LL_Result result) {
        int arrived = 0;
        try {
            while (arrived < MESSAGES && client.receive(Duration.ofSeconds(5)) != null) {
                arrived++;
            }
        } catch (ReceiveTimeoutException e) {
            // what is missing tells
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        result.r2 = arrived;
    }

    @Arbiter
    public void end(LL_Result result) {
        client.abort();
        connection.abort();
    }
}
