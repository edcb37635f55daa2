/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares what a module offers to its users with the {@code api.txt} kept in its folder. */
class PublicApiTest {
    private static final String HOW_TO_RECORD =
            "mvn -pl examples -am test -Dtest=PublicApiTest -Dapi.write=true";

    @ParameterizedTest
    @CsvSource({
        "core, io.github.wholewire.MessageChannel",
        "framing, io.github.wholewire.framing.Framers"
    })
    void isAsRecorded(String folder, Class<?> anyTypeOfModule) throws Exception {
        List<String> actual = new ArrayList<>();
        exportedTypes(anyTypeOfModule).forEach(type -> actual.addAll(ApiText.of(type)));
        assertFalse(actual.isEmpty(), "no exported types found");

        Path file = Path.of("..", folder, "api.txt");
        if (Boolean.getBoolean("api.write")) {
            Files.write(file, actual);
        }
        List<String> recorded = Files.exists(file) ? Files.readAllLines(file) : List.of();
        assertTrue(
                recorded.equals(actual),
                () ->
                        "the public API is not what %s/api.txt says:\n%s%s\nIf so meant: %s"
                                .formatted(
                                        folder,
                                        onlyIn(recorded, actual, "- "),
                                        onlyIn(actual, recorded, "+ "),
                                        HOW_TO_RECORD));
    }

    private static String onlyIn(List<String> lines, List<String> others, String mark) {
        List<String> known = withOwner(others);
        return withOwner(lines).stream()
                .filter(line -> !known.contains(line))
                .map(line -> mark + line + "\n")
                .collect(joining());
    }

    /** Puts the type in front of each of its members. */
    private static List<String> withOwner(List<String> lines) {
        List<String> result = new ArrayList<>();
        String owner = "";
        for (String line : lines) {
            boolean member = line.startsWith(" ");
            owner = member ? owner : line;
            result.add(member ? owner.replaceAll(" :.*", "") + " . " + line.strip() : line);
        }
        return result;
    }

    private static List<Class<?>> exportedTypes(Class<?> anyTypeOfModule) throws Exception {
        var location = anyTypeOfModule.getProtectionDomain().getCodeSource().getLocation();
        ModuleReference module =
                ModuleFinder.of(Path.of(location.toURI())).findAll().iterator().next();
        Set<String> exported =
                module.descriptor().exports().stream()
                        .filter(export -> !export.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(toSet());
        List<Class<?>> types = new ArrayList<>();
        try (var reader = module.open();
                var resources = reader.list()) {
            for (String name : resources.filter(r -> r.matches(".+/.+\\.class")).toList()) {
                String className = name.replace(".class", "").replace('/', '.');
                types.add(Class.forName(className, false, anyTypeOfModule.getClassLoader()));
            }
        }
        types.removeIf(
                type -> !exported.contains(type.getPackageName()) || !ApiText.isVisible(type));
        types.sort(comparing(Class::getName));
        return types;
    }
}
