package postroom.labs.debian.procps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import postroom.labs.host.Process;
import postroom.labs.io.Terminal;

/** The lines of {@code ps}: titles, and a line a process, cut at the width of a terminal. */
final class PsTable {
    private final Process me;
    private final PsCall call;
    private final List<PsColumn> columns;
    private final int width;

    PsTable(Process me, PsCall call) throws IOException {
        this.me = me;
        this.call = call;
        this.columns = call.table();
        int terminal = me.fd(1).terminal().map(Terminal::columns).orElse(Integer.MAX_VALUE);
        int base = call.width > 0 ? call.width : terminal;
        this.width = call.wide > 1 || base == Integer.MAX_VALUE
                ? Integer.MAX_VALUE
                : call.wide == 1 ? Math.max(base, 132) : base;
    }

    void print(List<Process> shown) throws IOException {
        if (call.titles && columns.stream().anyMatch(it -> !it.title().isEmpty())) {
            StringBuilder head = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                put(head, i, columns.get(i).title());
            }
            line(head);
        }
        if (call.tree == PsCall.Tree.NONE) {
            for (Process each : shown) {
                row(each, "");
            }
            return;
        }
        Map<Integer, List<Process>> children = new HashMap<>();
        Set<Integer> there = shown.stream().map(Process::pid).collect(Collectors.toCollection(HashSet::new));
        List<Process> roots = new ArrayList<>();
        for (Process each : shown) {
            boolean drawnTop = call.tree == PsCall.Tree.DRAWN && each.parent() == 1;
            if (there.contains(each.parent()) && !drawnTop) {
                children.computeIfAbsent(each.parent(), it -> new ArrayList<>()).add(each);
            } else {
                roots.add(each);
            }
        }
        for (Process each : roots) {
            tree(each, children, "", "");
        }
    }

    private void tree(Process it, Map<Integer, List<Process>> children, String own, String below) throws IOException {
        row(it, own);
        List<Process> all = children.getOrDefault(it.pid(), List.of());
        for (int i = 0; i < all.size(); i++) {
            boolean last = i == all.size() - 1;
            if (call.tree == PsCall.Tree.INDENTED) {
                tree(all.get(i), children, own + "  ", "");
            } else {
                tree(all.get(i), children, below + " \\_ ", below + (last ? "    " : " |  "));
            }
        }
    }

    private void row(Process it, String branch) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            PsColumn column = columns.get(i);
            String value = String.valueOf(column.value().of(me, it));
            boolean last = i == columns.size() - 1;
            if (column.align() == PsColumn.Align.COMMAND) {
                value = branch + value + (call.environment && last ? environment(it) : "");
                value = last || value.length() <= column.full() ? value : value.substring(0, column.full());
            } else if (column.align() == PsColumn.Align.USER && value.length() > column.full()) {
                value = value.substring(0, column.full() - 1) + "+";
            } else if (column.align() == PsColumn.Align.LEFT && value.length() > column.full() && !last) {
                value = value.substring(0, column.full());
            }
            put(out, i, value);
        }
        line(out);
    }

    private String environment(Process it) {
        if (!me.who().isRoot() && me.who().uid() != it.who().uid()) {
            return "";
        }
        Map<String, String> environment = it.environment();
        synchronized (environment) {
            return environment.entrySet().stream()
                    .map(each -> " " + each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining());
        }
    }

    private void put(StringBuilder out, int at, String value) {
        PsColumn column = columns.get(at);
        out.append(at == 0 ? "" : " ");
        String pad = " ".repeat(Math.max(0, column.full() - value.length()));
        if (column.align() == PsColumn.Align.RIGHT) {
            out.append(pad).append(value);
        } else {
            out.append(value).append(at == columns.size() - 1 ? "" : pad);
        }
    }

    private void line(StringBuilder text) throws IOException {
        me.out().println(text.length() > width ? text.substring(0, width) : text.toString());
    }
}
