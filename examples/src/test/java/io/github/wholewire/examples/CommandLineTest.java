/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {
    private static final InputStream NOTHING = InputStream.nullInputStream();

    @TempDir private Path folder;

    @Test
    void takesTheBuiltInSetUnlessToldOtherwise() throws Exception {
        assertSame(Messages.BUILT_IN, CommandLine.parse(List.of()).load(NOTHING));
    }

    @Test
    void takesEachMessageInOrder() throws Exception {
        List<String> args = List.of("--message", "a b", "--message", "", "--message", "--file");

        assertEquals(List.of("a b", "", "--file"), CommandLine.parse(args).load(NOTHING).texts());
    }

    @Test
    void takesTheLinesOfStandardInput() throws Exception {
        var in = new ByteArrayInputStream("one\r\n\nz\u00fcrich".getBytes(UTF_8));

        assertEquals(List.of("one", "", "z\u00fcrich"), load("--stdin", in).texts());
    }

    @Test
    void takesTheLinesOfFile() throws Exception {
        Path file = Files.writeString(folder.resolve("messages.txt"), "one\ntwo\n");

        Messages messages = CommandLine.parse(List.of("--file", file.toString())).load(NOTHING);

        assertEquals(new Messages(file.toString(), List.of("one", "two")), messages);
    }

    @Test
    void knowsHelp() throws Exception {
        assertTrue(CommandLine.parse(List.of("--help")).help());
    }

    @ParameterizedTest
    @MethodSource
    void refuses(List<String> args, String expected) {
        Exception e = assertThrows(BadArgumentsException.class, () -> CommandLine.parse(args));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    static Stream<Arguments> refuses() {
        String one = "use one of --message, --file FILE, --stdin and --count or --size";
        String there = "--listen gets the messages from the client half";
        return Stream.of(
                arguments(List.of("--colour"), "unknown option --colour"),
                arguments(List.of("-m", "text"), "unknown option -m"),
                arguments(List.of("--message=text"), "unknown option --message=text"),
                arguments(List.of("text"), "unexpected argument \"text\""),
                arguments(List.of(""), "unexpected argument \"\""),
                arguments(List.of("--message"), "--message needs a value"),
                arguments(List.of("--message", "a", "--file"), "--file needs a value"),
                arguments(List.of("--file", "a\0b"), "--file: not a path"),
                arguments(List.of("--message", "a", "--stdin"), one),
                arguments(List.of("--file", "a", "--message", "b"), one),
                arguments(List.of("--stdin", "--file", "a"), one),
                arguments(List.of("--file", "a", "--file", "b"), one),
                arguments(List.of("--count", "3", "--stdin"), one),
                arguments(List.of("--size", "3", "--message", "a"), one),
                arguments(List.of("--count", "0"), "--count takes a number from 1 to 1000000"),
                arguments(List.of("--count", "many"), "not \"many\""),
                arguments(List.of("--count", "3", "--count", "4"), "--count may be given once"),
                arguments(List.of("--size", "-1"), "--size takes a number from 0 to 1000000"),
                arguments(List.of("--size", "99999999999"), "--size takes a number"),
                arguments(List.of("--count", "1000", "--size", "1000000"), "use at most"),
                arguments(List.of("--repeat", "0"), "--repeat takes a number from 1"),
                arguments(List.of("--listen", "x"), "--listen takes a number from 0 to 65535"),
                arguments(List.of("--connect", "7000"), "--connect takes HOST:PORT"),
                arguments(List.of("--connect", "host:0"), "--connect takes a number from 1"),
                arguments(List.of("--listen", "1", "--connect", "a:1"), "in another process"),
                arguments(List.of("--listen", "1", "--message", "a"), there),
                arguments(List.of("--listen", "1", "--repeat", "2"), there));
    }

    @Test
    void makesMessagesUp() throws Exception {
        List<String> args = List.of("--count", "2", "--size", "5", "--repeat", "2");

        List<String> texts = CommandLine.parse(args).load(NOTHING).texts();

        assertEquals(List.of("1 abc", "2 abc", "1 abc", "2 abc"), texts);
    }

    @Test
    void makesUpWhatIsNotSaidOfMadeUpMessages() throws Exception {
        Messages tenOfThree = CommandLine.parse(List.of("--size", "3")).load(NOTHING);
        Messages threeOfMany = CommandLine.parse(List.of("--count", "3")).load(NOTHING);

        assertEquals(10, tenOfThree.texts().size());
        assertEquals(30, tenOfThree.totalBytes());
        assertEquals(96, threeOfMany.totalBytes());
    }

    @Test
    void refusesToRepeatMoreThanCanBeHeld() throws Exception {
        CommandLine line = CommandLine.parse(List.of("--repeat", "1000000", "--message", "ab"));
        assertEquals(1_000_000, line.load(NOTHING).texts().size());

        CommandLine tooMuch = CommandLine.parse(List.of("--repeat", "1000000"));
        Exception e = assertThrows(BadArgumentsException.class, () -> tooMuch.load(NOTHING));
        assertTrue(e.getMessage().startsWith("that would be 6000000 messages"), e.getMessage());
    }

    @Test
    void refusesFileThatIsNotThere() {
        refusesFile(folder.resolve("missing.txt"), "missing.txt: there is no such file");
    }

    @Test
    void refusesFolder() {
        refusesFile(folder, "it is a directory");
    }

    @Test
    void refusesFileWithoutLines() throws IOException {
        refusesFile(Files.createFile(folder.resolve("empty.txt")), "no messages: ");
    }

    @Test
    void refusesFileThatIsNotUtf8() throws IOException {
        byte[] latin1 = {'a', (byte) 0xE9, 'b'};
        refusesFile(Files.write(folder.resolve("latin1.txt"), latin1), "it is not UTF-8");
    }

    private static void refusesFile(Path file, String expected) {
        List<String> args = List.of("--file", file.toString());
        Exception e =
                assertThrows(
                        BadArgumentsException.class, () -> CommandLine.parse(args).load(NOTHING));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void refusesStandardInputThatIsEmptyOrFails() {
        var failing =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("no terminal");
                    }
                };
        Exception e = assertThrows(BadArgumentsException.class, () -> load("--stdin", failing));
        assertEquals("cannot read standard input: no terminal", e.getMessage());

        e = assertThrows(BadArgumentsException.class, () -> load("--stdin", NOTHING));
        assertEquals("no messages: standard input is empty", e.getMessage());
    }

    private static Messages load(String arg, InputStream in) throws BadArgumentsException {
        return CommandLine.parse(List.of(arg)).load(in);
    }
}
