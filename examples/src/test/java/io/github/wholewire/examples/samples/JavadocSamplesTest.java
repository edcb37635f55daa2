/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.CodecException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.Framer;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.MessageServer;
import io.github.wholewire.Protocol;
import io.github.wholewire.ServeOptions;
import io.github.wholewire.ServerMessageChannel;
import io.github.wholewire.framing.DelimiterFramer;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.framing.LengthPrefixFramer;
import io.github.wholewire.memory.Memory;
import io.github.wholewire.pacing.Pacing;
import io.github.wholewire.struct.Struct;
import io.github.wholewire.tcp.Tcp;
import io.github.wholewire.tcp.TcpOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples in the Javadoc of core and framing; those of more than a few lines are run. */
class JavadocSamplesTest {
    /** Of {@link Protocol}. */
    private static Protocol<String> lines() {
        Protocol<String> lines = Protocol.of(Framers.lines(), Codecs.utf8());
        return lines;
    }

    /** Of {@link MessageChannel}. */
    static void client(Protocol<String> lines) throws IOException {
        try (MessageChannel<String> channel = Tcp.connect("localhost", 7000, lines)) {
            channel.send("hello");
            channel.shutdownOutput();
            for (String reply; (reply = channel.receive()) != null; ) {
                System.out.println(reply);
            }
        }
    }

    /** Of {@link ServerMessageChannel}. */
    static void server(SocketAddress address, Protocol<String> lines, Executor executor)
            throws IOException {
        try (ServerMessageChannel<String> server = Tcp.listen(address, lines)) {
            server.acceptEach(
                    executor,
                    peer -> {
                        for (String line; (line = peer.receive()) != null; ) {
                            peer.send("echo " + line);
                        }
                    });
        }
    }

    /** Of {@link Framer}. */
    record Blocks(int maxFrameLength) implements Framer {
        public FrameDecoder newDecoder() {
            return in -> in.has(4) && in.frame(4, in.getUnsignedInt(0), 0);
        }

        public FrameEncoder newEncoder() {
            return FrameEncoder.header(4, out -> out.setInt(0, out.length() - 4));
        }
    }

    /** Of {@link FrameDecoder} and {@link FrameEncoder}. */
    static final class Lines implements Framer {
        static final FrameDecoder BLOCK_DECODER =
                // a length of four bytes, then the payload
                in -> in.has(4) && in.frame(4, in.getUnsignedInt(0), 0);

        @Override
        public int maxFrameLength() {
            return 1000;
        }

        @Override
        public FrameDecoder newDecoder() {
            return
            // a line that ends with \n
            in -> {
                int end = in.find((byte) '\n');
                return end >= 0 && in.frame(0, end, 1);
            };
        }

        @Override
        public FrameEncoder newEncoder() {
            return
            // a line: refuse what would not come back as sent, then end it
            out -> {
                if (out.find((byte) '\n', 0) >= 0) {
                    throw new CodecException("a line cannot hold a line feed");
                }
                out.put((byte) '\n');
            };
        }
    }

    @Test
    void ofTcp() throws IOException {
        Protocol<String> lines = lines();
        InetSocketAddress anyPort = new InetSocketAddress("localhost", 0);
        try (ServerMessageChannel<String> server = Tcp.listen(anyPort, lines);
                MessageChannel<String> client = Tcp.connect(server.localAddress(), lines);
                MessageChannel<String> peer = server.accept()) {
            client.send("hello");
            assertEquals("hello", peer.receive());
        }
    }

    /** Of {@link MessageServer}, its {@code HandlerFactory} and {@link Tcp}. */
    @Test
    void ofMessageServer() throws IOException {
        Protocol<String> lines = lines();
        InetSocketAddress address = new InetSocketAddress("localhost", 0);
        MessageServer server =
                Tcp.serve(
                        address,
                        lines,
                        connection -> message -> connection.send("echo " + message));

        try (MessageChannel<String> client = Tcp.connect(server.localAddress(), lines)) {
            client.send("hello");
            assertEquals("echo hello", client.receive());
        }

        server.stop(Duration.ofSeconds(10));
        assertEquals(0, server.connections());
    }

