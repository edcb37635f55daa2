/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.wholewire.Codecs;
import io.github.wholewire.FrameTooLongException;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import io.github.wholewire.struct.Struct;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What README promises beside its Java samples. */
class ReadmeTest {
    private String readme = "";

    /** Tests run in the folder of their module. */
    static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(root().resolve("README.md"));
    }

    @ParameterizedTest
    @CsvSource({
        "Run the demo,  mvn -q -pl examples -am compile exec:java",
        "Run the tests, mvn -B verify"
    })
    void hasOneCommandUnderItsHeading(String heading, String command) {
        String section = group("(?s)\n## " + heading + "\n(.*?)(\n## |$)");
        assertEquals(List.of(command), groups("(?s)\n```sh\n(.*?)\n```", section));
    }

    @Test
    void linksToFilesThatAreThere() {
        for (String link : groups("\\]\\((?!https?:|#)([^)#]+)", readme)) {
            assertTrue(Files.exists(root().resolve(link)), link);
        }
    }

    @Test
    void quotesWhatTheLibrarySays() {
        MessageDecoder<String> decoder = Protocol.of(Framers.u32(), Codecs.utf8()).newDecoder();
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
        decoder.push(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        String message = assertThrows(FrameTooLongException.class, decoder::pull).getMessage();

        assertTrue(readme.replaceAll("\\s+", " ").contains(message), message);
    }

    @Test
    void quotesWhatStructDumps() {
        Struct quote = Struct.of("<IHh10s?");
        byte[] payload = quote.pack(7, 80, -1, "ACME".getBytes(US_ASCII), true);

        assertTrue(
                readme.contains("```text\n" + quote.dump(payload) + "```\n"), quote.dump(payload));
    }

    @Test
    void showsARowOfEachWay() {
        List<String> rows = groups("(?m)^([a-z].{25})  +6  +\\d  +\\d$", readme);

        List<String> ways =
                Ways.ALL.of(Messages.BUILT_IN).stream().map(way -> Page.name(way.name())).toList();
        assertEquals(ways, rows);
    }

    @Test
    void namesEachOptionOfTheDemo() {
        for (String option : groups("(?m)^ +(--[a-z]+)", CommandLine.HELP)) {
            assertTrue(readme.contains("`" + option), option);
        }
    }

    private String group(String pattern) {
        List<String> groups = groups(pattern, readme);
        assertEquals(1, groups.size(), pattern);
        return groups.get(0);
    }

    private static List<String> groups(String pattern, String text) {
        List<String> groups = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            groups.add(matcher.group(1));
        }
        return groups;
    }
}
