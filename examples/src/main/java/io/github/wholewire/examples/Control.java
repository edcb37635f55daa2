/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.PeerClosedException;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.LengthPrefixFramer;
import io.github.wholewire.tcp.TcpOptions;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the two halves tell each other, on a connection beside those that they show: the messages to
 * expect, then for each way {@code ready} from the server half, and {@code ahead} and {@code sent}
 * from the client half.
 */
final class Control implements Closeable {
    static final Protocol<String> PROTOCOL =
            Protocol.of(
                    LengthPrefixFramer.builder().maxFrameLength((int) Messages.MAX_BYTES).build(),
                    Codecs.utf8());

    /** A host that vanishes is noticed in the end. */
    static final TcpOptions OPTIONS = TcpOptions.builder().keepAlive(true).build();

    private static final String GREETING = "wholewire sticky packets 1";

    private final MessageChannel<String> channel;
    private final String otherHalf;

    /**
     * Talks over a channel.
     *
     * @param channel closed with this
     * @param otherHalf what the peer is called
     */
    Control(MessageChannel<String> channel, String otherHalf) {
        this.channel = channel;
        this.otherHalf = otherHalf;
    }

    void tellMessages(Messages messages) throws IOException {
        send(GREETING);
        send(messages.origin());
        send(Integer.toString(messages.texts().size()));
        for (String text : messages.texts()) {
            send(text);
        }
    }

    Messages awaitMessages() throws IOException {
        if (!receive().equals(GREETING)) {
            throw new IOException("who has connected is no " + otherHalf + " of this version");
        }
        String origin = receive();
        int count = (int) Math.min(number(receive()), Messages.MAX_COUNT);
        List<String> texts = new ArrayList<>();
        long bytes = 0;
        while (texts.size() < count) {
            String text = receive();
            bytes += text.length();
            if (!Messages.areModest(count, bytes)) {
                throw new IOException("the " + otherHalf + " sends more than can be held");
            }
            texts.add(text);
        }
        return new Messages(origin, texts);
    }

    void tellReady() throws IOException {
        tell("ready", "");
    }

    void awaitReady() throws IOException {
        await("ready");
    }

    void tellAhead(long bytes) throws IOException {
        tell("ahead", Long.toString(bytes));
    }

    /** Returns how many bytes have been sent at least. */
    long awaitAhead() throws IOException {
        return number(await("ahead"));
    }

    void tellSent(Sent sent) throws IOException {
        tell("sent", Long.toString(sent.count()));
        tell("refused", Long.toString(sent.refusals().count()));
        tell("since", sent.refusals().first());
    }

    Sent awaitSent() throws IOException {
        long count = number(await("sent"));
        return new Sent(count, new Refusals(number(await("refused")), await("since")));
    }

    private void tell(String what, String value) throws IOException {
        send(what + " " + value);
    }

    private void send(String text) throws IOException {
        try {
            channel.send(text);
        } catch (PeerClosedException e) {
            throw gone();
        }
    }

    private String await(String what) throws IOException {
        String told = receive();
        if (!told.startsWith(what + " ")) {
            throw unexpected(told);
        }
        return told.substring(what.length() + 1);
    }

    private String receive() throws IOException {
        String told;
        try {
            told = channel.receive();
        } catch (PeerClosedException e) {
            throw gone();
        }
        if (told == null) {
            throw gone();
        }
        return told;
    }

    private OtherHalfGoneException gone() {
        return new OtherHalfGoneException("the " + otherHalf + " has gone");
    }

    private long number(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw unexpected(text);
        }
    }

    private IOException unexpected(String told) {
        byte[] bytes = told.getBytes(UTF_8);
        return new IOException(
                "the "
                        + otherHalf
                        + " says what it should not: "
                        + Escaped.text(bytes, bytes.length));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
