/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import io.github.wholewire.Codecs;
import io.github.wholewire.MessageConnection;
import io.github.wholewire.MessageHandler;
import io.github.wholewire.Protocol;
import io.github.wholewire.framing.Framers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One person's side of the chat: first the name, then commands and what is said. */
final class ChatMember implements MessageHandler<String> {
    static final Protocol<String> LINES = Protocol.of(Framers.lines(2000), Codecs.utf8());

    private static final String NAME = "[\\p{L}\\p{N}_-]{1,20}";
    private static final String HELP = "* say something, or /join ROOM, /rooms, /quit";

    private final ChatRooms rooms;
    private final MessageConnection<String> connection;
    private String name = "";
    private String room = "";
    private long missed;

    ChatMember(ChatRooms rooms, MessageConnection<String> connection) throws IOException {
        this.rooms = rooms;
        this.connection = connection;
        tell("* welcome, what is your name?");
    }

    String name() {
        return name;
    }

    @Override
    public void onMessage(String line) throws IOException {
        String text = line.replaceAll("\\p{Cntrl}", "?"); // it will stand on others' terminals
        if (name.isEmpty()) {
            introduce(text);
        } else if (text.startsWith("/")) {
            obey(text);
        } else {
            rooms.tellOthers(room, this, name + ": " + text);
        }
    }

    private void introduce(String wanted) throws IOException {
        if (!wanted.matches(NAME)) {
            tell("* use 1 to 20 letters and digits; what is your name?");
        } else if (rooms.hasMember(wanted)) {
            tell("* " + wanted + " is here already; what is your name?");
        } else {
            name = wanted;
            tell(HELP);
            enter("lobby");
        }
    }

    private void obey(String command) throws IOException {
        if (command.matches("/join " + NAME)) {
            enter(command.substring("/join ".length()));
        } else if (command.equals("/rooms")) {
            tell("* rooms: " + rooms);
        } else if (command.equals("/quit")) {
            tell("* goodbye");
            connection.close();
        } else {
            tell(HELP);
        }
    }

    private void enter(String next) throws IOException {
        rooms.leave(room, this);
        room = next;
        rooms.enter(room, this);
    }

    /** Answers this person. */
    void tell(String line) throws IOException {
        connection.send(line);
    }

    /** Brings what others say. Who reads too slowly misses some: the others do not wait. */
    void hear(String line) {
        try {
            if (!connection.trySend(line)) {
                missed++;
            }
        } catch (IOException e) {
            connection.abort(); // it is gone, and will be told so by onClose
        }
    }

    @Override
    public void onWritable() throws IOException {
        tell("* you missed " + missed + " lines");
        missed = 0;
    }

    @Override
    public void onClose(@Nullable IOException cause) {
        rooms.leave(room, this);
    }
}
