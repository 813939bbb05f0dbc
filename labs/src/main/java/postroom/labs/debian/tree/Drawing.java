package postroom.labs.debian.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Glob;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** The lines of one {@code tree(1)}, and what it counts. */
final class Drawing {
    private static final int MAX_DEPTH = 256;
    private static final String DOWN = "\u2502\u00a0\u00a0 ";
    private static final String FORK = "\u251c\u2500\u2500 ";
    private static final String LAST = "\u2514\u2500\u2500 ";

    private final Call call;
    private final Map<String, String> options;
    private final long depth;
    private int folders;
    private int files;

    /** A file in a folder. */
    private record Entry(String name, String path, Stat stat) {}

    Drawing(Call call, Map<String, String> options) {
        this.call = call;
        this.options = options;
        this.depth = Math.min(MAX_DEPTH, Long.parseLong(options.getOrDefault("L", "" + MAX_DEPTH)));
    }

    private boolean has(String option) {
        return options.containsKey(option);
    }

    void missing(String name) throws IOException {
        call.print(name + "  [error opening dir]\n");
    }

    void root(String name, Stat stat) throws IOException {
        if (!stat.isDirectory()) {
            files++;
            missing(name);
            return;
        }
        Entry root = new Entry(name, name, stat);
        List<Entry> entries = entries(root);
        call.print(attributes(stat) + shown(root, name) + (entries == null ? "  [error opening dir]" : "") + "\n");
        folders += has("--prune") && entries != null && entries.isEmpty() ? 0 : 1;
        if (entries != null) {
            draw(entries, "", 1);
        }
    }

    void report() throws IOException {
        if (has("--noreport")) {
            return;
        }
        String text = "\n" + folders + (folders == 1 ? " directory" : " directories");
        call.print(text + (has("d") ? "" : ", " + files + (files == 1 ? " file" : " files")) + "\n");
    }

    private void draw(List<Entry> entries, String before, int level) throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            call.process().step();
            Entry each = entries.get(i);
            boolean last = i == entries.size() - 1;
            boolean folder = each.stat.isDirectory();
            folders += folder ? 1 : 0;
            files += folder ? 0 : 1;
            List<Entry> inside = folder && level < depth ? entries(each) : List.of();
            String branch = has("i") ? "" : before + (last ? LAST : FORK);
            String remark = inside == null ? "  [error opening dir]" : "";
            call.print(branch + attributes(each.stat) + shown(each, has("f") ? each.path : each.name) + remark + "\n");
            if (inside != null) {
                draw(inside, before + (last ? "    " : DOWN), level + 1);
            }
        }
    }

    /** What is shown of a folder, in order; null if it cannot be read. */
    private List<Entry> entries(Entry folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<DirectoryEntry> names;
        try {
            names = call.files().list(folder.path);
        } catch (ErrnoException e) {
            return null;
        }
        for (DirectoryEntry each : names) {
            String path = folder.path.endsWith("/") ? folder.path + each.name() : folder.path + "/" + each.name();
            Stat stat = call.files().lstat(path);
            Entry entry = new Entry(each.name(), path, stat);
            if (wanted(entry)) {
                entries.add(entry);
            }
        }
        Comparator<Entry> order = has("t")
                ? Comparator.comparing((Entry it) -> it.stat.mtime()).thenComparing(it -> it.name)
                : Comparator.comparing((Entry it) -> it.name);
        order = has("r") ? order.reversed() : order;
        if (has("--dirsfirst")) {
            order = Comparator.comparing((Entry it) -> !it.stat.isDirectory()).thenComparing(order);
        }
        if (!has("U")) {
            entries.sort(order);
        }
        if (has("--prune")) {
            entries.removeIf(it -> it.stat.isDirectory() && empty(it));
        }
        return entries;
    }

    private boolean empty(Entry folder) {
        try {
            List<Entry> inside = entries(folder);
            return inside != null && inside.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean wanted(Entry entry) {
        boolean folder = entry.stat.isDirectory();
        if (entry.name.startsWith(".") && !has("a") || has("d") && !folder) {
            return false;
        }
        if (has("I") && any(options.get("I"), entry.name)) {
            return false;
        }
        return folder || !has("P") || any(options.get("P"), entry.name);
    }

    private static boolean any(String patterns, String name) {
        for (String each : patterns.split("\\|")) {
            if (Glob.matches(each, name)) {
                return true;
            }
        }
        return false;
    }

    private String shown(Entry entry, String name) throws IOException {
        String text = quoted(name) + mark(entry.stat);
        if (entry.stat.type() != FileType.SYMLINK) {
            return text;
        }
        String target = call.files().readlink(entry.path);
        String after = "";
        try {
            after = mark(call.files().stat(entry.path));
        } catch (ErrnoException dangling) {
            after = "";
        }
        return text + " -> " + quoted(target) + after;
    }

    private String quoted(String name) {
        return has("Q") ? "\"" + name.replace("\"", "\\\"") + "\"" : name;
    }

    private String mark(Stat stat) {
        if (!has("F")) {
            return "";
        }
        return switch (stat.type()) {
            case DIRECTORY -> "/";
            case FIFO -> "|";
            case SOCKET -> "=";
            case FILE -> (stat.mode() & 0111) != 0 ? "*" : "";
            default -> "";
        };
    }

    private String attributes(Stat stat) {
        Accounts accounts = call.process().host().accounts();
        List<String> parts = new ArrayList<>();
        if (has("p")) {
            parts.add(stat.modeString());
        }
        if (has("u")) {
            parts.add(String.format("%-8.32s", accounts.userName(stat.uid())));
        }
        if (has("g")) {
            parts.add(String.format("%-8.32s", accounts.groupName(stat.gid())));
        }
        if (has("h")) {
            parts.add(human(stat.size()));
        } else if (has("s")) {
            parts.add(String.format("%11d", stat.size()));
        }
        if (has("D")) {
            parts.add(StrfTime.format("%b %e %H:%M", stat.mtime()));
        }
        return parts.isEmpty() ? "" : "[" + String.join(" ", parts) + "]  ";
    }

    private static String human(long size) {
        double value = size;
        int unit = -1;
        while (value >= 1024) {
            value /= 1024;
            unit++;
        }
        if (unit < 0) {
            return String.format("%4d", size);
        }
        return String.format(Locale.ROOT, value > 9.9 ? "%3.0f%c" : "%3.1f%c", value, "KMGTPE".charAt(unit));
    }
}
