/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the components of a record their codes, in order. Not thread-safe; made for one record. */
final class Binder {
    private static final int MAX_SLOTS = 240;

    private final Reach reach;
    private final Codes codes;
    private final Text text;
    private final Class<?> type;

    /** In front of the names of its components. */
    private final String path;

    /** The records that this one is a part of. */
    private final List<Class<?>> outer;

    private final List<Member> members = new ArrayList<>();
    private boolean isFixed = true;
    private boolean isOpen;
    private @Nullable BitGroup bits;

    private Binder(
            Reach reach, Codes codes, Text text, Class<?> type, String path, List<Class<?>> outer) {
        this.reach = reach;
        this.codes = codes;
        this.text = text;
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
        String name = type.getSimpleName();
        StructFormat own = type.getAnnotation(StructFormat.class);
        if (format == null && own == null) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + " has no format; write @StructFormat(\"...\") on it, or give one");
        }
        Codes codes = Codes.of(format != null ? format : own.value());
        Charset chosen =
                charset != null ? charset : Charset.forName(own == null ? "UTF-8" : own.charset());
        return new Binder(reach, codes, Text.of(chosen), type, name, List.of(type)).whole();
    }

    /** The record, which uses all of the format. */
    private RecordPart whole() {
        return record(true);
    }

    private RecordPart record(boolean isWhole) {
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            if (isOpen) {
                throw refuse(component, "it comes after the rest of the payload; make it the last");
            }
            bind(component);
        }
        closeBits("the record ends");
        int trail = isWhole ? trail() : 0;
        MethodType parameters =
                MethodType.methodType(
                        type,
                        Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new));
        requireFew(parameters);
        MethodHandle constructor = reach.constructor(type, parameters);
        return new RecordPart(
                Slot.of(path, type), constructor, members, trail, isFixed, codes.bigEndian());
    }

    /** A method handle takes no more; long and double count twice. */
    private void requireFew(MethodType parameters) {
        int slots = 0;
        for (Class<?> parameter : parameters.parameterList()) {
            slots += parameter == long.class || parameter == double.class ? 2 : 1;
        }
        if (slots > MAX_SLOTS) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + " has too many components: "
                            + slots
                            + ", long and double counted twice, and the limit is "
                            + MAX_SLOTS
                            + "; make records of some of them");
        }
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

    private void bind(RecordComponent component) {
        BitField field = component.getAnnotation(BitField.class);
        CountedBy counted = component.getAnnotation(CountedBy.class);
        Rest rest = component.getAnnotation(Rest.class);
        requireAtMostOne(component, field, counted, rest);
        if (field != null) {
            bindBits(component, field.value());
            return;
        }
        closeBits("component " + component.getName() + " has none");
        if (counted != null) {
            bindRun(component, counterOf(component, counted.value()));
        } else if (rest != null) {
            bindRun(component, Member.REST);
        } else if (component.getType().isRecord()) {
            bindRecord(component);
        } else {
            bindCode(component);
        }
    }

    private void requireAtMostOne(RecordComponent component, @Nullable Annotation... annotations) {
        if (Arrays.stream(annotations).filter(a -> a != null).count() > 1) {
            throw refuse(component, "@BitField, @CountedBy and @Rest exclude each other");
        }
    }

    private void bindCode(RecordComponent component) {
        int lead = codes.takePadding();
        Item item = nextItem(component);
        Slot slot = slot(component, item);
        boolean array = slot.javaType().isArray() && !item.type().countIsLength();
        if (array && codes.isInsideItem()) {
            throw refuse(component, "an array takes all of " + item.text() + ", but some is taken");
        }
        Part part =
                array
                        ? Fit.array(slot, item, codes.bigEndian())
                        : Fit.one(slot, item, codes.bigEndian(), text);
        if (part == null) {
            throw unfit(component, item);
        }
        if (array) {
            codes.takeItem();
        } else {
            codes.takeOne();
        }
        add(component, part, lead);
    }

    private void bindRecord(RecordComponent component) {
        Class<?> nested = component.getType();
        int lead = codes.takePadding();
        Binder binder = nested(component, nested, path + "." + component.getName());
        RecordPart part = binder.record(binder.codes != codes);
        add(component, part, lead);
        isFixed &= part.isFixed();
        isOpen |= binder.isOpen;
    }

    /** A record with a format of its own is laid out by that; another one takes codes of ours. */
    private Binder nested(RecordComponent component, Class<?> nested, String nestedPath) {
        StructFormat own = nested.getAnnotation(StructFormat.class);
        if (outer.contains(nested)) {
            throw refuse(component, nested.getSimpleName() + " would contain itself");
        }
        if (own != null) {
            requireNoAlignment(component);
        }
        List<Class<?>> around = new ArrayList<>(outer);
        around.add(nested);
        return own == null
                ? new Binder(reach, codes, text, nested, nestedPath, around)
                : new Binder(
                        reach,
                        Codes.of(own.value()),
                        Text.of(Charset.forName(own.charset())),
                        nested,
                        nestedPath,
                        around);
    }

    private void bindRun(RecordComponent component, int counter) {
        requireNoAlignment(component);
        Class<?> element = elementRecord(component);
        int lead = codes.takePadding();
        Part part =
                element == null ? values(component, counter) : records(component, element, counter);
        long mask = counter >= 0 ? countMask(counter) : 0;
        members.add(new Member(component.getName(), getter(component), part, lead, counter, mask));
        isFixed = false;
        isOpen = counter == Member.REST;
    }

    private Part values(RecordComponent component, int counter) {
        Item item = nextItem(component);
        Slot slot = slot(component, item);
        boolean single = item.type().countIsLength() ? item.width() == 1 : item.count() == 1;
        if (!single || codes.isInsideItem()) {
            throw refuse(
                    component,
                    "its code stands for one element and has no count; write " + item.letter());
        }
        Part part = Fit.run(slot, codes.bigEndian(), text, counter >= 0);
        if (part == null) {
            throw unfit(component, item);
        }
        codes.takeItem();
        return part;
    }

    private Part records(RecordComponent component, Class<?> element, int counter) {
        Binder binder = nested(component, element, path + "." + component.getName());
        RecordPart part = binder.record(binder.codes != codes);
        if (binder.isOpen || part.minSize == 0) {
            throw refuse(
                    component,
                    element.getSimpleName()
                            + (binder.isOpen
                                    ? " takes the rest of the payload, so there cannot be several"
                                    : " may take no bytes, so nobody could say how many there are"));
        }
        Slot slot = Slot.of(path + "." + component.getName(), component.getType());
        return new RunOfRecords(slot, part, counter >= 0);
    }

    /** The records that a List or an array is of; null if it is of something else. */
    private static @Nullable Class<?> elementRecord(RecordComponent component) {
        Type generic = component.getGenericType();
        if (component.getType() == List.class
                && generic instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            return element;
        }
        Class<?> element = component.getType().getComponentType();
        return element != null && element.isRecord() ? element : null;
    }

    private int counterOf(RecordComponent component, String name) {
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member.name().equals(name)) {
                if (!member.part().slot.isInteger()) {
                    throw refuse(component, "what counts it, " + name + ", is no integer");
                }
                return i;
            }
        }
        throw refuse(component, "no earlier component is called " + name);
    }

    /** An int may hold an unsigned number of 32 bits, and a byte one of a bit field of 8. */
    private long countMask(int counter) {
        Slot slot = members.get(counter).part().slot;
        boolean isBitField = slot.bits() > 0;
        int bits = isBitField ? slot.bits() : slot.type().width * Byte.SIZE;
        return isBitField || slot.type().min == 0 ? -1L >>> (Long.SIZE - bits) : -1;
    }

    private void bindBits(RecordComponent component, int count) {
        int lead = bits == null ? codes.takePadding() : 0;
        Item item = bits == null ? nextItem(component) : bits.item();
        if (!item.type().isInteger()) {
            throw unfit(component, item);
        }
        int total = item.width() * Byte.SIZE;
        int used = bits == null ? 0 : bits.used();
        if (count < 1 || used + count > total) {
            throw refuse(
                    component,
                    "@BitField("
                            + count
                            + ") is not 1 to "
                            + (total - used)
                            + ", the bits left of "
                            + item.letter());
        }
        Slot whole = slot(component, item);
        Slot slot = new Slot(whole.name(), whole.code(), whole.type(), whole.javaType(), count);
        int shift = codes.bigEndian() ? total - used - count : used;
        Part part = Fit.bits(slot, codes.bigEndian(), shift, bits == null);
        if (part == null) {
            throw refuse(component, count + " bits do not fit " + slot.javaType().getSimpleName());
        }
        if (bits == null) {
            codes.takeOne();
        }
        add(component, part, bits == null ? lead : -item.width());
        bits = used + count == total ? null : new BitGroup(item, used + count);
    }

    /** An integer of which some bits are taken. */
    private record BitGroup(Item item, int used) {}

    private void closeBits(String why) {
        if (bits != null) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + ": the bit fields take "
                            + bits.used()
                            + " bits of "
                            + bits.item().width() * Byte.SIZE
                            + ", and "
                            + why
                            + "; add one for the bits left");
        }
    }

    private void add(RecordComponent component, Part part, int lead) {
        members.add(Member.fixed(component.getName(), getter(component), part, lead));
    }

    private MethodHandle getter(RecordComponent component) {
        return reach.getter(type, component);
    }

    private Item nextItem(RecordComponent component) {
        Item item = codes.peek();
        if (item == null) {
            throw refuse(component, "no code is left for it in " + Quote.of(codes.format()));
        }
        return item;
    }

    private Slot slot(RecordComponent component, Item item) {
        return new Slot(
                path + "." + component.getName(),
                component.getType().isArray() && item.count() > 1 ? item.text() : item.valueText(),
                item.type(),
                component.getType());
    }

    private void requireNoAlignment(RecordComponent component) {
        if (codes.layout.nativeMode) {
            throw refuse(
                    component,
                    "native alignment does not go with places that are not fixed; begin the format"
                            + " with <, > or =");
        }
    }

    private IllegalArgumentException unfit(RecordComponent component, Item item) {
        return refuse(
                component,
                "code '"
                        + item.text()
                        + "' ("
                        + item.type().label
                        + ") does not fit "
                        + component.getGenericType().getTypeName()
                        + "; it fits "
                        + Fit.accepted(item.type())
                        + codes.caret());
    }

    private IllegalArgumentException refuse(RecordComponent component, String why) {
        return new IllegalArgumentException(
                type.getTypeName() + ", component " + component.getName() + ": " + why);
    }
}
