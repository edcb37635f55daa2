/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.MessageChannel;
import io.github.wholewire.tcp.Tcp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** A person's terminal in a chat: sends each line that is typed, and prints what the others say. */
public final class ChatClient {
    static final String HELP =
            """
            ChatClient: takes part in a chat.

            Usage: ChatClient [--host HOST] [--port PORT] [--name NAME] [--room ROOM]

              --host HOST  where the server is (localhost)
              --port PORT  and its port (7001)
              --name NAME  your name; without it, type it when you are asked
              --room ROOM  goes to this room at once; only with --name
              --help       prints this

            Type what you have to say, or /join ROOM, /rooms, /quit. Exit status: 1 if the
            server is not there or fails, 2 if the arguments cannot be used.
            """;

    private ChatClient() {}

    /**
     * Runs the program and exits with its status.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        Program.exit(run(List.of(args), System.in, System.out, System.err));
    }

    /** Does what {@link #main} does, but returns the exit status. */
    static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
        return Program.run("ChatClient", err, () -> run(args, in, out));
    }

    private static int run(List<String> args, InputStream in, PrintStream out)
            throws BadArgumentsException, IOException {
        Set<String> withValue = Set.of("--host", "--port", "--name", "--room");
        Arguments arguments = Arguments.parse(args, Set.of("--help"), withValue);
        String host = arguments.one("--host", "localhost");
        int port = arguments.number("--port", 1, 65_535, 7001);
        if (arguments.has("--room") && !arguments.has("--name")) {
            throw new BadArgumentsException("--room goes with --name");
        }
        if (arguments.has("--help")) {
            out.print(HELP);
            return Program.DONE;
        }
        try (MessageChannel<String> channel = Tcp.connect(host, port, ChatMember.LINES)) {
            if (arguments.has("--name")) {
                channel.send(arguments.one("--name", ""));
            }
            if (arguments.has("--room")) {
                channel.send("/join " + arguments.one("--room", ""));
            }
            converse(channel, in, out);
        }
        return Program.DONE;
    }

    /** The server's end is the end, also while this person is typing. */
    private static void converse(MessageChannel<String> channel, InputStream in, PrintStream out)
            throws IOException {
        Sender.start(() -> sendLines(channel, in));
        for (String line; (line = channel.receive()) != null; ) {
            out.println(line);
        }
    }

    private static void sendLines(MessageChannel<String> channel, InputStream in)
            throws IOException {
        BufferedReader typed = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String line; (line = typed.readLine()) != null; ) {
            channel.send(line);
        }
        channel.shutdownOutput();
    }
}
