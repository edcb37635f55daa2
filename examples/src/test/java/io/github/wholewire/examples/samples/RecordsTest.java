/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.wholewire.Framer;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.memory.Memory;
import io.github.wholewire.struct.Rest;
import io.github.wholewire.struct.StructCodec;
import io.github.wholewire.struct.StructFormat;
import io.github.wholewire.struct.Tag;
import io.github.wholewire.tcp.Tcp;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** README's protocol of records, and that of StructCodec's Javadoc. */
class RecordsTest {
    sealed interface Message {}

    @Tag(1)
    @StructFormat("<8sI")
    record Login(String user, long password) implements Message {}

    @Tag(2)
    @StructFormat("<qIHB")
    record Order(long time, int price, int quantity, Side side) implements Message {}

    @Tag(3)
    @StructFormat("<Hs")
    record Chat(int room, @Rest String text) implements Message {}

    enum Side {
        BUY,
        SELL
    }

    static final Protocol<Message> PROTOCOL = StructCodec.union(Message.class).lengthPrefixed();

    @Test
    void messagesGoBothWaysOverTcp() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress("localhost", 0);
        long time = 1_700_000_000L;
        try (ServerMessageChannel<Message> server = Tcp.listen(anyPort, PROTOCOL)) {
            int port = ((InetSocketAddress) server.localAddress()).getPort();
            try (MessageChannel<Message> channel = Tcp.connect("localhost", port, PROTOCOL)) {
                channel.send(new Login("ada", 1815));
                channel.send(new Order(time, 99, 3, Side.BUY));
                answer(server);

                Chat reply = (Chat) channel.receive();

                assertEquals(new Chat(7, "bought 3 at 99 for ada"), reply);
                assertNull(channel.receive());

                System.out.println(reply.text());
            }
        }
    }

    private static void answer(ServerMessageChannel<Message> server) throws IOException {
        try (MessageChannel<Message> peer = server.accept()) {
            Login login = (Login) peer.receive();
            Order order = (Order) peer.receive();
            peer.send(
                    new Chat(
                            7,
                            "bought %d at %d for %s"
                                    .formatted(order.quantity(), order.price(), login.user())));
        }
    }

    @StructFormat(">HH")
    record Header(int kind, int length) {}

    @StructFormat(">s")
    record Packet(Header header, @Rest byte[] body) {}

    @Test
    void headerHasTheLength() throws IOException {
        Framer packets = StructCodec.of(Header.class).framer("length");
        Protocol<Packet> protocol = Protocol.of(packets, StructCodec.of(Packet.class));

        try (var pair = Memory.pair(protocol)) {
            pair.left().send(new Packet(new Header(1, 0), new byte[] {7, 8}));
            Packet packet = pair.right().receive();
            assertEquals(new Header(1, 2), packet.header());
            assertArrayEquals(new byte[] {7, 8}, packet.body());
        }
    }
}
