# Copyright the Wholewire authors.
# SPDX-License-Identifier: Apache-2.0
"""Measures CPython's struct module, for StructTables.

A line of input is "version", or a function, a format and a payload with blanks between them, the
latter two in hexadecimal. Its line of output is the CPU time of one call in nanoseconds: the best
of several measurements, as timeit advises.
"""

import platform
import struct
import sys
import time
import timeit

CALLS = {
    "unpack": "unpack(payload)",
    "unpack_from": "unpack_from(payload, 0)",
    "pack": "pack(*values)",
    "pack_into": "pack_into(target, 0, *values)",
}
# The calls stand there one after the other: the loop should not count.
UNROLLED = 20
REPEATS = 5
SECONDS = 0.15


def cpu_nanos(function, fmt, payload):
    parsed = struct.Struct(fmt)
    names = {
        function: getattr(parsed, function),
        "payload": payload,
        "target": bytearray(payload),
        "values": parsed.unpack(payload),
    }
    setup = "\n".join(f"{name} = names[{name!r}]" for name in names)
    calls = "\n".join([CALLS[function]] * UNROLLED)
    timer = timeit.Timer(calls, setup, time.process_time, {"names": names})
    number, seconds = timer.autorange()
    number = max(1, int(number * SECONDS / seconds))
    return min(timer.repeat(REPEATS, number)) / number / UNROLLED * 1e9


def main():
    for line in sys.stdin:
        if line.strip() == "version":
            print("CPython", platform.python_version(), flush=True)
        else:
            function, fmt, payload = line.split()
            fmt, payload = bytes.fromhex(fmt).decode(), bytes.fromhex(payload)
            print(cpu_nanos(function, fmt, payload), flush=True)


main()
