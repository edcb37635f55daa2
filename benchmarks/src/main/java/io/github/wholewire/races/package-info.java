/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What threads may do to one channel at the same time, in all orders that jcstress can bring about.
 */
package io.github.wholewire.races;
