/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.internal.loop;

import org.jspecify.annotations.Nullable;

/**
 * The order of what waits for the transport: {@code pending} goes next; {@code early} is another
 * thread's batch that began while the handler was sending; {@code joined} is what others have sent
 * since; {@code behind} is what they send while the handler's frames have to wait for a batch.
 * There is one only while something waits or a batch is under way. Guarded by its {@link
 * LinkOutput}.
 */
final class OutboundQueues {
    final ByteQueue pending = new ByteQueue();
    private final ByteQueue joined = new ByteQueue();
    private final ByteQueue behind = new ByteQueue();
    private @Nullable ByteQueue early;

    /** Another thread is in the midst of a batch, and whether what the handler sends waits. */
    private boolean batch;

    private boolean batchGoesFirst;

    int length() {
        return pending.length()
                + (early == null ? 0 : early.length())
                + joined.length()
                + behind.length();
    }

    /** Tells whether it is needed no longer. */
    boolean isOver() {
        return !batch && length() == 0;
    }

    boolean hasBatch() {
        return batch;
    }

    /** Tells whether nothing may be written until the batch goes on. */
    boolean awaitsBatch() {
        return batch && batchGoesFirst && pending.isEmpty();
    }

    /** Tells whether what the handler sends goes next. */
    boolean letsHandlerPass() {
        return !batchGoesFirst && pending.isEmpty();
    }

    ByteQueue forHandler() {
        return batchGoesFirst ? joined : pending;
    }

    /**
     * Returns where another thread's frames wait.
     *
     * @param claimed whether what the handler sends goes first
     */
    ByteQueue forOthers(boolean ofBatch, boolean claimed) {
        if (early != null && ofBatch) {
            return early;
        }
        if (ofBatch || (!claimed && !batch)) {
            return pending;
        }
        return claimed && batchGoesFirst ? behind : joined; // the handler's will be in joined
    }

    /** What the handler has sent is in its place; what others sent meanwhile comes behind it. */
    void claimEnds() {
        if (early != null) {
            pending.append(early);
            early = null;
        }
        if (batch) {
            batchGoesFirst = true;
            joined.append(behind);
        } else {
            pending.append(joined);
        }
    }

    void beginBatch(boolean claimed) {
        batch = true;
        if (claimed) {
            early = new ByteQueue();
            early.append(joined);
        } else {
            batchGoesFirst = true;
        }
    }

    void endBatch() {
        batch = false;
        batchGoesFirst = false;
        if (early != null) {
            early.append(joined);
            joined.append(early);
            early = null;
        } else {
            pending.append(joined);
            joined.append(behind); // which the handler's frames still go before
        }
    }

    /** Drops what waits; a batch that is under way goes on, and will fail. */
    void clear() {
        pending.clear();
        joined.clear();
        behind.clear();
        early = null;
    }
}
