/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several threads may use one channel. */
abstract class ConcurrencyContract extends ContractBase {
    private static final int THREADS = 4;
    private static final int MESSAGES = 250;

    @StreamsOnly(StreamsOnly.OVERFLOW)
    @ParameterizedTest
    @EnumSource
    void neverInterleavesFramesOfConcurrentSenders(Threads threads) throws Exception {
        var link = connect();
        List<Call<Void>> sending = new ArrayList<>();
        for (int sender = 0; sender < THREADS; sender++) {
            int self = sender;
            sending.add(
                    perform(
                            threads,
                            () -> {
                                for (int i = 0; i < MESSAGES; i++) {
                                    link.left().send(message(self, i));
                                }
                            }));
        }
        int[] next = new int[THREADS];
        for (int i = 0; i < THREADS * MESSAGES; i++) {
            String received = link.right().receive(LONG);
            int sender = Integer.parseInt(received.substring(0, received.indexOf(' ')));
            assertEquals(message(sender, next[sender]++), received);
        }
        for (Call<Void> each : sending) {
            each.result();
        }
    }

    /** Of a length that differs from one to the next. */
    private static String message(int sender, int number) {
        int length = new Random(sender * 31L + number).nextInt(3000);
        return sender + " " + number + " " + "x".repeat(length);
    }

    @StreamsOnly(StreamsOnly.OVERFLOW)
    @ParameterizedTest
    @EnumSource
    void letsNobodyInBetweenWhenItSendsAll(Threads threads) throws Exception {
        int batches = 4;
        var link = connect();
        List<Call<Void>> sending = new ArrayList<>();
        for (int sender = 0; sender < THREADS; sender++) {
            int self = sender;
            List<String> batch =
                    IntStream.range(0, MESSAGES).mapToObj(i -> message(self, i)).toList();
            sending.add(
                    perform(
                            threads,
                            () -> {
                                for (int i = 0; i < batches; i++) {
                                    link.left().sendAll(batch);
                                }
                            }));
        }
        for (int i = 0; i < batches * THREADS; i++) {
            String first = link.right().receive(LONG);
            int sender = Integer.parseInt(first.substring(0, first.indexOf(' ')));
            assertEquals(message(sender, 0), first);
            for (int number = 1; number < MESSAGES; number++) {
                assertEquals(message(sender, number), link.right().receive(LONG));
            }
        }
        for (Call<Void> each : sending) {
            each.result();
        }
    }

    @StreamsOnly(StreamsOnly.NO_END)
    @ParameterizedTest
    @EnumSource
    void givesEachMessageToOneOfSeveralReceivers(Threads threads) throws Exception {
        var link = connect();
        List<Call<List<String>>> receiving = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            boolean timed = i % 2 == 0;
            receiving.add(
                    start(
                            threads,
                            () -> {
                                List<String> mine = new ArrayList<>();
                                String message;
                                while ((message =
                                                timed
                                                        ? link.left().receive(LONG)
                                                        : link.left().receive())
                                        != null) {
                                    mine.add(message);
                                }
                                return mine;
                            }));
        }
        List<String> sent =
                IntStream.range(0, MESSAGES * THREADS).mapToObj(i -> message(0, i)).toList();
        for (String each : sent) {
            link.right().send(each);
        }
        link.right().close();
        List<String> received = new ArrayList<>();
        for (Call<List<String>> each : receiving) {
            List<String> mine = each.result();
            assertTrue(isInOrder(mine, sent), "one receiver's messages are in order");
            received.addAll(mine);
        }
        assertEquals(sent.stream().sorted().toList(), received.stream().sorted().toList());
        assertNull(link.left().receive());
    }

    private static boolean isInOrder(List<String> some, List<String> all) {
        int from = 0;
        for (String each : some) {
            int at = all.subList(from, all.size()).indexOf(each);
            if (at < 0) {
                return false;
            }
            from += at + 1;
        }
        return true;
    }
}
