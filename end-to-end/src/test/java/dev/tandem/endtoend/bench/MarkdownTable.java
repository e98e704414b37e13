package dev.tandem.endtoend.bench;

import java.util.ArrayList;
import java.util.List;

final class MarkdownTable {

    private final List<String> lines = new ArrayList<>();

    MarkdownTable(List<String> heads) {
        add(heads);
        lines.add("|" + "---|".repeat(heads.size()));
    }

    void add(List<String> columns) {
        lines.add("| " + String.join(" | ", columns) + " |");
    }

    List<String> lines() {
        return lines;
    }
}
