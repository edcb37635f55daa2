/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageSender;
import io.github.wholewire.struct.Struct;
import io.github.wholewire.tcp.Tcp;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our clients with servers that are a few lines of Python: {@code socket} and {@code struct}. */
@Tag("interop")
@Timeout(120)
class PythonServerTest {
    /** Accepts one connection, {@code peer}, and says where. */
    private static final String LISTEN =
            """
            import socket, struct, sys
            listener = socket.create_server(("127.0.0.1", 0))
            print(listener.getsockname()[1], flush=True)
            peer = listener.accept()[0]
            peer.settimeout(30)
            """;

    @Test
    void plainSendsArriveGlued() throws Exception {
        String glue =
                """
                sys.stdin.readline()
                while len(peer.recv(100, socket.MSG_PEEK)) < 11:
                    pass # under way
                print(peer.recv(100))
                """;
        try (Peer server = python(glue);
                Socket socket = new Socket("127.0.0.1", port(server))) {
            MessageSender<String> plain = new PlainSender(socket);
            plain.send("one");
            plain.send("two");
            plain.send("three");

            server.type("all is sent\n");

            assertEquals("b'onetwothree'", server.line());
        }
    }

    @Test
    void linesArriveAsLinesAndComeBack() throws Exception {
        String echo =
                """
                with peer.makefile("rwb") as stream:
                    for line in stream:
                        print(line, flush=True)
                        stream.write(line)
                        stream.flush()
                """;
        try (Peer server = python(echo)) {
            assertEquals(
                    "one\n\nz\u00fcrich\n",
                    echoed(port(server), "lines", "one", "", "z\u00fcrich"));
            assertEquals("b'one\\n'\nb'\\n'\nb'z\\xc3\\xbcrich\\n'\n", server.end());
        }
    }

    @Test
    void lengthPrefixIsThatOfStructPack() throws Exception {
        String echo =
                """
                stream = peer.makefile("rb")
                while header := stream.read(4):
                    (length,) = struct.unpack(">I", header)
                    payload = stream.read(length)
                    print(length, payload, flush=True)
                    peer.sendall(struct.pack(">I", length)) # the payload comes by itself
                    peer.sendall(payload)
                """;
        try (Peer server = python(echo)) {
            assertEquals("a\nb\n\nc\n", echoed(port(server), "u32", "a\nb", "", "c"));
            assertEquals("3 b'a\\nb'\n0 b''\n1 b'c'\n", server.end());
        }
    }

    @Test
    void structsAreThoseOfPython() throws Exception {
        String twice =
                """
                format = struct.Struct("<IHh10s?")
                stream = peer.makefile("rb")
                while record := stream.read(format.size):
                    number, port, change, name, flag = format.unpack(record)
                    print(number, port, change, name, flag, flush=True)
                    peer.sendall(format.pack(number - 1, port, -change, name.upper(), not flag))
                """;
        Struct quote = Struct.of("<IHh10s?");
        try (Peer server = python(twice);
                MessageChannel<Object[]> channel =
                        Tcp.connect("127.0.0.1", port(server), quote.protocol())) {
            channel.send(new Object[] {4_294_967_295L, 80, -5, "acme".getBytes(US_ASCII), true});
            channel.send(new Object[] {1, 65_535, 32_767, new byte[10], false});
            channel.shutdownOutput();

            Object[] first = {4_294_967_294L, 80, 5, name("ACME"), false};
            Object[] second = {0L, 65_535, -32_767, name(""), true};
            assertArrayEquals(first, channel.receive());
            assertArrayEquals(second, channel.receive());
            assertNull(channel.receive());
            assertEquals(
                    """
                    4294967295 80 -5 b'acme\\x00\\x00\\x00\\x00\\x00\\x00' True
                    1 65535 32767 b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00' False
                    """,
                    server.end());
        }
    }

    @Test
    void recordsOfTheDemoAreStructs() throws Exception {
        String read =
                """
                stream = peer.makefile("rb")
                while record := stream.read(64):
                    length, text = struct.unpack("<H62s", record)
                    print(length, text[:length].decode())
                """;
        try (Peer server = python(read);
                MessageChannel<String> channel =
                        Tcp.connect("127.0.0.1", port(server), TextRecord.PROTOCOL)) {
            channel.send("login ada");
            channel.send("");
            channel.shutdownOutput();

            assertEquals("9 login ada\n0 \n", server.end());
        }
    }

    private static Peer python(String serve) throws Exception {
        return Peer.start(Tools.python(), "-c", LISTEN + serve);
    }

    private static int port(Peer server) throws InterruptedException {
        return Integer.parseInt(server.line());
    }

    private static String echoed(int port, String frame, String... messages) {
        List<String> args = new ArrayList<>();
        args.addAll(List.of("--host", "127.0.0.1", "--port", "" + port, "--frame", frame));
        for (String message : messages) {
            args.addAll(List.of("--message", message));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                EchoClient.run(
                        args,
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8));
        assertEquals(0, status, () -> err.toString(UTF_8));
        return out.toString(UTF_8);
    }

    private static byte[] name(String text) {
        return Arrays.copyOf(text.getBytes(US_ASCII), 10);
    }
}
