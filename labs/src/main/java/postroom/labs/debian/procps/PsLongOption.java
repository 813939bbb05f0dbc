package postroom.labs.debian.procps;

import java.util.Map;
import postroom.labs.host.Process;

/** An option of {@code ps} with two dashes; its value follows an equals sign or is the next word. */
record PsLongOption(PsOptions options, PsCall call) {
    private static final Map<String, String> MISSING = Map.ofEntries(
            Map.entry("Group", "list of real groups must follow --Group"),
            Map.entry("User", "list of real users must follow --User"),
            Map.entry("group", "list of effective groups must follow --group"),
            Map.entry("user", "list of effective users must follow --user"),
            Map.entry("pid", "list of process IDs must follow --pid"),
            Map.entry("quick-pid", "list of process IDs must follow --quick-pid"),
            Map.entry("ppid", "list of process IDs must follow --ppid"),
            Map.entry("sid", "some sid thing(s) must follow --sid"),
            Map.entry("tty", "list of ttys must follow --tty"),
            Map.entry("format", "format specification must follow --format"),
            Map.entry("sort", "long sort specification must follow --sort"),
            Map.entry("columns", "argument missing"),
            Map.entry("cols", "argument missing"),
            Map.entry("width", "argument missing"),
            Map.entry("rows", "argument missing"),
            Map.entry("lines", "argument missing"));

    void read(String word) {
        int equals = word.indexOf('=');
        String name = word.substring(2, equals < 0 ? word.length() : equals);
        String missing = MISSING.get(name);
        if (missing == null) {
            flag(name, equals < 0 ? null : word.substring(equals + 1));
            return;
        }
        String value = equals < 0 ? options.next(missing) : word.substring(equals + 1);
        switch (name) {
            case "Group" -> options.groups(value, Process::realGid);
            case "User" -> options.users(value, Process::realUid);
            case "group" -> options.groups(value, it -> it.who().gid());
            case "user" -> options.users(value, it -> it.who().uid());
            case "ppid" -> options.number(value, Process::parent);
            case "sid" -> options.number(value, Process::session);
            case "tty" -> options.terminals(value);
            case "format" -> options.format(value);
            case "sort" -> options.sort(value);
            case "columns", "cols", "width" -> call.width = number(value);
            case "rows", "lines" -> number(value);
            default -> options.number(value, Process::pid);
        }
    }

    private static int number(String value) {
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("trailing garbage at end of number");
        }
        return Integer.parseInt(value);
    }

    private void flag(String name, String value) {
        switch (name) {
            case "no-headers", "no-heading", "noheaders", "noheading", "no-header", "noheader" -> call.titles = false;
            case "headers", "heading", "header", "cumulative", "signames" -> {
                // once is enough
            }
            case "forest" -> call.tree = PsCall.Tree.DRAWN;
            case "deselect" -> call.negated = true;
            case "context" -> call.labels = true;
            case "version" -> call.version = true;
            case "info" -> call.version = true;
            case "help" -> call.help = value != null ? value : next();
            default -> throw new IllegalArgumentException("unknown gnu long option");
        }
    }

    private String next() {
        try {
            return options.next("");
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
