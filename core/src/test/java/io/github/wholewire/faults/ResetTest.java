/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.faults;

import static io.github.wholewire.contract.Eventually.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.wholewire.PeerClosedException;
import io.github.wholewire.contract.Settings;
import io.github.wholewire.contract.Threads;
import io.github.wholewire.tcp.TcpNetwork;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel tells a reset to one call only: to another it looks like an end. */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ResetTest {
    private static final int TRIALS = Faults.size(2000);

    @ParameterizedTest
    @EnumSource
    void isNoEndThoughASenderLearnsOfItFirst(Threads threads) throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            var link = TcpNetwork.IPV4.connect(Faults.BYTES, Faults.BYTES, Settings.PATIENT);
            var started = new CountDownLatch(1);
            var sending =
                    threads.run(() -> {
                        for (int i = 0; ; i++) {
                            link.left().send(Faults.message(i, 10));
                            started.countDown();
                        }
                    });
            var receiving = threads.call(() -> link.left().receive(PATIENCE));
            started.await();
            link.right().abort();
            sending.failure(PeerClosedException.class);
            receiving.failure(PeerClosedException.class);
            assertThrowsExactly(PeerClosedException.class, link.left()::receive);
            link.abort();
        }
    }
}
