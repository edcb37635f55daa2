/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.tcp.Tcp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChatTest {
    private static final String HELP = "* say something, or /join ROOM, /rooms, /quit";

    private Background server;
    private int port;

    @BeforeEach
    void startServer() throws Exception {
        server = Background.chatServer();
        port = server.port();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private MessageChannel<String> join(String name) throws IOException {
        MessageChannel<String> channel = Tcp.connect("127.0.0.1", port, ChatMember.LINES);
        assertHears(channel, "* welcome, what is your name?");
        channel.send(name);
        assertHears(channel, HELP);
        return channel;
    }

    private static void assertHears(MessageChannel<String> channel, String... lines)
            throws IOException {
        for (String line : lines) {
            assertEquals(line, channel.receive(Duration.ofSeconds(20)));
        }
    }

    @Test
    void bringsWhatIsSaidToTheOthersInTheRoom() throws Exception {
        try (var anna = join("anna");
                var bob = join("bob")) {
            assertHears(anna, "* you are in lobby, alone", "* bob came");
            assertHears(bob, "* you are in lobby with anna");
            anna.send("hello");
            assertHears(bob, "anna: hello");
            bob.send("tabs\tand\u0007bells");
            assertHears(anna, "bob: tabs?and?bells");
        }
    }

    @Test
    void keepsRoomsApart() throws Exception {
        try (var anna = join("anna");
                var bob = join("bob")) {
            assertHears(anna, "* you are in lobby, alone", "* bob came");
            assertHears(bob, "* you are in lobby with anna");
            bob.send("/join tea");
            assertHears(bob, "* you are in tea, alone");
            assertHears(anna, "* bob left");
            bob.send("not for anna");
            bob.send("/rooms");
            assertHears(bob, "* rooms: lobby (1), tea (1)");
            anna.send("/join tea");
            assertHears(anna, "* you are in tea with bob");
            assertHears(bob, "* anna came");
            anna.send("/quit");
            assertHears(anna, "* goodbye");
            assertNull(anna.receive());
            assertHears(bob, "* anna left");
        }
    }

    @Test
    void noticesThoseWhoVanish() throws Exception {
        var anna = join("anna");
        try (var bob = join("bob")) {
            assertHears(bob, "* you are in lobby with anna");
            anna.abort();
            assertHears(bob, "* anna left");
        }
    }

    @Test
    void asksForAnotherName() throws Exception {
        try (var anna = join("anna");
                var other = Tcp.connect("127.0.0.1", port, ChatMember.LINES)) {
            assertHears(other, "* welcome, what is your name?");
            other.send("anna");
            assertHears(other, "* anna is here already; what is your name?");
            other.send("two words");
            assertHears(other, "* use 1 to 20 letters and digits; what is your name?");
            other.send("bob");
            assertHears(other, HELP, "* you are in lobby with anna");
            other.send("/what");
            assertHears(other, HELP);
            assertHears(anna, "* you are in lobby, alone", "* bob came");
        }
    }

    @Test
    void hasATerminalClient() throws Exception {
        List<String> args = List.of("--port", "" + port, "--name", "anna", "--room", "tea");
        try (var keyboard = new PipedOutputStream();
                var in = new PipedInputStream(keyboard);
                Background client =
                        Background.start(
                                it -> () -> ChatClient.run(args, in, it.out(), it.err()))) {
            assertEquals("* welcome, what is your name?", client.nextLine());
            assertEquals(HELP, client.nextLine());
            assertEquals("* you are in lobby, alone", client.nextLine());
            assertEquals("* you are in tea, alone", client.nextLine());
            keyboard.write("/quit\n".getBytes(UTF_8));
            keyboard.flush();
            assertEquals("* goodbye", client.nextLine());
            assertEquals(0, client.status(), client::errors);
        }
    }

    @Test
    @Tag("interop")
    void isOpenToNetcat() throws Exception {
        try (var anna = join("anna");
                Peer bob = Peer.start(Tools.netcat(), "-N", "127.0.0.1", "" + port)) {
            assertEquals("* welcome, what is your name?", bob.line());
            bob.type("bob\r\n");
            assertEquals(HELP, bob.line());
            assertEquals("* you are in lobby with anna", bob.line());
            assertHears(anna, "* you are in lobby, alone", "* bob came");
            bob.type("hello\n");
            assertHears(anna, "bob: hello");
            bob.endInput();
            assertEquals("", bob.end());
            assertHears(anna, "* bob left");
        }
    }

    @Test
    void bothHelpOnEightyColumnsAndRefuseBadArguments() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);
        var none = new java.io.ByteArrayInputStream(new byte[0]);
        assertEquals(0, ChatServer.run(List.of("--help"), stream, stream));
        assertEquals(0, ChatClient.run(List.of("--help"), none, stream, stream));
        assertEquals(ChatServer.HELP + ChatClient.HELP, out.toString(UTF_8));
        assertTrue(out.toString(UTF_8).lines().allMatch(line -> line.length() <= 80));
        assertEquals(2, ChatServer.run(List.of("--port"), stream, stream));
        assertEquals(2, ChatClient.run(List.of("--room", "tea"), none, stream, stream));
    }
}
