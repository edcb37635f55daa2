/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what a type offers to its users: a line for the type, an indented one for each member. */
final class ApiText {
    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private ApiText() {}

    static List<String> of(Class<?> type) {
        var byName = new TreeMap<String, String>();
        members(type).forEach(m -> byName.put(m.getName() + render(m), "    " + render(m)));
        List<String> lines = new ArrayList<>(List.of(header(type)));
        lines.addAll(byName.values());
        return lines;
    }

    static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return isVisible(type.getModifiers()) && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String header(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
        int implied = kind.equals("class") ? 0 : Modifier.FINAL;
        return words(
                modifiers(type.getModifiers() & ~implied, type),
                type.isSealed() && !type.isEnum() ? "sealed" : "",
                type.isInterface() ? "interface" : kind,
                type.getName().replace('$', '.') + parameters(type.getTypeParameters()),
                list(": ", visibleSupertypes(type), ""));
    }

    /** Supertypes that users cannot name count as part of the type. */
    private static Stream<Member> members(Class<?> type) {
        Stream<Member> own =
                Stream.<Member[]>of(
                                type.getDeclaredFields(),
                                type.getDeclaredConstructors(),
                                type.getDeclaredMethods())
                        .flatMap(Arrays::stream)
                        .filter(m -> isVisible(m.getModifiers()) && !m.isSynthetic())
                        .filter(m -> !OF_OBJECT.contains(m.getName()));
        Stream<Member> inherited =
                supertypes(type)
                        .filter(t -> !isVisible(raw(t)))
                        .flatMap(t -> members(raw(t)))
                        .filter(m -> !(m instanceof Constructor));
        return Stream.concat(own, inherited);
    }

    private static Stream<AnnotatedType> supertypes(Class<?> type) {
        return Stream.concat(
                        Stream.ofNullable(type.getAnnotatedSuperclass()),
                        Arrays.stream(type.getAnnotatedInterfaces()))
                .filter(t -> !Set.of(Object.class, Record.class, Enum.class).contains(raw(t)));
    }

    private static Stream<AnnotatedType> visibleSupertypes(Class<?> type) {
        return supertypes(type)
                .flatMap(t -> isVisible(raw(t)) ? Stream.of(t) : visibleSupertypes(raw(t)));
    }

    private static Class<?> raw(AnnotatedType type) {
        return (Class<?>)
                (type.getType() instanceof ParameterizedType p ? p.getRawType() : type.getType());
    }

    private static String render(Member member) {
        Class<?> owner = member.getDeclaringClass();
        String modifiers = modifiers(member.getModifiers(), owner);
        if (member instanceof Field field) {
            return words(
                    modifiers, name(field.getAnnotatedType()), field.getName(), constant(field));
        }
        Executable executable = (Executable) member;
        Stream<AnnotatedType> arguments = Arrays.stream(executable.getAnnotatedParameterTypes());
        Stream<AnnotatedType> thrown = Arrays.stream(executable.getAnnotatedExceptionTypes());
        return words(
                executable instanceof Method method && method.isDefault() ? "default" : "",
                modifiers,
                parameters(executable.getTypeParameters()),
                executable instanceof Method method ? name(method.getAnnotatedReturnType()) : "new",
                (executable instanceof Method ? member.getName() : owner.getSimpleName())
                        + list("(", arguments, ")").replaceAll("^$", "()"),
                list("throws ", thrown.sorted(comparing(ApiText::name)), ""));
    }

    private static String constant(Field field) {
        boolean simple = field.getType().isPrimitive() || field.getType() == String.class;
        try {
            return simple && Modifier.isStatic(field.getModifiers()) ? "= " + field.get(null) : "";
        } catch (IllegalAccessException e) {
            return "";
        }
    }

    private static String modifiers(int modifiers, Class<?> owner) {
        int shown = Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL;
        return Modifier.toString(
                modifiers & (owner.isInterface() ? shown : shown | Modifier.ABSTRACT));
    }

    private static String parameters(TypeVariable<?>[] parameters) {
        String names =
                Arrays.stream(parameters)
                        .map(p -> p + list(" extends ", bounds(p.getAnnotatedBounds()), ""))
                        .collect(joining(", "));
        return names.isEmpty() ? "" : "<" + names + ">";
    }

    private static Stream<AnnotatedType> bounds(AnnotatedType[] bounds) {
        return Arrays.stream(bounds).filter(bound -> !name(bound).equals("Object"));
    }

    private static String name(AnnotatedType type) {
        String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        if (type instanceof AnnotatedArrayType array) {
            return name(array.getAnnotatedGenericComponentType())
                    + nullable.replace("@", " @")
                    + "[]";
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            var lower = Arrays.stream(wildcard.getAnnotatedLowerBounds());
            var upper = bounds(wildcard.getAnnotatedUpperBounds());
            return "?" + list(" super ", lower, "") + list(" extends ", upper, "");
        }
        if (type.getType() instanceof TypeVariable<?> variable) {
            return nullable + variable.getName();
        }
        String rawName = nullable + withoutPackage(raw(type));
        if (type instanceof AnnotatedParameterizedType generic) {
            var arguments = Arrays.stream(generic.getAnnotatedActualTypeArguments());
            return rawName + list("<", arguments, ">");
        }
        return rawName;
    }

    private static String withoutPackage(Class<?> type) {
        int prefix = type.isPrimitive() ? 0 : type.getPackageName().length() + 1;
        return type.getName().substring(prefix).replace('$', '.');
    }

    private static String list(String before, Stream<AnnotatedType> types, String after) {
        String names = types.map(ApiText::name).collect(joining(", "));
        return names.isEmpty() ? "" : before + names + after;
    }

    private static String words(String... words) {
        return Arrays.stream(words).filter(word -> !word.isEmpty()).collect(joining(" "));
    }
}
