/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.wholewire.MessageChannel;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MockedChannelTest {
    @SuppressWarnings("unchecked")
    private final MessageChannel<String> channel = mock(MessageChannel.class);

    @Test
    void unstubbedMockEndsALoop() throws IOException {
        assertEquals(0, answerAll(channel));
    }

    @Test
    void answersWhatTheMockReceives() throws IOException {
        when(channel.receive()).thenReturn("a", "b", null);

        assertEquals(2, answerAll(channel));
        verify(channel).send("re: b");
    }

    @Test
    void mockCanFail() throws IOException {
        when(channel.receive()).thenReturn("a");
        doThrow(new IOException("peer is gone")).when(channel).send("re: a");

        assertThrows(IOException.class, () -> answerAll(channel));
    }

    private static int answerAll(MessageChannel<String> channel) throws IOException {
        int answered = 0;
        for (String message; (message = channel.receive()) != null; answered++) {
            channel.send("re: " + message);
        }
        return answered;
    }
}
