/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@link StickyPackets}.
 *
 * @param help whether to print {@link #HELP} and nothing else
 * @param texts the texts of {@code --message}
 * @param files the path of {@code --file}, if any
 * @param stdin whether {@code --stdin} is there
 * @param madeUp the messages of {@code --count} and {@code --size}, if any
 * @param repeat how often to send them
 * @param listen where the server half listens, if it runs alone
 * @param connect where the client half, if it runs alone, finds it
 */
record CommandLine(
        boolean help,
        List<String> texts,
        List<Path> files,
        boolean stdin,
        @Nullable Messages madeUp,
        int repeat,
        @Nullable HostPort listen,
        @Nullable HostPort connect) {
    static final String HELP =
            """
            StickyPackets: shows what TCP does to messages, and what a channel makes of it.

            It sends the same messages over plain sockets and over message channels, all
            on this machine or from one process to another, and prints what arrived.

            Usage: StickyPackets [MESSAGES] [--repeat N]
                   StickyPackets --listen [HOST:]PORT
                   StickyPackets --connect HOST:PORT [MESSAGES] [--repeat N]

            Messages, one of these (if none, a built-in set):
              --message TEXT  this text; may be repeated
              --file FILE     each line of a file in UTF-8
              --stdin         each line of standard input, in UTF-8
              --count N       N messages, made up (10 if there is only --size)
              --size BYTES    of so many bytes each (32 if there is only --count)

              --repeat N      sends them all N times over
              --help          prints this

            Two processes, also on two hosts:
              --listen [HOST:]PORT  runs the server half; port 0 takes a free one. Without
                                    HOST it listens on every address of this host
              --connect HOST:PORT   runs the client half

            Bytes that are not printable ASCII are shown as \\xNN. On a terminal there are
            colours, unless NO_COLOR is set.

            Exit status: 0 done, 1 a socket failed or the other half is not there, 2 the
            arguments cannot be used.
            """;

    private static final Set<String> FLAGS = Set.of("--help", "--stdin");
    private static final Set<String> WITH_VALUE =
            Set.of("--message", "--file", "--count", "--size", "--repeat", "--listen", "--connect");

    CommandLine {
        texts = List.copyOf(texts);
        files = List.copyOf(files);
    }

    static CommandLine parse(List<String> args) throws BadArgumentsException {
        Arguments arguments = Arguments.parse(args, FLAGS, WITH_VALUE);
        List<Path> files = new ArrayList<>();
        for (String name : arguments.all("--file")) {
            files.add(path(name));
        }
        CommandLine line =
                new CommandLine(
                        arguments.has("--help"),
                        arguments.all("--message"),
                        files,
                        arguments.has("--stdin"),
                        madeUp(arguments),
                        arguments.number("--repeat", 1, Messages.MAX_COUNT, 1),
                        arguments.has("--listen")
                                ? HostPort.toListen("--listen", arguments.one("--listen", ""))
                                : null,
                        arguments.has("--connect")
                                ? HostPort.toConnect("--connect", arguments.one("--connect", ""))
                                : null);
        line.requireOneSource(arguments.has("--repeat"));
        return line;
    }

    private static @Nullable Messages madeUp(Arguments arguments) throws BadArgumentsException {
        if (!arguments.has("--count") && !arguments.has("--size")) {
            return null;
        }
        int count = arguments.number("--count", 1, Messages.MAX_COUNT, 10);
        int size = arguments.number("--size", 0, Messages.MAX_SIZE, 32);
        requireModest(count, (long) count * size);
        return Messages.madeUp(count, size);
    }

    private void requireOneSource(boolean repeats) throws BadArgumentsException {
        int sources =
                (texts.isEmpty() ? 0 : 1)
                        + files.size()
                        + (stdin ? 1 : 0)
                        + (madeUp == null ? 0 : 1);
        if (sources > 1) {
            throw new BadArgumentsException(
                    "use one of --message, --file FILE, --stdin and --count or --size; only"
                            + " --message may be repeated");
        }
        if (listen != null && connect != null) {
            throw new BadArgumentsException("use --listen here and --connect in another process");
        }
        if (listen != null && (sources > 0 || repeats)) {
            throw new BadArgumentsException(
                    "--listen gets the messages from the client half: give them to --connect");
        }
    }

    private static Path path(String name) throws BadArgumentsException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new BadArgumentsException("--file: not a path: " + e.getMessage());
        }
    }

    /** Gets the messages from where the arguments say. */
    Messages load(InputStream in) throws BadArgumentsException {
        Messages once = loadOnce(in);
        requireModest((long) once.texts().size() * repeat, once.totalBytes() * repeat);
        return once.repeated(repeat);
    }

    private Messages loadOnce(InputStream in) throws BadArgumentsException {
        if (!texts.isEmpty()) {
            return new Messages("--message", texts);
        }
        if (stdin) {
            return new Messages("standard input", TextLines.of("standard input", in));
        }
        for (Path file : files) {
            return new Messages(file.toString(), TextLines.of(file));
        }
        return madeUp == null ? Messages.BUILT_IN : madeUp;
    }

    private static void requireModest(long count, long bytes) throws BadArgumentsException {
        if (!Messages.areModest(count, bytes)) {
            throw new BadArgumentsException(
                    "that would be "
                            + count
                            + " messages of "
                            + bytes
                            + " bytes together: use at most "
                            + Messages.MAX_COUNT
                            + " of "
                            + Messages.MAX_BYTES);
        }
    }
}
