/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static java.lang.invoke.MethodHandles.constant;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodType.methodType;
import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record. Its handles are those of its components, at places that are constants where the size is
 * fixed.
 */
final class RecordPart extends Part {
    private static final MethodHandle ADD =
            Handles.bindStatic(Integer.class, "sum", methodType(int.class, int.class, int.class));

    /** The canonical constructor. */
    final MethodHandle constructor;

    final List<Member> members;

    /** Bytes of padding behind the last component. */
    final int trail;

    final boolean bigEndian;

    RecordPart(
            Slot slot,
            MethodHandle constructor,
            List<Member> members,
            int trail,
            boolean fixed,
            boolean bigEndian) {
        super(
                slot,
                fixed ? minSize(slot, members, trail) : VARIABLE,
                minSize(slot, members, trail));
        this.constructor = constructor;
        this.members = members;
        this.trail = trail;
        this.bigEndian = bigEndian;
    }

    private static int minSize(Slot slot, List<Member> members, int trail) {
        long size = trail;
        for (Member member : members) {
            size += (long) member.lead() + member.part().minSize;
        }
        return requireInArray(slot, size);
    }

    @Override
    Handles handles(Access<Object> access) {
        List<Handles> handles = new ArrayList<>();
        for (Member member : members) {
            handles.add(present(member.part(), access));
        }
        return new Handles(
                RecordReading.of(this, handles),
                RecordWriting.of(this, handles, access),
                RecordMeasuring.of(this, handles));
    }

    /** Of a component that is a record and null, nothing can be asked. */
    private static Handles present(Part part, Access<Object> access) {
        Handles handles = part.handles(access);
        if (!(part instanceof RecordPart)) {
            return handles;
        }
        Class<?> type = part.slot.javaType();
        MethodHandle require = Handles.bind(part.slot, "require", Object.class, Object.class);
        MethodHandle present = require.asType(methodType(type, type));
        MethodHandle measure = handles.measure();
        return new Handles(
                handles.read(),
                filterArguments(handles.write(), 2, present),
                measure == null
                        ? require.asType(methodType(void.class, type))
                        : filterArguments(measure, 0, present));
    }

    /**
     * Its handles where it does not have a fixed place, with Object for its type; they always
     * measure.
     */
    Handles movingHandles(Access<Object> access) {
        Handles own = handles(access);
        MethodHandle read = own.read();
        MethodHandle write = own.write();
        MethodHandle measure = own.measure();
        if (isFixed()) {
            MethodHandle place = new Cursor.Step(slot, 0, size).taking();
            read = filterArguments(read, 1, place);
            write = filterArguments(write, 1, place);
            MethodHandle length = dropArguments(constant(long.class, (long) size), 0, type());
            measure = measure == null ? length : foldArguments(length, measure);
        }
        return new Handles(
                read.asType(methodType(Object.class, Object.class, Cursor.class)),
                write.asType(methodType(void.class, Object.class, Cursor.class, Object.class)),
                requireNonNull(measure).asType(methodType(long.class, Object.class)));
    }

    Class<?> type() {
        return slot.javaType();
    }

    /** The type of the position that the handles take. */
    Class<?> position() {
        return isFixed() ? int.class : Cursor.class;
    }

    /** Where a component lies if the size is fixed, from the record's first byte on. */
    int offset(int index) {
        int offset = 0;
        for (Member member : members.subList(0, index)) {
            offset += member.lead() + member.part().size;
        }
        return index < members.size() ? offset + members.get(index).lead() : offset;
    }

    /** Turns the record's position into a component's; null where they are the same. */
    @Nullable MethodHandle place(int index) {
        return isFixed() ? plus(offset(index)) : step(members.get(index));
    }

    /** The same when the padding in front of the component has been dealt with. */
    @Nullable MethodHandle placeBehindPadding(int index) {
        return isFixed() ? plus(offset(index)) : step(members.get(index).withoutLead());
    }

    static @Nullable MethodHandle plus(int offset) {
        return offset == 0 ? null : insertArguments(ADD, 0, offset);
    }

    private static @Nullable MethodHandle step(Member member) {
        Part part = member.part();
        if (part.isFixed()) {
            return new Cursor.Step(part.slot, member.lead(), part.size).taking();
        }
        return member.lead() == 0 ? null : new Cursor.Step(part.slot, 0, member.lead()).skipping();
    }

    /** Gives a handle another place for its own. */
    static MethodHandle at(MethodHandle handle, int index, @Nullable MethodHandle place) {
        return place == null ? handle : filterArguments(handle, index, place);
    }
}
