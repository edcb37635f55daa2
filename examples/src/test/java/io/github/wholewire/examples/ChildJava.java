/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.util.ArrayList;
import java.util.List;

/** How a class of the examples or their tests is run in a JVM of its own. */
final class ChildJava {
    private ChildJava() {}

    /** Returns the command, to be put behind another one or to be started. */
    static List<String> command(Class<?> main, String... args) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                main.getName()));
        command.addAll(List.of(args));
        return command;
    }
}
