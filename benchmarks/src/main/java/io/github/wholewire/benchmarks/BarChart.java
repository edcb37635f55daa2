/*
 * Copyright the Wholewire authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.wholewire.benchmarks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Horizontal bars with their names and values, as SVG. */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int NAMES = 290;
    private static final int ROW = 28;
    private static final int TOP = 40;
    private static final int LONGEST = WIDTH - NAMES - 90;

    private final String title;
    private final Map<String, Double> bars = new LinkedHashMap<>();

    BarChart(String title) {
        this.title = title;
    }

    void add(String name, double value) {
        bars.put(name, value);
    }

    String svg() {
        int height = TOP + bars.size() * ROW + 10;
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH,
                height);
        line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, height);
        line(svg, "<text x=\"10\" y=\"22\" font-weight=\"bold\">%s</text>", title);
        double most = bars.values().stream().mapToDouble(v -> v).max().orElse(1);
        int y = TOP;
        for (Map.Entry<String, Double> bar : bars.entrySet()) {
            int length = (int) Math.max(1, LONGEST * bar.getValue() / most);
            line(svg, "<text x=\"10\" y=\"%d\">%s</text>", y + 16, bar.getKey());
            line(
                    svg,
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"20\" fill=\"%s\"/>",
                    NAMES,
                    y,
                    length,
                    bar.getKey().startsWith("Wholewire") ? "#2a6f97" : "#9aa5b1");
            line(
                    svg,
                    "<text x=\"%d\" y=\"%d\">%s</text>",
                    NAMES + length + 6,
                    y + 16,
                    text(bar.getValue()));
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
