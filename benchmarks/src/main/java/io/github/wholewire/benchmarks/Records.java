/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import io.github.wholewire.struct.StructFormat;
import io.github.wholewire.struct.Tag;
import java.util.Random;

/** The records that {@link RecordBenchmark} moves. */
final class Records {
    private Records() {}

    static Five five(Random r) {
        return new Five(r.nextLong(), r.nextInt(), r.nextInt(1 << 16), r.nextDouble(), text(r, 8));
    }

    static Twenty twenty(Random r) {
        return new Twenty(
                r.nextLong(),
                r.nextInt(),
                r.nextInt(),
                (short) r.nextInt(),
                r.nextInt(1 << 16),
                (byte) r.nextInt(),
                r.nextInt(1 << 8),
                r.nextBoolean(),
                r.nextDouble(),
                r.nextFloat(),
                r.nextLong(),
                r.nextInt(),
                r.nextInt(),
                (short) r.nextInt(),
                r.nextInt(1 << 16),
                r.nextInt(1 << 8),
                r.nextBoolean(),
                r.nextDouble(),
                text(r, 8),
                text(r, 16));
    }

    static Message message(Random r) {
        return switch (r.nextInt(6)) {
            case 0 -> new Login(r.nextLong(), r.nextInt(), r.nextInt(1 << 16));
            case 1 -> new Logout(r.nextLong(), r.nextInt());
            case 2 -> new Quote(r.nextLong(), r.nextInt(), r.nextInt(), r.nextDouble());
            case 3 -> new Order(r.nextLong(), r.nextInt(), r.nextInt(), r.nextInt(), r.nextLong());
            case 4 -> new Cancel(r.nextLong(), r.nextInt());
            default -> new Beat(r.nextLong());
        };
    }

    /** Half as many letters as there is room for, or more. */
    private static String text(Random random, int room) {
        int length = room - random.nextInt(room / 2 + 1);
        return random.ints(length, 'A', 'Z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

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
