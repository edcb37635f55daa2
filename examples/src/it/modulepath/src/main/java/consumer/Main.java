/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package consumer;

import consumer.hidden.Hidden;
import consumer.messages.Messages;
import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.memory.Memory;
import io.github.wholewire.tcp.Tcp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Uses Wholewire from the module path. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());

        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerMessageChannel<String> server = Tcp.listen(anyPort, lines);
                MessageChannel<String> client = Tcp.connect(server.localAddress(), lines);
                MessageChannel<String> peer = server.accept()) {
            client.send("over tcp");
            check("over tcp", peer.receive());
        }

        try (Memory.Pair<String, String> pair = Memory.pair(lines)) {
            pair.left().send("in memory");
            check("in memory", pair.right().receive());
        }

        try (Memory.Pair<Object, Object> pair = Memory.pair(Messages.protocol())) {
            for (Object message : List.of(Messages.login(), Messages.chat())) {
                pair.left().send(message);
                check(message, pair.right().receive());
            }
        }
        check(
                "consumer.hidden.Hidden$Point cannot be reached from module"
                        + " io.github.wholewire.framing: write \"opens consumer.hidden to"
                        + " io.github.wholewire.framing;\" in the module-info of consumer, or give a"
                        + " lookup: StructCodec.builder(Point.class).lookup(MethodHandles.lookup())",
                Hidden.refusal());
        check(7, Hidden.overLookup());

        check("io.github.wholewire", MessageChannel.class.getModule().getName());
        check("io.github.wholewire.framing", Framers.class.getModule().getName());
    }

    private static void check(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + " but got " + actual);
        }
        System.out.println(actual);
    }
}
