/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** Writes component after component, and zeros between them. */
final class RecordWriting {
    private final RecordPart record;
    private final Access<Object> access;
    private final List<MethodHandle> writes = new ArrayList<>();

    private RecordWriting(RecordPart record, Access<Object> access) {
        this.record = record;
        this.access = access;
    }

    /** {@code (Object target, P, record)void}. */
    static MethodHandle of(RecordPart record, List<Handles> handles, Access<Object> access) {
        return new RecordWriting(record, access).writing(handles);
    }

    private MethodHandle writing(List<Handles> handles) {
        for (int i = 0; i < handles.size(); i++) {
            Member member = record.members.get(i);
            MethodHandle place = record.place(i);
            if (member.lead() > 0) {
                addPadding(record.offset(i) - member.lead(), member.lead());
                place = record.placeBehindPadding(i);
            }
            MethodHandle write = RecordPart.at(handles.get(i).write(), 1, place);
            writes.add(filterArguments(write, 2, member.getter()));
        }
        if (record.trail > 0) {
            addPadding(record.offset(handles.size()), record.trail);
        }
        return Handles.chain(
                methodType(void.class, Object.class, record.position(), record.type()), writes);
    }

    private void addPadding(int offset, int length) {
        MethodHandle clear =
                Handles.bind(access, "clear", void.class, Object.class, int.class, int.class);
        MethodHandle place =
                record.isFixed()
                        ? RecordPart.plus(offset)
                        : new Cursor.Step(record.slot, 0, length).taking();
        MethodHandle padding = RecordPart.at(insertArguments(clear, 2, length), 1, place);
        writes.add(Handles.appending(padding, record.type()));
    }
}
