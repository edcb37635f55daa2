/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.struct;

/** A List or an array of records. */
final class RunOfRecords extends Part {
    final RecordPart element;
    private final boolean isCounted;

    RunOfRecords(Slot slot, RecordPart element, boolean isCounted) {
        super(slot, VARIABLE, 0);
        this.element = element;
        this.isCounted = isCounted;
    }

    @Override
    Handles handles(Access<Object> access) {
        Handles each = element.movingHandles(access);
        RecordRun run =
                new RecordRun(
                        slot,
                        element.slot.javaType(),
                        element.minSize,
                        each.read(),
                        each.write(),
                        java.util.Objects.requireNonNull(each.measure()));
        return Handles.of(run, slot.javaType(), isCounted);
    }
}
