/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    /** Something to look at that does as told. */
    private record Watched(Runnable look) implements Watchdog.Watched {
        @Override
        public long tickNanos() {
            return Watchdog.FINEST_TICK;
        }

        @Override
        public boolean look(long now) {
            look.run();
            return false;
        }
    }

    @Test
    void goesOnWhateverALookThrows() throws Exception {
        for (Watchdog watchdog : new Watchdog[] {Watchdog.DEADLINES, Watchdog.CLOSES}) {
            watchdog.watch(
                    new Watched(() -> {
                        throw new AssertionError("provoked by a test");
                    }));
            watchdog.watch(
                    new Watched(() -> {
                        throw new IllegalStateException("provoked by a test");
                    }));
            for (int i = 0; i < 3; i++) {
                var looked = new CountDownLatch(1);
                watchdog.watch(new Watched(looked::countDown));
                assertTrue(looked.await(20, TimeUnit.SECONDS));
            }
        }
    }
}
