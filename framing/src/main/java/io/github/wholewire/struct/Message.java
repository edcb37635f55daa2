/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;

/** Makes programs of the part that is a whole message. */
final class Message {
    private static final Lookup LOOKUP = MethodHandles.lookup();

    private Message() {}

    /** The hidden class goes with its program. */
    static MessageProgram compile(Part part, Access<Object> access) {
        MessageHandles whole = part.message(access);
        List<?> data =
                List.of(
                        whole.read(),
                        whole.write(),
                        whole.measure(),
                        whole.pack(),
                        Encoding.of(access, whole.write(), whole.length()));
        try (InputStream in = Message.class.getResourceAsStream("CompiledMessageProgram.class")) {
            byte[] template = requireNonNull(in, "CompiledMessageProgram.class").readAllBytes();
            Lookup hidden = LOOKUP.defineHiddenClassWithClassData(template, data, true);
            return (MessageProgram) hidden.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | IOException e) {
            throw new LinkageError("no program for " + part.slot.name(), e);
        }
    }
}
