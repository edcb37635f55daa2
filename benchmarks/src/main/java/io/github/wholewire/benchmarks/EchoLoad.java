/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

/** How many connections ask an echo server, for what, and how much is on its way at a time. */
enum EchoLoad {
    FEW("64 connections, 1 in flight", 64, 1, 64, 200_000),
    MANY("1,000 connections, 1 in flight", 1000, 1, 64, 200_000),
    PIPELINED("64 connections, 32 in flight", 64, 32, 64, 2_000_000),
    LARGE("16 connections, 4 of 4 KiB in flight", 16, 4, 4096, 200_000);

    final String title;
    final int connections;
    final int inFlight;
    final int length;

    /** Messages of a phase. */
    final int messages;

    EchoLoad(String title, int connections, int inFlight, int length, int messages) {
        this.title = title;
        this.connections = connections;
        this.inFlight = inFlight;
        this.length = length;
        this.messages = messages;
    }
}
