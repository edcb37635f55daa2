/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static io.github.wholewire.contract.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.wholewire.Codecs;
import io.github.wholewire.Protocol;
import io.github.wholewire.contract.LengthPrefixed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the fault tests share. Their sizes are those of every build; {@code -Dwholewire.faults=50}
 * multiplies them.
 */
final class Faults {
    static final Protocol<byte[]> BYTES =
            Protocol.of(new LengthPrefixed(4 * 1024 * 1024), Codecs.bytes());

    static final Protocol<byte[]> LONG_BYTES =
            Protocol.of(new LengthPrefixed(64 * 1024 * 1024), Codecs.bytes());

    private Faults() {}

    static int size(int everyBuild) {
        return everyBuild * Integer.getInteger("wholewire.faults", 1);
    }

    /** Makes a message that tells its number, and whether it is whole. */
    static byte[] message(int number, int length) {
        ByteBuffer message = ByteBuffer.allocate(4 + length).putInt(number);
        while (message.hasRemaining()) {
            message.put((byte) (number + message.position()));
        }
        return message.array();
    }

    /** Returns the number of a message, which must be whole. */
    static int numberOf(byte[] message) {
        int number = ByteBuffer.wrap(message).getInt();
        for (int i = 4; i < message.length; i++) {
            if (message[i] != (byte) (number + i)) {
                assertEquals((byte) (number + i), message[i], "byte " + i + " of " + number);
            }
        }
        return number;
    }

    /** What a process holds. */
    record Holdings(long descriptors, int threads) {
        /** Counts what this process holds, on Linux. */
        static Holdings now() {
            try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
                return new Holdings(descriptors.count(), Thread.getAllStackTraces().size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits until this process holds no more than this. */
        void awaitAgain() {
            eventually(
                    () ->
                            now()
                                    + " instead of "
                                    + this
                                    + ": "
                                    + Thread.getAllStackTraces().keySet(),
                    () -> {
                        Holdings now = now();
                        return now.descriptors <= descriptors && now.threads <= threads;
                    });
        }
    }
}
