/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The contract test: what every {@link io.github.wholewire.MessageChannel MessageChannel} promises,
 * as tests. Published as the artifact {@code wholewire-core} with the classifier {@code tests}, for
 * whoever implements the interface; it needs JUnit Jupiter, 6 or later.
 *
 * <p>A test of an implementation extends {@link io.github.wholewire.contract.MessageChannelContract
 * MessageChannelContract} and says by a {@link io.github.wholewire.contract.Network Network} how
 * two channels are connected, with the timeouts and the observer that a test wants ({@link
 * io.github.wholewire.contract.Settings Settings}). {@link
 * io.github.wholewire.contract.MessageConnectionContract MessageConnectionContract} is the same for
 * connections of event-driven servers. The rest of the public types are what the tests are made of:
 * they may change at any time.
 */
package io.github.wholewire.contract;