    @Test
    void ofServeOptions() {
        ServeOptions patient = ServeOptions.builder().idleTimeout(Duration.ofMinutes(5)).build();

        assertEquals(Duration.ofMinutes(5), patient.idleTimeout());
    }

    @Test
    void ofTcpOptions() {
        TcpOptions patient = TcpOptions.builder().connectTimeout(Duration.ofSeconds(60)).build();

        assertThrows(
                IllegalArgumentException.class,
                () -> Tcp.connect(new InetSocketAddress("localhost", 0), lines(), patient));
    }

    @Test
    void ofMemory() throws IOException {
        Protocol<String> lines = lines();
        try (Memory.Pair<String, String> pair = Memory.pair(lines)) {
            pair.left().send("hello");
            assertEquals("hello", pair.right().receive());
        }
    }

    @Test
    void ofPacing() throws IOException {
        try (var pair = Memory.pair(lines())) {
            MessageChannel<String> channel = pair.left();
            Pacing<Object> pacing = Pacing.messagesPerSecond(100).burst(10).build();
            MessageChannel<String> paced = pacing.pace(channel);

            paced.send("hello");
            assertEquals("hello", pair.right().receive());
        }
    }

    @Test
    void ofStruct() {
        Struct quote = Struct.of("<IHh10s?");
        byte[] payload = quote.pack(7, 80, -1, "ACME".getBytes(US_ASCII), true);

        Object[] values = quote.unpack(payload);
        long id = (long) values[0];
        int port = (int) values[1];

        assertEquals(7, id);
        assertEquals(80, port);
        assertEquals("ACME\0\0\0\0\0\0", new String((byte[]) values[3], US_ASCII));
    }

    /** The rest of it. */
    static void sendStruct(Struct quote, Object[] values) throws IOException {
        var channel = Tcp.connect("localhost", 7000, quote.protocol());
        channel.send(values);
    }

    @Test
    void ofEncoderAndDecoder(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("lines");
        Protocol<String> lines = lines();
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            MessageEncoder<String> encoder = lines.newEncoder();
            encoder.encode("hello");
            encoder.encode("world");
            file.write(encoder.pending());
        }
        assertEquals("hello\nworld\n", Files.readString(path));

        PrintStream realOut = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try (FileChannel file = FileChannel.open(path)) {
            MessageDecoder<String> decoder = lines.newDecoder();
            for (boolean ended = false; !ended; ) {
                ended = file.read(decoder.space()) < 0;
                if (ended) {
                    decoder.end();
                }
                for (String line; (line = decoder.pull()) != null; ) {
                    System.out.println(line);
                }
            }
        } finally {
            System.setOut(realOut);
        }
        assertEquals(List.of("hello", "world"), printed.toString(UTF_8).lines().toList());
    }

    @Test
    void framersRoundTrip() throws IOException {
        Framer records =
                DelimiterFramer.builder().delimiter((byte) 0x1E).maxFrameLength(4096).build();
        Framer blocks =
                LengthPrefixFramer.builder().lengthFieldLength(2).maxFrameLength(1500).build();

        Framer safe = Framers.checksummed(Framers.u32(), CRC32C::new);
        Framer modbus =
                Framers.header(
                        6,
                        260,
                        header -> 6 + header.getShort(4),
                        (header, length) -> header.putShort(4, (short) (length - 6)));

        assertEquals(260, modbus.maxFrameLength());
        roundTrip(safe);
        roundTrip(records);
        roundTrip(blocks);
        roundTrip(new Blocks(1000));
        roundTrip(new Lines());
        assertTrue(Lines.BLOCK_DECODER != null);
    }

    private static void roundTrip(Framer framer) throws IOException {
        Protocol<String> protocol = Protocol.of(framer, Codecs.utf8());
        try (var pair = Memory.pair(protocol)) {
            pair.left().send("hello");
            pair.left().send("");
            assertEquals("hello", pair.right().receive());
            assertEquals("", pair.right().receive());
        }
    }
}
