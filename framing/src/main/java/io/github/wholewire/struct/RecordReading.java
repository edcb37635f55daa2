/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;

/** Reads component after component, then calls the constructor with all of them. */
final class RecordReading {
    private final RecordPart record;
    private final List<Handles> handles;

    private RecordReading(RecordPart record, List<Handles> handles) {
        this.record = record;
        this.handles = handles;
    }

    /** {@code (Object source, P)record}. */
    static MethodHandle of(RecordPart record, List<Handles> handles) {
        return new RecordReading(record, handles).reading();
    }

    private MethodHandle reading() {
        MethodHandle reading =
                Handles.appending(record.constructor, Object.class, record.position());
        if (record.trail > 0 && !record.isFixed()) {
            reading = foldArguments(reading, handles.size(), skippingTrail());
        }
        for (int i = handles.size() - 1; i >= 0; i--) {
            Member member = record.members.get(i);
            MethodHandle read = handles.get(i).read();
            MethodHandle place = record.place(i);
            reading =
                    member.isCounted()
                            ? foldArguments(
                                    Handles.toFront(reading, i),
                                    counted(RecordPart.at(read, 2, place), member, i))
                            : foldArguments(reading, i, RecordPart.at(read, 1, place));
        }
        return reading;
    }

    private MethodHandle skippingTrail() {
        MethodHandle skip = new Cursor.Step(record.slot, 0, record.trail).taking();
        return dropArguments(skip.asType(methodType(void.class, Cursor.class)), 0, Object.class);
    }

    /** Gives the components so far to one that is counted by one of them. */
    private MethodHandle counted(MethodHandle read, Member member, int index) {
        MethodType constructor = record.constructor.type();
        MethodHandle count = member.count(constructor.parameterType(member.countedBy()));
        MethodType components =
                constructor
                        .dropParameterTypes(index, constructor.parameterCount())
                        .changeReturnType(read.type().returnType())
                        .appendParameterTypes(Object.class, Cursor.class);
        return permuteArguments(
                filterArguments(read, 0, count), components, member.countedBy(), index, index + 1);
    }
}
