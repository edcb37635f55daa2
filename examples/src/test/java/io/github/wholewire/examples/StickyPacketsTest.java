/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StickyPacketsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void showsTheBuiltInSetGluedSplitAndWhole() {
        assertEquals(0, run(""));

        assertTrue(out().contains("   recv 1   101 bytes  \"login adatemperature 21.5"), out());
        assertTrue(out().contains("   recv 6    16 bytes"), out());
        assertTrue(out().contains("   and 1 more"), out());
        assertTrue(out().contains("   receive 3     0 bytes  \"\""), out());
        assertRow("plain socket, late reader", "6 1 0");
        assertRow("plain socket, small buffer", "6 7 0");
        assertRow("paced, slow reader", "6 1 0");
        assertRow("delimiter (line feed)", "6 6 6");
        assertRow("length prefix (u32)", "6 6 6");
        assertRow("struct (64 bytes)", "6 6 6");
        assertEquals("", err());
    }

    @Test
    void sendsTheMessagesOfTheCommandLine() {
        assertEquals(0, run("", "--message", "one", "--message", "two", "--message", "three"));

        assertTrue(out().contains("Sending 3 messages from --message, 11 bytes in all."), out());
        assertTrue(out().contains("recv 1    11 bytes  \"onetwothree\""), out());
        assertRow("length prefix (u32)", "3 3 3");
    }

    @Test
    void sendsStandardInput() {
        assertEquals(0, run("h\u00e9llo\nw\u00f6rld\n", "--stdin"));

        assertTrue(out().contains("\"h\\xc3\\xa9llow\\xc3\\xb6rld\""), out());
        assertRow("delimiter (line feed)", "2 2 2");
    }

    @Test
    void sendsFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("log.txt");
        Files.write(file, Collections.nCopies(30_000, "a line of a log that is not so short"));

        assertEquals(0, run("", "--file", file.toString()));

        assertRow("delimiter (line feed)", "30000 30000 30000");
        assertRow("length prefix (u32)", "30000 30000 30000");
        assertTrue(out().lines().count() < 90, out());
    }

    @Test
    void sendsMadeUpMessages() {
        assertEquals(0, run("", "--count", "100", "--size", "50", "--repeat", "3"));

        assertTrue(out().contains("Sending 300 messages from --count and --size, 3 times"), out());
        assertTrue(out().contains("\"2 abcdefghijklmnopqrstuvwxyz"), out());
        assertRow("struct (64 bytes)", "300 300 300");
    }

    @Test
    void colourOnlyAddsToWhatIsPrinted() {
        run("", "--message", "one", "--message", "two");
        String plain = out();
        out.reset();

        StickyPackets.run(
                List.of("--message", "one", "--message", "two"),
                InputStream.nullInputStream(),
                new Page(new PrintStream(out, true, UTF_8), Palette.ANSI),
                new PrintStream(err, true, UTF_8));

        assertTrue(out().contains("\033[32m         2\033[0m"), out());
        String withoutColour = out().replaceAll("\033\\[\\d*m", "");
        assertEquals(withoutLuck(plain), withoutLuck(withoutColour));
    }

    @Test
    void oneMessageIsGluedToNothing() {
        assertEquals(0, run("", "--message", "alone"));

        assertTrue(out().contains("Sending 1 message from"), out());
        assertRow("plain socket, late reader", "1 1 1");
        assertRow("delimiter (line feed)", "1 1 1");
    }

    @Test
    void tellsWhatLinesCannotCarryInTheirRow() {
        assertEquals(0, run("", "--message", "two\nlines", "--message", "one"));

        assertRow("delimiter (line feed)", "1 1 1 1 refused");
        assertRow("length prefix (u32)", "2 2 2");
        assertTrue(unwrapped().contains("refused to send 1 message; it says:"), out());
        assertTrue(unwrapped().contains("a line cannot hold a line feed, but byte 3"), out());
    }

    @Test
    void tellsWhatIsTooLongForAnyChannel() {
        assertEquals(0, run("x".repeat(2_000_000) + "\n" + "y".repeat(100_000), "--stdin"));

        assertRow("delimiter (line feed)", "0 0 0 2 refused");
        assertRow("length prefix (u32)", "1 1 1 1 refused");
        assertRow("struct (64 bytes)", "0 0 0 2 refused");
        assertTrue(unwrapped().contains("2 messages; the first time: message refused"), out());
    }

    @Test
    void fitsEightyColumns() {
        run("\u4f60\u597d".repeat(100) + "\n" + "x".repeat(1_500_000), "--stdin");
        run("", "--help");

        List<String> tooLong = out().lines().filter(line -> line.length() > 80).toList();
        assertEquals(List.of(), tooLong);
        assertTrue(out().chars().allMatch(c -> c < 0x7F), out());
    }

    @Test
    void printsHelp() {
        assertEquals(0, run("", "--help"));

        assertTrue(out().contains("--message TEXT"), out());
        assertEquals("", err());
    }

    @Test
    void endsWithTwoForBadArguments() {
        assertEquals(2, run("", "--colour", "3"));

        assertEquals("", out());
        assertEquals("StickyPackets: unknown option --colour\nTry --help.\n", err());
    }

    @Test
    void endsWithTwoForFileThatIsNotThere() {
        assertEquals(2, run("", "--file", "no/such/file"));

        assertTrue(err().contains("there is no such file"), err());
    }

    @Test
    void endsWithTwoWithoutMessages() {
        assertEquals(2, run("", "--stdin"));

        assertTrue(err().contains("no messages: standard input is empty"), err());
    }

    private int run(String stdin, String... args) {
        return StickyPackets.run(
                List.of(args),
                new ByteArrayInputStream(stdin.getBytes(UTF_8)),
                new Page(new PrintStream(out, true, UTF_8), Palette.NONE),
                new PrintStream(err, true, UTF_8));
    }

    /** What small gaps glue differs each time. */
    private static String withoutLuck(String printed) {
        return printed.replaceAll("(?s)3\\. Paced.*?\n\n", "").replaceAll("paced, small.*\n", "");
    }

    private void assertRow(String way, String expected) {
        String row =
                out().lines()
                        .filter(line -> line.matches("\\Q" + way + "\\E +\\d.*"))
                        .findFirst()
                        .orElse("no row " + way + " in " + out());
        assertEquals(expected, row.replace(way, "").strip().replaceAll(" +", " "), row);
    }

    private String unwrapped() {
        return out().replaceAll("\\s+", " ");
    }

    private String out() {
        return text(out);
    }

    private String err() {
        return text(err);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
