/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.struct.StructFormat;
import io.github.wholewire.struct.Tag;

/** The records that {@link RecordBenchmark} moves. */
final class Records {
    static final Five FIVE = new Five(1_700_000_000_123L, 4711, 42_000, 99.25, "ACME");

    static final Twenty TWENTY =
            new Twenty(
                    1,
                    -2,
                    3,
                    (short) -4,
                    5,
                    (byte) -6,
                    7,
                    true,
                    8.5,
                    9.5f,
                    10,
                    -11,
                    12,
                    (short) -13,
                    14,
                    15,
                    false,
                    16.5,
                    "EIGHTEEN",
                    "nineteen");

    /** One of each kind. */
    static final Message[] MESSAGES = {
        new Login(1, 2, 3),
        new Logout(4, 5),
        new Quote(6, 7, 8, 9.5),
        new Order(10, 11, 12, 13, 14),
        new Cancel(15, 16),
        new Beat(17)
    };

    private Records() {}

    @StructFormat("<qIHd8s")
    record Five(long time, int price, int quantity, double rate, String symbol) {}

    @StructFormat("<qiIhHbB?dfqiIhHB?d8s16s")
    record Twenty(
            long a,
            int b,
            int c,
            short d,
            int e,
            byte f,
            int g,
            boolean h,
            double i,
            float j,
            long k,
            int l,
            int m,
            short n,
            int o,
            int p,
            boolean q,
            double r,
            String s,
            String t) {}

    sealed interface Message {}

    @Tag(1)
    @StructFormat("<qIH")
    record Login(long time, int user, int version) implements Message {}

    @Tag(2)
    @StructFormat("<qI")
    record Logout(long time, int user) implements Message {}

    @Tag(3)
    @StructFormat("<qIid")
    record Quote(long time, int id, int size, double price) implements Message {}

    @Tag(4)
    @StructFormat("<qIiiq")
    record Order(long time, int id, int size, int side, long account) implements Message {}

    @Tag(5)
    @StructFormat("<qI")
    record Cancel(long time, int id) implements Message {}

    @Tag(6)
    @StructFormat("<q")
    record Beat(long time) implements Message {}
}
