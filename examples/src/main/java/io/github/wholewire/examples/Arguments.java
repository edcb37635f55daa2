/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.examples;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of a command line and their values. */
final class Arguments {
    private final Map<String, List<String>> values = new HashMap<>();

    private Arguments() {}

    /**
     * Takes a command line apart.
     *
     * @param flags options without a value
     * @param withValue options whose value is the next argument
     */
    static Arguments parse(List<String> args, Set<String> flags, Set<String> withValue)
            throws BadArgumentsException {
        Arguments arguments = new Arguments();
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            if (flags.contains(arg)) {
                arguments.add(arg, "");
            } else if (!withValue.contains(arg)) {
                throw new BadArgumentsException(
                        arg.startsWith("-")
                                ? "unknown option " + arg
                                : "unexpected argument \"" + arg + "\"");
            } else if (rest.hasNext()) {
                arguments.add(arg, rest.next());
            } else {
                throw new BadArgumentsException(arg + " needs a value");
            }
        }
        return arguments;
    }

    private void add(String option, String value) {
        values.computeIfAbsent(option, key -> new ArrayList<>()).add(value);
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    /** Returns the values of an option that may be repeated. */
    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    /** Returns the value of an option that may not. */
    String one(String option, String fallback) throws BadArgumentsException {
        List<String> all = all(option);
        if (all.size() > 1) {
            throw new BadArgumentsException(option + " may be given once only");
        }
        return all.isEmpty() ? fallback : all.get(0);
    }

    int number(String option, int min, int max, int fallback) throws BadArgumentsException {
        return number(option, one(option, Integer.toString(fallback)), min, max);
    }

    static int number(String option, String text, int min, int max) throws BadArgumentsException {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        throw new BadArgumentsException(
                option + " takes a number from " + min + " to " + max + ", not \"" + text + "\"");
    }
}
