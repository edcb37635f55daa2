/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageDecoder;
import io.github.wholewire.MessageEncoder;
import io.github.wholewire.Protocol;
import io.github.wholewire.TruncatedFrameException;
import io.github.wholewire.framing.Framers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's protocol without a channel. */
class FileTest {
    private final Protocol<String> blocks = Protocol.of(Framers.u32(), Codecs.utf8());
    @TempDir private Path folder;
    private Path path;

    void write(List<String> messages) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            MessageEncoder<String> encoder = blocks.newEncoder();
            for (String message : messages) {
                encoder.encode(message);
                file.write(encoder.pending());
            }
        }
    }

    List<String> read() throws IOException {
        List<String> messages = new ArrayList<>();
        try (FileChannel file = FileChannel.open(path)) {
            MessageDecoder<String> decoder = blocks.newDecoder();
            for (boolean ended = false; !ended; ) {
                ended = file.read(decoder.space()) < 0;
                if (ended) {
                    decoder.end(); // the next pull tells if the file ends inside a message
                }
                for (String message; (message = decoder.pull()) != null; ) {
                    messages.add(message);
                }
            }
        }
        return messages;
    }

    @BeforeEach
    void choosePath() {
        path = folder.resolve("messages");
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        List<String> messages = List.of("one", "", "x".repeat(200_000), "four");

        write(messages);

        assertEquals(messages, read());
    }

    @Test
    void tellsThatTheFileIsCutShort() throws IOException {
        write(List.of("one", "two"));
        Files.write(path, List.of("x"), StandardOpenOption.APPEND);

        assertThrows(TruncatedFrameException.class, this::read);
    }
}
