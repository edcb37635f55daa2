/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.pacing;

import static io.github.wholewire.contract.Eventually.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wholewire.Codecs;
import io.github.wholewire.Datagram;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.SendTimeoutException;
import io.github.wholewire.udp.Udp;
import io.github.wholewire.udp.UdpChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datagrams keep to a rate as messages of a stream do. */
class PacedDatagramsTest {
    private final FakeClock clock = new FakeClock();
    private UdpChannel<String> receiver;

    @BeforeEach
    void bind() throws IOException {
        receiver = bindAnyPort();
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
    }

    private static UdpChannel<String> bindAnyPort() throws IOException {
        return Udp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Codecs.utf8());
    }

    private String receive() throws IOException {
        return receiver.receive(PATIENCE).message();
    }

    @Test
    void pacesAConnectedChannel() throws IOException {
        Pacing<Object> pacing = Pacing.messagesPerSecond(10).burst(2).clock(clock).build();
        List<Long> times = new ArrayList<>();
        try (MessageChannel<String> paced =
                pacing.pace(Udp.connect(receiver.localAddress(), Codecs.utf8()))) {
            for (int i = 0; i < 4; i++) {
                paced.send("m" + i);
                times.add(clock.millis());
                assertEquals("m" + i, receive());
            }
        }
        assertEquals(List.of(0L, 0L, 100L, 200L), times);
    }

    @Test
    void pacesABoundChannelByTheBytesOfItsDatagrams() throws IOException {
        Pacing<Datagram<String>> pacing =
                Pacing.<Datagram<String>>bytesPerSecond(1000, each -> each.message().length())
                        .burst(100)
                        .timeout(Duration.ofMillis(50))
                        .clock(clock)
                        .build();
        try (MessageChannel<Datagram<String>> paced = pacing.pace(bindAnyPort())) {
            paced.send(toReceiver("x".repeat(80)));
            paced.send(toReceiver("y".repeat(40)));
            assertEquals(20, clock.millis());
            assertThrows(SendTimeoutException.class, () -> paced.send(toReceiver("z".repeat(51))));
            paced.send(toReceiver("last"));
            assertEquals(24, clock.millis());
        }
        assertEquals("x".repeat(80), receive());
        assertEquals("y".repeat(40), receive());
        assertEquals("last", receive());
    }

    private Datagram<String> toReceiver(String text) {
        return new Datagram<>(text, receiver.localAddress());
    }
}
