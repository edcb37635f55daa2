/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who is in which room. A room is there while somebody is in it. */
final class ChatRooms {
    private final Map<String, Set<ChatMember>> rooms = new TreeMap<>();

    boolean hasMember(String name) {
        return rooms.values().stream()
                .flatMap(Set::stream)
                .anyMatch(member -> member.name().equals(name));
    }

    /** Adds a member, and tells whom it finds there. */
    void enter(String room, ChatMember member) throws IOException {
        Set<ChatMember> members = rooms.computeIfAbsent(room, key -> new LinkedHashSet<>());
        String others = members.stream().map(ChatMember::name).collect(joining(", "));
        members.add(member);
        member.tell("* you are in " + room + (others.isEmpty() ? ", alone" : " with " + others));
        tellOthers(room, member, "* " + member.name() + " came");
    }

    void leave(String room, ChatMember member) {
        Set<ChatMember> members = rooms.get(room);
        if (members == null || !members.remove(member)) {
            return; // it had not yet told its name
        }
        tellOthers(room, member, "* " + member.name() + " left");
        if (members.isEmpty()) {
            rooms.remove(room);
        }
    }

    void tellOthers(String room, ChatMember speaker, String line) {
        for (ChatMember each : rooms.getOrDefault(room, Set.of())) {
            if (each != speaker) {
                each.hear(line);
            }
        }
    }

    @Override
    public String toString() {
        return rooms.entrySet().stream()
                .map(room -> room.getKey() + " (" + room.getValue().size() + ")")
                .collect(joining(", "));
    }
}
