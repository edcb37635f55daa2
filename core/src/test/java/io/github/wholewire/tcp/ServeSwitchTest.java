/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.wholewire.ChannelClosedException;
import io.github.wholewire.Codecs;
import io.github.wholewire.FrameDecoder;
import io.github.wholewire.FrameEncoder;
import io.github.wholewire.FrameInput;
import io.github.wholewire.Framer;
import io.github.wholewire.FramingException;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.Protocol;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection that goes on in another protocol between two messages. */
class ServeSwitchTest extends Serving {
    /** Lines until "switch", then messages with their length in front, then lines again. */
    private static void serveBoth(MessageConnection<String> connection, String line)
            throws Exception {
        connection.send("line " + line);
        if (line.equals("switch")) {
            connection.switchTo(
                    TEXT,
                    next -> {
                        next.send("welcome");
                        return message -> {
                            next.send("text " + message);
                            if (message.equals("back")) {
                                next.switchTo(LINES, again -> each -> serveBoth(again, each));
                            }
                        };
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void goesOnWithTheBytesBehindTheLastMessage(int chunk) throws Exception {
        var server = serve(LINES, connection -> line -> serveBoth(connection, line));
        var stream = new ByteArrayOutputStream();
        stream.writeBytes("one\nswitch\n".getBytes(UTF_8));
        stream.writeBytes(new byte[] {0, 0, 0, 1, 'a', 0, 0, 0, 4, 'b', 'a', 'c', 'k'});
        stream.writeBytes("two\n".getBytes(UTF_8));
        try (var peer = connectPlainly(server)) {
            peer.setTcpNoDelay(true);
            byte[] bytes = stream.toByteArray();
            for (int at = 0; at < bytes.length; at += chunk) {
                peer.getOutputStream().write(bytes, at, Math.min(chunk, bytes.length - at));
            }
            peer.shutdownOutput();
            String expected =
                    "line one\nline switch\n"
                            + "\0\0\0\7welcome\0\0\0\6text a\0\0\0\11text back"
                            + "line two\n";
            assertEquals(expected, new String(peer.getInputStream().readAllBytes(), UTF_8));
        }
    }

    /** Three bytes in one message, and then the protocol is over. */
    private static final class ThreeBytes implements Framer {
        @Override
        public int maxFrameLength() {
            return 3;
        }

        @Override
        public FrameDecoder newDecoder() {
            return new FrameDecoder() {
                private boolean finished;

                @Override
                public boolean decode(FrameInput in) throws FramingException {
                    if (finished) {
                        return false;
                    }
                    finished = in.has(3) && in.frame(0, 3, 0);
                    return finished;
                }

                @Override
                public boolean isFinished() {
                    return finished;
                }
            };
        }

        @Override
        public FrameEncoder newEncoder() {
            return out -> {};
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void goesOnWhenItsProtocolHasEndedByItself(int chunk) throws Exception {
        var three = Protocol.of(new ThreeBytes(), Codecs.utf8());
        var server =
                serve(
                        three,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onEnd() throws Exception {
                                        super.onEnd();
                                        connection.switchTo(LINES, Recorder::new);
                                    }
                                });
        try (var peer = connectPlainly(server)) {
            peer.setTcpNoDelay(true);
            byte[] bytes = "abcline\n".getBytes(UTF_8);
            for (int at = 0; at < bytes.length; at += chunk) {
                peer.getOutputStream().write(bytes, at, Math.min(chunk, bytes.length - at));
            }
            for (String each : List.of("abc", "end", "line")) {
                assertEquals(each, nextEvent());
            }
        }
        assertEquals("end", nextEvent());
        assertEquals("closed", nextEvent());
    }

    @Test
    void closesWhenItsProtocolHasEndedByItselfAndNothingFollows() throws Exception {
        var server = serve(Protocol.of(new ThreeBytes(), Codecs.utf8()), Recorder::new);
        try (var peer = connectPlainly(server)) {
            peer.getOutputStream().write("abcdef".getBytes(UTF_8));
            assertEquals(-1, peer.getInputStream().read());
        }
        for (String each : List.of("abc", "end", "closed")) {
            assertEquals(each, nextEvent());
        }
    }

    /** Makes nothing. */
    private record Broken(boolean decodes) implements Framer {
        @Override
        public int maxFrameLength() {
            return 1;
        }

        @Override
        public FrameDecoder newDecoder() {
            if (decodes) {
                return in -> false;
            }
            throw new IllegalStateException("no decoder");
        }

        @Override
        public FrameEncoder newEncoder() {
            throw new IllegalStateException("no encoder");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void staysAsItWasIfTheOtherProtocolCannotBegin(boolean decodes) throws Exception {
        var broken = Protocol.of(new Broken(decodes), Codecs.utf8());
        var server =
                serve(
                        LINES,
                        connection ->
                                message -> {
                                    assertThrows(
                                            IllegalStateException.class,
                                            () -> connection.switchTo(broken, Recorder::new));
                                    connection.send("still " + message);
                                });
        var client = connect(server, LINES);
        client.sendAll(List.of("here", "there"));
        assertEquals("still here", client.receive());
        assertEquals("still there", client.receive());
    }

    @Test
    void refusesTheOldHandleAndTellsTheNewHandlerOnly() throws Exception {
        var server =
                serve(
                        LINES,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onMessage(String message) throws Exception {
                                        connection.switchTo(TEXT, Recorder::new);
                                        assertRefused(connection);
                                        events.add("switched");
                                    }
                                });
        try (var peer = connectPlainly(server)) {
            peer.getOutputStream().write("go\n\0\0\0\1a".getBytes(UTF_8));
            assertEquals("switched", nextEvent());
            assertEquals("a", nextEvent());
            peer.shutdownOutput();
            assertEquals(-1, peer.getInputStream().read());
        }
        assertEquals("end", nextEvent());
        assertEquals("closed", nextEvent());
    }

    private static void assertRefused(MessageConnection<String> old) {
        assertThrows(IllegalStateException.class, () -> old.send("x"));
        assertThrows(IllegalStateException.class, () -> old.trySend("x"));
        assertThrows(IllegalStateException.class, old::shutdownOutput);
        assertThrows(IllegalStateException.class, old::suspend);
        assertThrows(IllegalStateException.class, old::resume);
        assertThrows(IllegalStateException.class, () -> old.switchTo(TEXT, next -> message -> {}));
    }

    @Test
    void closesBothHandlesWithTheOldOne() throws Exception {
        var old = new CompletableFuture<MessageConnection<String>>();
        var current = new CompletableFuture<MessageConnection<String>>();
        var server =
                serve(
                        LINES,
                        connection ->
                                message -> {
                                    connection.switchTo(
                                            TEXT,
                                            next -> {
                                                current.complete(next);
                                                return new Recorder<>(next);
                                            });
                                    old.complete(connection);
                                });
        var client = connect(server, LINES);
        client.send("go");
        old.join().close();
        assertFalse(current.join().isOpen());
        assertThrowsExactly(ChannelClosedException.class, () -> current.join().send("x"));
        assertThrows(IllegalStateException.class, () -> old.join().send("x"));
        assertNull(client.receive());
        assertEquals("closed", nextEvent());
    }

    @Test
    void isForTheHandlerOnly() throws Exception {
        var given = new CompletableFuture<MessageConnection<String>>();
        var server =
                serve(
                        TEXT,
                        connection -> {
                            given.complete(connection);
                            return connection::send;
                        });
        var client = connect(server, TEXT);
        var connection = given.join();
        assertThrows(
                IllegalStateException.class,
                () -> connection.switchTo(LINES, next -> message -> {}));
        client.send("unharmed");
        assertEquals("unharmed", client.receive());
    }

    @Test
    void endsTheConnectionIfThereIsNoNextHandler() throws Exception {
        var server =
                serve(
                        LINES,
                        connection ->
                                new Recorder<>(connection) {
                                    @Override
                                    public void onMessage(String message) throws Exception {
                                        connection.switchTo(
                                                TEXT,
                                                next -> {
                                                    throw new IllegalStateException("no handler");
                                                });
                                    }
                                });
        var client = connect(server, LINES);
        client.send("go");
        assertNull(client.receive());
        var cause = assertInstanceOf(Closed.class, nextEvent()).cause();
        assertInstanceOf(IllegalStateException.class, cause.getCause());
    }
}
