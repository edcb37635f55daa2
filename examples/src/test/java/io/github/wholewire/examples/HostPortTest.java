/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "7000, '', 7000",
        ":7000, '', 7000",
        "0, '', 0",
        "localhost:7000, localhost, 7000",
        "[::1]:65535, ::1, 65535"
    })
    void readsWhereToListen(String text, String host, int port) throws Exception {
        assertEquals(new HostPort(host, port), HostPort.toListen("--listen", text));
    }

    @ParameterizedTest
    @CsvSource({"localhost:7000, localhost, 7000", "[::1]:1, ::1, 1"})
    void readsWhereToConnect(String text, String host, int port) throws Exception {
        assertEquals(new HostPort(host, port), HostPort.toConnect("--connect", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7000", ":7000", "host", "host:", "host:0", "host:65536", "::1:7"})
    void refusesWhereNobodyCanConnect(String text) {
        assertThrows(BadArgumentsException.class, () -> HostPort.toConnect("--connect", text));
    }

    @Test
    void withoutHostItIsEveryAddressOfThisOne() throws Exception {
        HostPort all = HostPort.toListen("--listen", "7000");

        assertTrue(all.resolve().getAddress().isAnyLocalAddress(), "" + all.resolve());
        assertEquals("0.0.0.0:7000", HostPort.of(all.resolve()).toString());
    }

    @Test
    void printsAnAddressSoThatItCanBeRead() throws Exception {
        HostPort six = HostPort.of(new InetSocketAddress("::1", 7));

        assertEquals("[0:0:0:0:0:0:0:1]:7", six.toString());
        assertEquals(six, HostPort.toConnect("--connect", six.toString()));
        assertEquals("127.0.0.1:7", HostPort.of(new InetSocketAddress("127.0.0.1", 7)).toString());
    }

    @Test
    void tellsThatHostIsUnknown() {
        IOException e =
                assertThrows(IOException.class, () -> new HostPort("no.such.invalid", 1).resolve());
        assertEquals("the host \"no.such.invalid\" is unknown", e.getMessage());
    }
}
