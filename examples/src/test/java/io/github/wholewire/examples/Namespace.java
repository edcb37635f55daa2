/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace of Linux: a host of its own, whose packets cannot leave it but to those it is
 * linked to.
 *
 * <p>It has no name and belongs to a process that ends when its input does. So it is gone with this
 * JVM whatever happens, and runs at the same time cannot meet.
 */
final class Namespace implements AutoCloseable {
    private static final String LOOPBACK_UP = "ip link set lo up";

    private final Peer holder;
    private final String pid;
    private final List<Peer> inside = new ArrayList<>();

    private Namespace(Peer holder, String pid) {
        this.holder = holder;
        this.pid = pid;
    }

    static Namespace open() throws Exception {
        Tools.requireRoot();
        Peer holder =
                Peer.start(
                        Tools.unshare(),
                        "--net",
                        "sh",
                        "-c",
                        LOOPBACK_UP + " && echo $$ && exec cat >/dev/null");
        return new Namespace(holder, holder.line());
    }

    /**
     * Links two with a cable: the same name at both ends, and the addresses 10.77.x.1 and fd77:x::1
     * at the one, 2 at the other.
     */
    static void link(Namespace one, Namespace two, String name, int network) throws Exception {
        one.shell("ip link add " + name + " type veth peer name " + name + " netns " + two.pid);
        one.configure(name, network, 1);
        two.configure(name, network, 2);
        one.awaitReady(name);
        two.awaitReady(name);
    }

    private void configure(String name, int network, int host) throws Exception {
        shell(
                """
                set -e
                ip addr add 10.77.%2$d.%3$d/24 brd + dev %1$s
                ip addr add fd77:%2$d::%3$d/64 nodad dev %1$s
                echo 0 >/proc/sys/net/ipv6/conf/%1$s/accept_dad
                ip link set %1$s up
                """
                        .formatted(name, network, host));
    }

    /**
     * Waits until IPv6 has noticed that the cable is plugged in: it then has the link's own address
     * and a way to groups. What is sent to a group before goes nowhere, and nobody is told.
     */
    private void awaitReady(String name) throws Exception {
        shell(
                """
                until ip -o link show dev %1$s | grep -q 'state UP' &&
                    ip -6 -o addr show dev %1$s scope link -tentative | grep -q inet6
                do :
                done
                """
                        .formatted(name));
    }

    /** Runs a command and returns what it prints. */
    String shell(String command) throws Exception {
        try (Peer shell = start("sh", "-c", command)) {
            return shell.end();
        }
    }

    /** Starts a program in it, which ends with it. */
    Peer start(String... command) throws IOException {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "nsenter",
                                "--net=/proc/" + pid + "/ns/net",
                                "setpriv",
                                "--pdeathsig",
                                "KILL"));
        all.addAll(List.of(command));
        Peer peer = Peer.start(all.toArray(String[]::new));
        inside.add(peer);
        return peer;
    }

    /** Starts a program of ours in it, in a JVM of its own. */
    Peer java(Class<?> main, String... args) throws IOException {
        return start(ChildJava.command(main, args).toArray(String[]::new));
    }

    @Override
    public void close() {
        inside.forEach(Peer::close);
        holder.close();
        assertFalse(Files.exists(Path.of("/proc", pid)), "the namespace is still held");
    }
}
