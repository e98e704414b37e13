package dev.tandem.endtoend.bench;

import java.util.ArrayList;
import java.util.List;

public final class MarkdownTable {

    private final List<String> lines = new ArrayList<>();

    public MarkdownTable(List<String> heads) {
        add(heads);
        lines.add("|" + "---|".repeat(heads.size()));
    }

    public void add(List<String> columns) {
        lines.add("| " + String.join(" | ", columns) + " |");
    }

    public List<String> lines() {
        return lines;
    }
}
