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
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;
import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record. Its handles are those of its components, at places that are constants where the size is
 * fixed.
 */
final class RecordPart extends Part {
    private static final MethodType LONGS = methodType(long.class, long.class, long.class);
    static final MethodHandle ADD_LONGS = Handles.bindStatic(Math.class, "addExact", LONGS);
    private static final MethodHandle COUNT = Handles.bindStatic(Cell.Run.class, "count", LONGS);
    private static final MethodHandle ADD =
            Handles.bindStatic(Integer.class, "sum", methodType(int.class, int.class, int.class));

    /** The canonical constructor. */
    private final MethodHandle constructor;

    final List<Member> members;

    /** Bytes of padding behind the last component. */
    final int trail;

    final boolean bigEndian;
    private final Class<?> type;

    RecordPart(
            Slot slot,
            MethodHandle constructor,
            List<Member> members,
            int trail,
            boolean fixed,
            boolean bigEndian) {
        super(slot, fixed ? minSize(members, trail) : VARIABLE, minSize(members, trail));
        this.constructor = constructor;
        this.members = members;
        this.trail = trail;
        this.bigEndian = bigEndian;
        this.type = slot.javaType();
    }

    private static int minSize(List<Member> members, int trail) {
        int size = trail;
        for (Member member : members) {
            size = Math.addExact(size, member.lead() + member.part().minSize);
        }
        return size;
    }

