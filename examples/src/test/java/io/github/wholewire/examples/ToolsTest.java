/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
    @TempDir private Path folder;

    @Test
    void findsToolInAnyFolderOfThePath() throws Exception {
        Path tool = Files.createFile(folder.resolve("tool"));
        String path = folder.resolve("empty") + File.pathSeparator + folder;

        assertFalse(Tools.isOnPath("tool", path), "it is not executable");
        assertTrue(tool.toFile().setExecutable(true), "cannot make it executable");
        assertTrue(Tools.isOnPath("tool", path));
        assertFalse(Tools.isOnPath("another", path));
        assertFalse(Tools.isOnPath("tool", ""));
    }
}
