/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Event loops: many connections on a few threads.
 *
 * <p>An {@link EventLoop} waits, with its {@link Poller}, and calls whoever is ready: the {@link
 * Acceptor}, which opens connections, or a {@link Link}, one connection. A link reads into its
 * loop's buffer and lets its {@link Handle}, the protocol and handler of the moment, take messages
 * from there. What they send is collected in the loop's {@link Scratch} and written by the link's
 * {@link LinkOutput} when all is handled. Everything but what the handles do for other threads
 * happens in the loop's thread and needs no lock.
 *
 * <p>Sockets are known to the classes named after them and to {@link SelectorPoller} alone:
 * everything else drives a {@link Listener} and its {@link Transport}s, whatever they are.
 */
@NullMarked
package io.github.wholewire.internal.loop;

import org.jspecify.annotations.NullMarked;