    @Override
    Handles handles(Access<Object> access) {
        List<Handles> handles = new ArrayList<>();
        List<MethodHandle> places = new ArrayList<>();
        int offset = 0;
        for (Member member : members) {
            handles.add(present(member.part(), access));
            places.add(place(member, offset));
            offset += isFixed() ? member.lead() + member.part().size : 0;
        }
        return new Handles(
                reading(handles, places), writing(access, handles, places), measuring(handles));
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
            read = filterArguments(read, 1, step(slot, 0, size));
            write = filterArguments(write, 1, step(slot, 0, size));
            MethodHandle length = dropArguments(constant(long.class, (long) size), 0, type);
            measure = measure == null ? length : foldArguments(length, measure);
        }
        return new Handles(
                read.asType(methodType(Object.class, Object.class, Cursor.class)),
                write.asType(methodType(void.class, Object.class, Cursor.class, Object.class)),
                requireNonNull(measure).asType(methodType(long.class, Object.class)));
    }

    private Class<?> position() {
        return isFixed() ? int.class : Cursor.class;
    }

    /** Turns the record's position into the component's; null where they are the same. */
    private @Nullable MethodHandle place(Member member, int offset) {
        if (isFixed()) {
            int at = offset + member.lead();
            return at == 0 ? null : insertArguments(ADD, 0, at);
        }
        Part part = member.part();
        if (part.isFixed()) {
            return step(part.slot, member.lead(), part.size);
        }
        return member.lead() == 0
                ? null
                : Handles.bind(
                        new Cursor.Step(part.slot, 0, member.lead()),
                        "skip",
                        Cursor.class,
                        Cursor.class);
    }

    static MethodHandle step(Slot slot, int lead, int size) {
        return Handles.bind(new Cursor.Step(slot, lead, size), "take", int.class, Cursor.class);
    }

    private static MethodHandle at(MethodHandle handle, int index, @Nullable MethodHandle place) {
        return place == null ? handle : filterArguments(handle, index, place);
    }

    /** Reads component after component, then calls the constructor with all of them. */
    private MethodHandle reading(List<Handles> handles, List<MethodHandle> places) {
        int count = members.size();
        MethodHandle reading = Handles.appending(constructor, Object.class, position());
        if (trail > 0 && !isFixed()) {
            MethodHandle skip = step(slot, 0, trail);
            skip = skip.asType(methodType(void.class, Cursor.class));
            reading = foldArguments(reading, count, dropArguments(skip, 0, Object.class));
        }
        for (int i = count - 1; i >= 0; i--) {
            Member member = members.get(i);
            MethodHandle read = handles.get(i).read();
            if (member.isCounted()) {
                MethodHandle placed = at(read, 2, places.get(i));
                reading = foldArguments(Handles.toFront(reading, i), counted(placed, member, i));
            } else {
                reading = foldArguments(reading, i, at(read, 1, places.get(i)));
            }
        }
        return reading;
    }

    /** Gives the components so far to one that is counted by one of them. */
    private MethodHandle counted(MethodHandle read, Member member, int index) {
        Class<?> counter = constructor.type().parameterType(member.countedBy());
        MethodHandle counting = filterArguments(read, 0, unsigned(counter, member.countMask()));
        MethodType components =
                constructor
                        .type()
                        .dropParameterTypes(index, members.size())
                        .changeReturnType(read.type().returnType())
                        .appendParameterTypes(Object.class, Cursor.class);
        return permuteArguments(counting, components, member.countedBy(), index, index + 1);
    }

    private static MethodHandle unsigned(Class<?> type, long mask) {
        return Handles.cast(insertArguments(COUNT, 0, mask), methodType(long.class, type));
    }

    /** Writes component after component, and zeros between them. */
    private MethodHandle writing(
            Access<Object> access, List<Handles> handles, List<MethodHandle> places) {
        List<MethodHandle> writes = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            addPadding(writes, access, offset, member.lead());
            MethodHandle write = handles.get(i).write();
            // The padding has been taken by now.
            MethodHandle place =
                    isFixed() || member.lead() <= 0
                            ? places.get(i)
                            : place(member.withoutLead(), offset);
            writes.add(filterArguments(at(write, 1, place), 2, member.getter()));
            offset += isFixed() ? member.lead() + member.part().size : 0;
        }
        addPadding(writes, access, offset, trail);
        return Handles.chain(methodType(void.class, Object.class, position(), type), writes);
    }

    private void addPadding(
            List<MethodHandle> writes, Access<Object> access, int offset, int length) {
        if (length <= 0) {
            return;
        }
        MethodHandle clear =
                Handles.bind(access, "clear", void.class, Object.class, int.class, int.class);
        MethodHandle place = isFixed() ? insertArguments(ADD, 0, offset) : step(slot, 0, length);
        MethodHandle padding = filterArguments(insertArguments(clear, 2, length), 1, place);
        writes.add(Handles.appending(padding, type));
    }

    /** Adds what the components of variable size take, and checks the others. */
    private @Nullable MethodHandle measuring(List<Handles> handles) {
        List<MethodHandle> checks = new ArrayList<>();
        List<MethodHandle> sizes = new ArrayList<>();
        long fixedSize = minSize;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            MethodHandle measure = handles.get(i).measure();
            if (measure == null) {
                continue;
            }
            if (member.part().isFixed()) {
                checks.add(filterArguments(measure, 0, member.getter()));
            } else {
                sizes.add(size(measure, member));
                fixedSize -= member.part().minSize;
            }
        }
        if (isFixed()) {
            return checks.isEmpty() ? null : Handles.chain(methodType(void.class, type), checks);
        }
        sizes.add(dropArguments(constant(long.class, fixedSize), 0, type));
        MethodHandle sum = sum(sizes);
        return checks.isEmpty()
                ? sum
                : foldArguments(sum, Handles.chain(methodType(void.class, type), checks));
    }

    private MethodHandle size(MethodHandle measure, Member member) {
        if (!member.isCounted()) {
            return filterArguments(measure, 0, member.getter());
        }
        MethodHandle getter = members.get(member.countedBy()).getter();
        MethodHandle unsigned = unsigned(getter.type().returnType(), member.countMask());
        MethodHandle count = filterArguments(unsigned, 0, getter);
        MethodHandle both = filterArguments(measure, 0, count, member.getter());
        return permuteArguments(both, methodType(long.class, type), 0, 0);
    }

    private MethodHandle sum(List<MethodHandle> measures) {
        int middle = measures.size() / 2;
        if (middle == 0) {
            return measures.get(0);
        }
        MethodHandle left = sum(measures.subList(0, middle));
        MethodHandle right = sum(measures.subList(middle, measures.size()));
        MethodHandle both = filterArguments(ADD_LONGS, 0, left, right);
        return permuteArguments(both, methodType(long.class, type), 0, 0);
    }
}
