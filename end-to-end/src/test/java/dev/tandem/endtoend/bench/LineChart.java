package dev.tandem.endtoend.bench;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Small line charts on one scale, as SVG that can be read on light and on dark pages. */
final class LineChart {

    /** One chart's place, and where in it the lines are. */
    private static final int WIDTH = 320;

    private static final int HEIGHT = 210;
    private static final int LEFT = 48;
    private static final int RIGHT = WIDTH - 32;
    private static final int TOP = 30;
    private static final int BOTTOM = HEIGHT - 36;

    /** Above them all: title and names of the lines. */
    private static final int HEAD = 60;

    private static final int GRID_LINES = 4;

    private static final String STYLE = """
            <style>
              svg { --text: #1f2328; --grid: #d1d9e0 }
              .line0 { --colour: #0969da } .line1 { --colour: #bc4c00 } .line2 { --colour: #1a7f37 }
              @media (prefers-color-scheme: dark) {
                svg { --text: #f0f6fc; --grid: #3d444d }
                .line0 { --colour: #4493f8 } .line1 { --colour: #f0883e } .line2 { --colour: #3fb950 }
              }
              text { font: 11px system-ui, sans-serif; fill: var(--text) }
              .title { font-weight: 600 }
              line { stroke: var(--grid) }
              polyline { fill: none; stroke: var(--colour); stroke-width: 2 }
              circle { fill: var(--colour) }
            </style>""";

    private final double highest;

    /** @param lines by their names, the same in every panel; each has a value for each label */
    record Panel(String title, List<String> labels, Map<String, List<Double>> lines) {}

    private LineChart(double highest) {
        this.highest = highest;
    }

    static String svg(String title, int columns, List<Panel> panels) {
        var highest = panels.stream()
                .flatMap(panel -> panel.lines().values().stream())
                .flatMap(List::stream)
                .reduce(0.0, Math::max);
        return new LineChart(roundedUp(highest)).draw(title, columns, panels);
    }

    /** To a number that has round quarters. */
    static double roundedUp(double number) {
        var magnitude = Math.pow(10, Math.floor(Math.log10(number)));
        return DoubleStream.of(1, 2, 4, 8, 10)
                .map(step -> step * magnitude)
                .filter(step -> step >= number)
                .findFirst()
                .orElseThrow();
    }

    private String draw(String title, int columns, List<Panel> panels) {
        var height = HEAD + Math.ceilDiv(panels.size(), columns) * HEIGHT;
        var parts = new ArrayList<String>();
        parts.add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img' aria-label='%s'>"
                .formatted(columns * WIDTH, height, title));
        parts.add(STYLE);
        parts.add(text("class='title'", LEFT, 20, title));
        parts.addAll(legend(panels.getFirst().lines().keySet()));
        for (int i = 0; i < panels.size(); i++) {
            parts.add("<g transform='translate(%d %d)'>".formatted(i % columns * WIDTH, HEAD + i / columns * HEIGHT));
            parts.addAll(draw(panels.get(i)));
            parts.add("</g>");
        }
        parts.add("</svg>\n");
        return String.join("\n", parts);
    }

    private static List<String> legend(Collection<String> names) {
        var parts = new ArrayList<String>();
        int x = LEFT;
        int number = 0;
        for (var name : names) {
            parts.add("<circle class='line%d' cx='%d' cy='38' r='4'/>".formatted(number++, x + 4));
            parts.add(text("", x + 14, 42, name));
            x += 110;
        }
        return parts;
    }

    private List<String> draw(Panel panel) {
        var parts = new ArrayList<String>();
        parts.add(text("class='title'", LEFT, 16, panel.title()));
        for (int i = 0; i <= GRID_LINES; i++) {
            var value = highest * i / GRID_LINES;
            parts.add("<line x1='%d' x2='%d' y1='%3$s' y2='%3$s'/>".formatted(LEFT, RIGHT, y(value)));
            parts.add(text("text-anchor='end' dy='4'", LEFT - 6, y(value), plain(value)));
        }
        int points = panel.labels().size();
        for (int i = 0; i < points; i++) {
            parts.add(text(
                    "text-anchor='middle'",
                    x(i, points),
                    BOTTOM + 18,
                    panel.labels().get(i)));
        }
        int number = 0;
        for (var values : panel.lines().values()) {
            parts.add("<g class='line%d'>".formatted(number++));
            parts.add("<polyline points='%s'/>"
                    .formatted(IntStream.range(0, points)
                            .mapToObj(i -> x(i, points) + "," + y(values.get(i)))
                            .collect(Collectors.joining(" "))));
            for (int i = 0; i < points; i++) {
                parts.add("<circle cx='%d' cy='%s' r='3'/>".formatted(x(i, points), y(values.get(i))));
            }
            parts.add("</g>");
        }
        return parts;
    }

    private static String plain(double number) {
        return new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    private static int x(int index, int points) {
        return LEFT + (RIGHT - LEFT) * index / Math.max(1, points - 1);
    }

    private String y(double value) {
        return String.format(Locale.ROOT, "%.1f", BOTTOM - (BOTTOM - TOP) * value / highest);
    }

    private static String text(String attributes, int x, Object y, String text) {
        return "<text %s x='%d' y='%s'>%s</text>".formatted(attributes, x, y, text);
    }
}
