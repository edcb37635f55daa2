/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package consumer.hidden;

import io.github.wholewire.struct.StructCodec;
import io.github.wholewire.struct.StructFormat;
import java.lang.invoke.MethodHandles;

/** A record in a package that is not open. */
public final class Hidden {
    private Hidden() {}

    @StructFormat("<I")
    private record Point(int value) {}

    public static String refusal() {
        try {
            return "not refused: " + StructCodec.of(Point.class);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** With a lookup of its own module it needs not be open. */
    public static Object overLookup() {
        StructCodec<Point> codec =
                StructCodec.builder(Point.class).lookup(MethodHandles.lookup()).build();
        return codec.unpack(codec.pack(new Point(7))).value();
    }
}
