/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.Protocol;
import io.github.wholewire.tcp.Tcp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends messages to an echo server and prints what comes back. */
public final class EchoClient {
    static final String HELP =
            """
            EchoClient: sends messages and prints what comes back.

            Usage: EchoClient [--host HOST] [--port PORT] [--frame lines|u32]
                              [--message TEXT]... | --stdin

              --host HOST     connects to this host (localhost)
              --port PORT     and to this port (7000)
              --frame lines   messages are lines (this is the default)
              --frame u32     messages have their length in front, in four bytes
              --message TEXT  sends this text; may be repeated
              --stdin         sends each line of standard input as it comes (the default)
              --help          prints this

            Exit status: 0 if as many messages came back as were sent, 1 if not, or if the
            server is not there, 2 if the arguments cannot be used.
            """;

    private static final long UNFINISHED = -1;

    private final AtomicLong sent = new AtomicLong(UNFINISHED);

    private EchoClient() {}

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
        return Program.run("EchoClient", err, () -> new EchoClient().run(args, in, out));
    }

    private int run(List<String> args, InputStream in, PrintStream out)
            throws BadArgumentsException, IOException {
        Set<String> withValue = Set.of("--host", "--port", "--frame", "--message");
        Arguments arguments = Arguments.parse(args, Set.of("--help", "--stdin"), withValue);
        String host = arguments.one("--host", "localhost");
        int port = arguments.number("--port", 1, 65_535, 7000);
        Frame frame = Frame.of(arguments.one("--frame", "lines"));
        List<String> texts = arguments.all("--message");
        if (!texts.isEmpty() && arguments.has("--stdin")) {
            throw new BadArgumentsException("use --message or --stdin");
        }
        if (arguments.has("--help")) {
            out.print(HELP);
            return Program.DONE;
        }
        Protocol<String> protocol = Protocol.of(frame.framer(), Codecs.utf8());
        try (MessageChannel<String> channel = Tcp.connect(host, port, protocol)) {
            converse(channel, texts.isEmpty() ? lines(in) : each(texts), out);
        }
        return Program.DONE;
    }

    private void converse(MessageChannel<String> channel, Texts texts, PrintStream out)
            throws IOException {
        Sender sender = Sender.start(() -> sendAll(channel, texts));
        long received = 0;
        for (String reply; (reply = channel.receive()) != null; received++) {
            out.println(reply);
        }
        if (sent.get() == UNFINISHED) { // it may wait for a person: do not wait for it
            throw new IOException("the server finished before all was sent");
        }
        sender.finish();
        if (received != sent.get()) {
            throw new IOException(
                    "the messages sent were " + sent + ", those that came back " + received);
        }
    }

    private void sendAll(MessageChannel<String> channel, Texts texts) throws IOException {
        long count = 0;
        try {
            for (String text; (text = texts.next()) != null; count++) {
                channel.send(text);
            }
        } finally {
            sent.set(count);
            channel.shutdownOutput();
        }
    }

    private static Texts lines(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()))::readLine;
    }

    private static Texts each(List<String> texts) {
        Iterator<String> rest = texts.iterator();
        return () -> rest.hasNext() ? rest.next() : null;
    }

    /** Where messages come from. */
    private interface Texts {
        /** Returns the next one, or null if there are no more. */
        @Nullable String next() throws IOException;
    }
}
