/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component that is about to get its code.
 *
 * @param owner the record that has it
 * @param path in front of its name
 */
record Component(Class<?> owner, String path, RecordComponent self) {
    String name() {
        return self.getName();
    }

    Class<?> type() {
        return self.getType();
    }

    /** The name that messages give it. */
    String fullName() {
        return path + "." + name();
    }

    <A extends Annotation> @Nullable A annotation(Class<A> annotation) {
        return self.getAnnotation(annotation);
    }

    Slot slot(Item item) {
        return new Slot(
                fullName(),
                type().isArray() && item.count() > 1 ? item.text() : item.valueText(),
                item.type(),
                type());
    }

    /** The records that a List or an array is of; null if it is of something else. */
    @Nullable Class<?> elementRecord() {
        Class<?> element =
                self.getGenericType() instanceof ParameterizedType list && type() == List.class
                        ? raw(list.getActualTypeArguments()[0])
                        : type().getComponentType();
        return element != null && element.isRecord() ? element : null;
    }

    /** The class of a type, be it generic; null if it is a wildcard or a variable. */
    private static @Nullable Class<?> raw(Type type) {
        return type instanceof Class<?> plain
                ? plain
                : type instanceof ParameterizedType generic
                        ? (Class<?>) generic.getRawType()
                        : null;
    }

    /** The item of the next code. */
    Item next(Codes codes) {
        Item item = codes.peek();
        if (item == null) {
            throw refuse("no code is left for it in " + Quote.of(codes.format()));
        }
        return item;
    }

    IllegalArgumentException unfit(Item item, Codes codes) {
        return refuse(
                "code '"
                        + item.text()
                        + "' ("
                        + item.type().label
                        + ") does not fit "
                        + self.getGenericType().getTypeName()
                        + "; it fits "
                        + Fit.accepted(item.type())
                        + codes.caret());
    }

    IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException(
                owner.getTypeName() + ", component " + name() + ": " + why);
    }
}
