/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the components of a record their codes, in order. Not thread-safe; made for one record. */
final class Binder {
    private final Reach reach;
    private final Coding coding;
    private final Codes codes;
    private final Class<?> type;

    /** In front of the names of its components. */
    private final String path;

    /** The records that this one is a part of. */
    private final List<Class<?>> outer;

    private final List<Member> members = new ArrayList<>();
    private boolean isFixed = true;
    private boolean isOpen;
    private final BitBinder bits;

    private Binder(Reach reach, Coding coding, Class<?> type, String path, List<Class<?>> outer) {
        this.reach = reach;
        this.coding = coding;
        this.codes = coding.codes();
        this.bits = new BitBinder(codes);
        this.type = type;
        this.path = path;
        this.outer = outer;
    }

    /**
     * Binds a record that is a message.
     *
     * @param format null for that of the record
     */
    static RecordPart bind(
            Class<?> type, @Nullable String format, @Nullable Charset charset, Reach reach) {
        Coding coding = Coding.of(type, format, charset);
        return new Binder(reach, coding, type, type.getSimpleName(), List.of(type)).record(true);
    }

    /**
     * Binds its components.
     *
     * @param isWhole whether it uses all of the format
     */
    private RecordPart record(boolean isWhole) {
        for (RecordComponent each : type.getRecordComponents()) {
            Component component = new Component(type, path, each);
            if (isOpen) {
                throw component.refuse("it comes after the rest of the payload; make it the last");
            }
            bind(component);
        }
        bits.requireFull(type, "the record ends");
        int trail = isWhole ? trail() : 0;
        return new RecordPart(
                Slot.of(path, type),
                reach.constructor(type),
                members,
                trail,
                isFixed,
                codes.bigEndian());
    }

    private int trail() {
        int trail = codes.takePadding();
        Item left = codes.peek();
        if (left != null) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + ": its format has a code too many, for which there is no component: "
                            + left.text()
                            + codes.caret());
        }
        if (trail > 0 && isOpen) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + ": there can be no padding behind the rest of the payload");
        }
        return trail;
    }

    private void bind(Component component) {
        BitField field = component.annotation(BitField.class);
        CountedBy counted = component.annotation(CountedBy.class);
        Rest rest = component.annotation(Rest.class);
        requireAtMostOne(component, field, counted, rest);
        if (field != null) {
            members.add(bits.bind(component, reach, field.value()));
            return;
        }
        bits.requireFull(type, "component " + component.name() + " has none");
        if (counted != null) {
            bindRun(component, Counter.indexOf(component, counted.value(), members));
        } else if (rest != null) {
            bindRun(component, Member.REST);
        } else if (component.type().isRecord()) {
            bindRecord(component);
        } else {
            bindCode(component);
        }
    }

    private void requireAtMostOne(Component component, @Nullable Annotation... annotations) {
        if (Arrays.stream(annotations).filter(a -> a != null).count() > 1) {
            throw component.refuse("@BitField, @CountedBy and @Rest exclude each other");
        }
    }

    private void bindCode(Component component) {
        if (component.elementRecord() != null) {
            throw component.refuse(
                    "how many records there are is not said; add @CountedBy(...) or @Rest");
        }
        int lead = codes.takePadding();
        Item item = component.next(codes);
        Slot slot = component.slot(item);
        boolean array = slot.javaType().isArray() && !item.type().countIsLength();
        if (array && codes.isInsideItem()) {
            throw component.refuse("an array takes all of " + item.text() + ", but some is taken");
        }
        Part part =
                array
                        ? Fit.array(slot, item, codes.bigEndian())
                        : Fit.one(slot, item, codes.bigEndian(), coding.text());
        if (part == null) {
            throw component.unfit(item, codes);
        }
        if (array) {
            codes.takeItem();
        } else {
            codes.takeOne();
        }
        add(component, part, lead);
    }

    private void bindRecord(Component component) {
        Class<?> nested = component.type();
        int lead = codes.takePadding();
        Binder binder = nested(component, nested, component.fullName());
        RecordPart part = binder.record(binder.codes != codes);
        add(component, part, lead);
        isFixed &= part.isFixed();
        isOpen |= binder.isOpen;
    }

    /** A record with a format of its own is laid out by that; another one takes codes of ours. */
    private Binder nested(Component component, Class<?> nested, String nestedPath) {
        Coding own = Coding.of(nested);
        if (outer.contains(nested)) {
            throw component.refuse(nested.getSimpleName() + " would contain itself");
        }
        if (own != null) {
            requireNoAlignment(component);
        }
        List<Class<?>> around = new ArrayList<>(outer);
        around.add(nested);
        return new Binder(reach, own == null ? coding : own, nested, nestedPath, around);
    }

    private void bindRun(Component component, int counter) {
        requireNoAlignment(component);
        Class<?> element = component.elementRecord();
        int lead = codes.takePadding();
        Part part =
                element == null ? values(component, counter) : records(component, element, counter);
        long mask = counter >= 0 ? Counter.mask(members.get(counter)) : 0;
        members.add(new Member(component.name(), getter(component), part, lead, counter, mask));
        isFixed = false;
        isOpen = counter == Member.REST;
    }

    private Part values(Component component, int counter) {
        Item item = component.next(codes);
        Slot slot = component.slot(item);
        boolean single = item.type().countIsLength() ? item.width() == 1 : item.count() == 1;
        if (!single || codes.isInsideItem()) {
            throw component.refuse(
                    "its code stands for one element and has no count; write " + item.letter());
        }
        Part part = Fit.run(slot, codes.bigEndian(), coding.text(), counter >= 0);
        if (part == null) {
            throw component.unfit(item, codes);
        }
        codes.takeItem();
        return part;
    }

    private Part records(Component component, Class<?> element, int counter) {
        Binder binder = nested(component, element, component.fullName());
        RecordPart part = binder.record(binder.codes != codes);
        if (binder.isOpen || part.minSize == 0) {
            throw component.refuse(
                    element.getSimpleName()
                            + (binder.isOpen
                                    ? " takes the rest of the payload, so there cannot be several"
                                    : " may take no bytes, so nobody could say how many there are"));
        }
        Slot slot = Slot.of(component.fullName(), component.type());
        return new RunOfRecords(slot, part, counter >= 0);
    }

    private void add(Component component, Part part, int lead) {
        members.add(Member.fixed(component.name(), getter(component), part, lead));
    }

    private MethodHandle getter(Component component) {
        return reach.getter(type, component.self());
    }

    private void requireNoAlignment(Component component) {
        if (codes.layout.nativeMode) {
            throw component.refuse(
                    "native alignment does not go with places that are not fixed; begin the format"
                            + " with <, > or =");
        }
    }
}
