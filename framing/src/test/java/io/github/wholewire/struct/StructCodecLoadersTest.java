/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleFinder;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of other class loaders and other modules. */
class StructCodecLoadersTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir Path folder;

    @Test
    void letsAClassLoaderGo() throws Exception {
        WeakReference<ClassLoader> loader = use();
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (loader.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertNull(loader.get(), "the class loader is still there");
    }

    /** Returns a reference to the loader of a module that has made and used codecs. */
    private WeakReference<ClassLoader> use() throws Exception {
        Class<?> main = module("opens app;");
        for (String method : List.of("pack", "packDirect", "union", "packWithLookup")) {
            assertTrue(((byte[]) main.getMethod(method).invoke(null)).length >= 4, method);
        }
        return new WeakReference<>(main.getClassLoader());
    }

    private static final String RECORD =
            """
            package app;
            import io.github.wholewire.struct.*;
            sealed interface Message {}
            @Tag(1) @StructFormat("<I") record Hidden(int value) implements Message {}
            """;

    private static final String MAIN =
            """
            package app;
            import io.github.wholewire.struct.StructCodec;
            import java.lang.invoke.MethodHandles;
            public class Main {
                public static byte[] pack() {
                    return StructCodec.of(Hidden.class).pack(new Hidden(7));
                }
                public static byte[] packDirect() {
                    var codec = StructCodec.of(Hidden.class);
                    var buffer = java.nio.ByteBuffer.allocateDirect(4);
                    codec.packInto(buffer, 0, new Hidden(7));
                    codec.dump(buffer);
                    return codec.pack(codec.unpack(buffer));
                }
                public static byte[] union() {
                    var codec = StructCodec.union(Message.class);
                    return codec.pack(codec.unpack(codec.pack(new Hidden(7))));
                }
                public static byte[] packWithLookup() {
                    var codec = StructCodec.builder(Hidden.class)
                            .lookup(MethodHandles.lookup()).build();
                    return codec.pack(codec.unpack(codec.pack(new Hidden(7))));
                }
            }
            """;

    @Test
    void saysWhichPackageHasToBeOpen() throws Exception {
        Method pack = module("").getMethod("pack");
        Throwable refused =
                assertThrows(ReflectiveOperationException.class, () -> pack.invoke(null))
                        .getCause();
        Module ours = StructCodec.class.getModule();
        String to = ours.isNamed() ? " to io.github.wholewire.framing" : "";
        assertTrue(
                refused instanceof IllegalArgumentException
                        && refused.getMessage()
                                .contains(
                                        "write \"opens app"
                                                + to
                                                + ";\" in the module-info of app, or give a lookup"),
                refused.toString());
    }

    @Test
    void reachesRecordsOfAnOpenPackage() throws Exception {
        Class<?> main = module("opens app;");
        assertEquals(4, ((byte[]) main.getMethod("pack").invoke(null)).length);
    }

    @Test
    void reachesRecordsByALookup() throws Exception {
        Class<?> main = module("");
        assertEquals(4, ((byte[]) main.getMethod("packWithLookup").invoke(null)).length);
    }

    /** Compiles and loads a module whose package is exported, and perhaps open. */
    private Class<?> module(String opens) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("src/app"));
        Path classes = folder.resolve("classes");
        Module ours = StructCodec.class.getModule();
        String requires = ours.isNamed() ? "requires io.github.wholewire.framing;" : "";
        Path info = folder.resolve("src/module-info.java");
        Files.writeString(info, "module app { exports app; " + requires + opens + " }");
        Files.writeString(sources.resolve("Hidden.java"), RECORD);
        Files.writeString(sources.resolve("Main.java"), MAIN);
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        String path = System.getProperty(ours.isNamed() ? "jdk.module.path" : "java.class.path");
        int result =
                javac.run(
                        System.out,
                        System.err,
                        ours.isNamed() ? "-p" : "-cp",
                        path,
                        "-d",
                        classes.toString(),
                        info.toString(),
                        sources.resolve("Hidden.java").toString(),
                        sources.resolve("Main.java").toString());
        assertEquals(0, result, "javac");
        ModuleLayer parent = ours.isNamed() ? ours.getLayer() : ModuleLayer.boot();
        ModuleLayer layer =
                parent.defineModulesWithOneLoader(
                        parent.configuration()
                                .resolve(
                                        ModuleFinder.of(classes), ModuleFinder.of(), Set.of("app")),
                        StructCodec.class.getClassLoader());
        assertEquals(List.of("app"), layer.modules().stream().map(Module::getName).toList());
        return layer.findLoader("app").loadClass("app.Main");
    }
}
