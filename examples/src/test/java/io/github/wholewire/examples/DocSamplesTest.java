/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every Java sample of README and of the Javadoc stands in a test source, which the build compiles,
 * or in a project that uses the library from outside.
 *
 * <p>White space does not count. Paragraphs of a sample stand in one source in their order, so that
 * a test can do something between them.
 */
class DocSamplesTest {
    private static final Path ROOT = ReadmeTest.root();
    private static final Pattern README_SAMPLE = Pattern.compile("(?s)\n```java\n(.*?)\n```");
    private static final Pattern JAVADOC_SAMPLE =
            Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n *\\* *}</pre>");

    @ParameterizedTest
    @MethodSource({"ofReadme", "ofCore", "ofFraming"})
    void standsInTestSource(Sample sample) throws IOException {
        for (String folder : List.of("examples/src/test/java", "examples/src/it")) {
            for (Path source : javaFiles(ROOT.resolve(folder))) {
                if (sample.standsIn(Files.readString(source))) {
                    return;
                }
            }
        }
        throw new AssertionError("no test source has the sample of " + sample);
    }

    static List<Sample> ofReadme() throws IOException {
        return samples(List.of(ROOT.resolve("README.md")), README_SAMPLE);
    }

    static List<Sample> ofCore() throws IOException {
        return samples(javaFiles(ROOT.resolve("core/src/main/java")), JAVADOC_SAMPLE);
    }

    static List<Sample> ofFraming() throws IOException {
        return samples(javaFiles(ROOT.resolve("framing/src/main/java")), JAVADOC_SAMPLE);
    }

    private static List<Sample> samples(List<Path> files, Pattern pattern) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Path file : files) {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                String text = matcher.group(1).replaceAll("(?m)^ *\\* ?", "");
                assertFalse(text.isBlank(), () -> "an empty sample in " + file);
                samples.add(new Sample(ROOT.relativize(file).toString(), text));
            }
        }
        assertFalse(samples.isEmpty(), () -> "no samples found in " + files);
        return samples;
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    record Sample(String file, String text) {
        boolean standsIn(String source) {
            String rest = withoutSpace(source);
            for (String paragraph : text.split("\n\\s*\n")) {
                int found = rest.indexOf(withoutSpace(paragraph));
                if (found < 0) {
                    return false;
                }
                rest = rest.substring(found + withoutSpace(paragraph).length());
            }
            return true;
        }

        private static String withoutSpace(String text) {
            return text.replaceAll("\\s+", "");
        }

        @Override
        public String toString() {
            return file + ":\n" + text.lines().map(line -> "    " + line).collect(joining("\n"));
        }
    }

    @ParameterizedTest
    @MethodSource("changed")
    void noticesWhatIsNotThere(String sample) {
        String source = "int a = 1; // one\n\n f(a);\n int b;";
        assertTrue(new Sample("", "int a = 1; // one\nf(a);").standsIn(source));
        assertTrue(new Sample("", "int a\n= 1;\n\nint b;").standsIn(source));
        assertFalse(new Sample("", sample).standsIn(source));
    }

    static List<String> changed() {
        return List.of("int a = 2;", "f(a);\n\nint a = 1;", "int a = 1;\nf(a);", "f(a);\n\nf(a);");
    }
}
