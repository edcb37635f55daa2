/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text (RFC 8259), strictly: what is no JSON, a name given twice, and text behind
 * the value are refused. Objects become maps, arrays lists, numbers {@link BigDecimal}s; null is
 * null.
 */
public final class Json {
    private static final int MAX_DEPTH = 64;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    public static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        if (json.at < text.length()) {
            throw json.refused("text behind the value");
        }
        return value;
    }

    /** Reads a line of JSON Lines that is an object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(String line) {
        return (Map<String, Object>) parse(line);
    }

    private Object value() {
        if (++depth > MAX_DEPTH) {
            throw refused("nested too deeply");
        }
        blanks();
        Object value =
                switch (peek()) {
                    case '{' -> map();
                    case '[' -> list();
                    case '"' -> string();
                    case 't' -> word("true", true);
                    case 'f' -> word("false", false);
                    case 'n' -> word("null", null);
                    default -> number();
                };
        blanks();
        depth--;
        return value;
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        blanks();
        if (skip('}')) {
            return map;
        }
        do {
            blanks();
            String name = string();
            blanks();
            require(':');
            if (map.containsKey(name)) {
                throw refused("a second " + name);
            }
            map.put(name, value());
        } while (skip(','));
        require('}');
        return map;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        at++;
        blanks();
        if (skip(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (skip(','));
        require(']');
        return list;
    }

    private String string() {
        require('"');
        StringBuilder out = new StringBuilder();
        while (!skip('"')) {
            char c = peek();
            at++;
            if (c < ' ') {
                throw refused("a control character in a string");
            }
            out.append(c == '\\' ? escape() : c);
        }
        return out.toString();
    }

    private char escape() {
        char c = peek();
        at++;
        if (c == 'u') {
            String digits = text.substring(at, Math.min(at + 4, text.length()));
            if (!digits.matches("[0-9a-fA-F]{4}")) {
                throw refused("no four hexadecimal digits");
            }
            at += 4;
            return (char) Integer.parseInt(digits, 16);
        }
        int which = ESCAPES.indexOf(c);
        if (which < 0) {
            throw refused("an unknown escape");
        }
        return ESCAPED.charAt(which);
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw refused("no value");
        }
        return new BigDecimal(number);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw refused("no value");
        }
        at += word.length();
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw refused("the text ends too early");
        }
        return text.charAt(at);
    }

    private boolean skip(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void require(char c) {
        if (!skip(c)) {
            throw refused("no '" + c + "'");
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(why + " at index " + at + " of " + text);
    }
}
