/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the records of a sealed interface, and their tags. */
final class UnionBinder {
    private static final String DEFAULT_TAG = "B";

    private UnionBinder() {}

    /**
     * Binds a union.
     *
     * @param tagFormat null for that of the interface
     */
    static UnionPart bind(
            Class<?> type, @Nullable String tagFormat, @Nullable Charset charset, Reach reach) {
        StructFormat own = type.getAnnotation(StructFormat.class);
        Codes codes =
                Codes.of(tagFormat != null ? tagFormat : own != null ? own.value() : DEFAULT_TAG);
        Item tag = requireInteger(type, codes);
        Slot slot = new Slot(type.getSimpleName() + " tag", tag.text(), tag.type(), long.class);
        List<Class<?>> types = tagged(type, slot);
        List<RecordPart> records = new ArrayList<>();
        for (Class<?> record : types) {
            records.add(Binder.bind(record, null, charset, reach));
        }
        long[] numbers = types.stream().mapToLong(UnionBinder::tagOf).toArray();
        Tags tags = new Tags(slot, numbers, types.toArray(Class<?>[]::new));
        return new UnionPart(Slot.of(type.getSimpleName(), type), tags, records, codes.bigEndian());
    }

    private static Item requireInteger(Class<?> type, Codes codes) {
        Item item = codes.peek();
        if (item == null
                || codes.layout.items.length > 1
                || item.count() != 1
                || !item.type().isInteger()) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + ": the format of a tag is one integer code, such as \"B\" or \"<H\","
                            + " not "
                            + Quote.of(codes.format()));
        }
        return item;
    }

    /** The records in the order of their tags. */
    private static List<Class<?>> tagged(Class<?> type, Slot slot) {
        Set<Class<?>> found = new LinkedHashSet<>();
        collect(type, found);
        List<Class<?>> types = new ArrayList<>(found);
        for (Class<?> record : types) {
            long tag = requireTag(record).value();
            if (tag < slot.type().min || tag > slot.type().max) {
                throw new IllegalArgumentException(
                        record.getTypeName()
                                + ": @Tag("
                                + tag
                                + ") does not fit the tag's code "
                                + slot.code()
                                + ", which takes "
                                + slot.type().range());
            }
        }
        types.sort(Comparator.comparingLong(UnionBinder::tagOf));
        for (int i = 1; i < types.size(); i++) {
            if (tagOf(types.get(i)) == tagOf(types.get(i - 1))) {
                throw new IllegalArgumentException(
                        types.get(i - 1).getTypeName()
                                + " and "
                                + types.get(i).getTypeName()
                                + " both have @Tag("
                                + tagOf(types.get(i))
                                + ")");
            }
        }
        return types;
    }

    private static long tagOf(Class<?> record) {
        return requireTag(record).value();
    }

    private static Tag requireTag(Class<?> record) {
        Tag tag = record.getAnnotation(Tag.class);
        if (tag == null) {
            throw new IllegalArgumentException(
                    record.getTypeName() + " has no @Tag; give it one that is its own");
        }
        return tag;
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        if (type.isRecord()) {
            found.add(type);
        } else if (type.isSealed() && type.isInterface()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, found);
            }
        } else {
            throw new IllegalArgumentException(
                    type.getTypeName() + " is neither a record nor a sealed interface");
        }
    }
}
