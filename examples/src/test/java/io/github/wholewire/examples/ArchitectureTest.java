/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.wholewire.ChannelException;
import io.github.wholewire.MessageChannel;
import io.github.wholewire.framing.Framers;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between the packages, and the number of types users have to learn. */
class ArchitectureTest {
    private static final String ROOT = "io.github.wholewire";
    private static final String INTERNAL = ROOT + ".internal..";
    private static final String[] CORE = {
        ROOT, ROOT + ".tcp", ROOT + ".udp", ROOT + ".memory", ROOT + ".pacing"
    };
    private static final String[] FORMATS = {ROOT + ".framing", ROOT + ".struct"};

    private static final JavaClasses CLASSES = importClasses();

    private static JavaClasses importClasses() {
        JavaClasses classes = new ClassFileImporter().importPackages(ROOT);
        assertTrue(classes.contain(MessageChannel.class), "core was not imported");
        assertTrue(classes.contain(Framers.class), "framing was not imported");
        return classes;
    }

    @Test
    void contractKnowsNoOtherPackageOfOurs() {
        holdTo(resideInAPackage(ROOT), ROOT);
    }

    @Test
    void machineryKnowsNoTransportAndNoFormat() {
        holdTo(resideInAPackage(INTERNAL), ROOT, INTERNAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp", "memory", "pacing"})
    void transportKnowsNoOtherTransportAndNoFormat(String transport) {
        String itself = ROOT + "." + transport;
        holdTo(resideInAPackage(itself), ROOT, INTERNAL, itself);
    }

    /** A struct is framed as any payload of fixed length is. */
    @ParameterizedTest
    @CsvSource({"framing, framing", "struct, framing"})
    void formatKnowsTheContractAndTheJdkOnly(String format, String known) {
        classes()
                .that()
                .resideInAPackage(ROOT + "." + format)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT, ROOT + "." + format, ROOT + "." + known, "java..", "org.jspecify..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void formatTouchesNoSocketFileThreadOrClock() {
        noClasses()
                .that()
                .resideInAnyPackage(FORMATS)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net", "java.nio.channels..", "java.nio.file..")
                                .or(runsOrTellsTime()))
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    /** Addresses may be named, and an executor may be handed in; nothing is opened or started. */
    @Test
    void contractTouchesNoSocketThreadOrClock() {
        DescribedPredicate<JavaClass> address =
                belongToAnyOf(SocketAddress.class, InetSocketAddress.class);
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net", "java.nio.channels..")
                                .and(not(address))
                                .or(runsOrTellsTime().and(not(belongToAnyOf(Executor.class)))))
                .check(CLASSES);
    }

    /** The exceptions are one family, learnt as one: they are not counted. */
    @Test
    void publicApiStaysSmall() {
        assertAtMost(30, publicTypes(CORE));
        assertAtMost(15, publicTypes(FORMATS));
    }

    private static DescribedPredicate<JavaClass> runsOrTellsTime() {
        return assignableTo(Thread.class)
                .or(assignableTo(Executor.class))
                .or(belongToAnyOf(Timer.class, Clock.class, InstantSource.class));
    }

    /** Classes may depend on these packages of ours and no other of ours. */
    private static void holdTo(DescribedPredicate<JavaClass> classes, String... packages) {
        noClasses()
                .that(classes)
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(packages))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static List<String> publicTypes(String... packages) {
        return CLASSES.that(resideInAnyPackage(packages)).stream()
                .filter(type -> type.isTopLevelClass())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.isAssignableTo(ChannelException.class))
                .map(JavaClass::getName)
                .toList();
    }

    private static void assertAtMost(int budget, List<String> types) {
        assertTrue(types.size() <= budget, () -> types.size() + " public types: " + types);
    }
}
