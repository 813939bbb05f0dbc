package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.proc.Mounts;
import postroom.labs.host.Host;
import postroom.labs.host.Memory;
import postroom.labs.io.ErrnoException;

/** {@code df(1)}: how full the file systems are. The lab's host has one disk, and its memory. */
final class Df extends GnuProgram {
    private static final int BLOCK = 4096;

    Df() {
        super(
                "aB:hHiklmPt:Tx:v",
                "all",
                "a",
                "block-size=",
                "B",
                "human-readable",
                "h",
                "si",
                "H",
                "inodes",
                "i",
                "local",
                "l",
                "portability",
                "P",
                "print-type",
                "T",
                "type=",
                "t",
                "exclude-type=",
                "x",
                "total",
                "total",
                "output==",
                "output",
                "sync",
                "sync",
                "no-sync",
                "sync");
    }

    /** One line: a file system, perhaps for a file, and what is used of it. */
    private record Row(String source, String type, String file, String target, DiskUse use, boolean countless) {}

    @Override
    protected int run(Call call) throws IOException {
        List<DfColumn> columns = columns(call);
        DfUnit unit = DfUnit.of(call);
        Set<String> only = new TreeSet<>();
        Set<String> not = new TreeSet<>();
        for (var each : call.options()) {
            if (each.key().equals("t")) {
                only.add(each.value());
            } else if (each.key().equals("x")) {
                not.add(each.value());
            }
        }
        only.stream().filter(not::contains).findFirst().ifPresent(both -> {
            throw Failure.of(1, "file system type " + Quoting.locale(both) + " both selected and excluded");
        });
        List<Row> rows = new ArrayList<>();
        for (String each : call.operands()) {
            file(call, each).ifPresent(rows::add);
        }
        if (call.operands().isEmpty()) {
            for (Mounts.Mount each : Mounts.ALL) {
                Row row = row(call.process().host(), each, "-");
                if (!row.countless || call.has("a")) {
                    rows.add(row);
                }
            }
        }
        rows.removeIf(it -> !only.isEmpty() && !only.contains(it.type) || not.contains(it.type));
        if (rows.isEmpty()) {
            if (call.status() == 0) {
                call.complain("no file systems processed");
            }
            return call.status();
        }
        if (call.has("total")) {
            rows.add(total(rows, columns));
        }
        print(call, columns, unit, rows);
        return call.status();
    }

    private static List<DfColumn> columns(Call call) {
        if (call.has("output")) {
            for (String each : List.of("i", "P", "T")) {
                if (call.has(each)) {
                    throw Failure.usage("options -" + each + " and --output are mutually exclusive");
                }
            }
            return chosen(call.value("output", ""));
        }
        List<DfColumn> all = new ArrayList<>(List.of(DfColumn.SOURCE));
        if (call.has("T")) {
            all.add(DfColumn.FSTYPE);
        }
        all.addAll(
                call.has("i")
                        ? List.of(DfColumn.ITOTAL, DfColumn.IUSED, DfColumn.IAVAIL, DfColumn.IPCENT)
                        : List.of(DfColumn.SIZE, DfColumn.USED, DfColumn.AVAIL, DfColumn.PCENT));
        all.add(DfColumn.TARGET);
        return all;
    }

    private static List<DfColumn> chosen(String list) {
        if (list == null || list.isEmpty()) {
            return List.of(DfColumn.values());
        }
        List<DfColumn> all = new ArrayList<>();
        for (String each : list.split(",", -1)) {
            DfColumn column = DfColumn.named(each)
                    .orElseThrow(() -> Failure.usage("option --output: field " + Quoting.locale(each) + " unknown"));
            if (all.contains(column)) {
                throw Failure.usage("option --output: field " + Quoting.locale(each) + " used more than once");
            }
            all.add(column);
        }
        return all;
    }

    /** The file system of a file; an overlay does not own up to a file that is no folder. */
    private static Optional<Row> file(Call call, String name) throws IOException {
        String path;
        boolean folder;
        try {
            path = call.files().canonical(name);
            folder = call.files().stat(name).isDirectory();
        } catch (ErrnoException e) {
            call.complain(Quoting.name(name) + ": " + e.getMessage());
            return Optional.empty();
        }
        Mounts.Mount mount = Mounts.of(path);
        Row row = row(call.process().host(), mount, name);
        boolean hidden = mount.type().equals("overlay") && !folder;
        return Optional.of(hidden ? new Row("-", "-", name, row.target, row.use, row.countless) : row);
    }

    private static Row row(Host host, Mounts.Mount mount, String file) {
        DiskUse use = switch (mount.type()) {
            case "overlay" -> DiskUse.of(host);
            case "tmpfs" -> memory(host);
            default -> new DiskUse(0, 0, 0, 0);
        };
        return new Row(mount.source(), mount.type(), file, mount.target(), use, use.blocks() == 0);
    }

    /** Half of the memory, as tmpfs may use; what is in it lies on the lab's disk. */
    private static DiskUse memory(Host host) {
        long blocks = Memory.of(host).total() / 2 / (BLOCK / 1024);
        return new DiskUse(blocks, blocks, blocks, blocks - 1);
    }

    private static Row total(List<Row> rows, List<DfColumn> columns) {
        long blocks = 0;
        long free = 0;
        long inodes = 0;
        long freeInodes = 0;
        for (Row each : rows) {
            blocks += each.use.blocks();
            free += each.use.free();
            inodes += each.use.inodes();
            freeInodes += each.use.freeInodes();
        }
        boolean named = columns.contains(DfColumn.SOURCE);
        DiskUse use = new DiskUse(blocks, free, inodes, freeInodes);
        return new Row("total", "-", "-", named ? "-" : "total", use, blocks == 0);
    }

    private static void print(Call call, List<DfColumn> columns, DfUnit unit, List<Row> rows) throws IOException {
        List<Map<DfColumn, String>> lines = new ArrayList<>();
        Map<DfColumn, String> head = new EnumMap<>(DfColumn.class);
        for (DfColumn each : columns) {
            head.put(each, title(call, each, unit));
        }
        lines.add(head);
        for (Row row : rows) {
            Map<DfColumn, String> line = new EnumMap<>(DfColumn.class);
            columns.forEach(it -> line.put(it, value(it, row, unit)));
            lines.add(line);
        }
        for (Map<DfColumn, String> line : lines) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                DfColumn column = columns.get(i);
                int width = Math.max(
                        column.least,
                        lines.stream()
                                .mapToInt(it -> it.get(column).length())
                                .max()
                                .orElse(0));
                String value = line.get(column);
                String pad = " ".repeat(width - value.length());
                boolean last = i == columns.size() - 1;
                out.append(i == 0 ? "" : " ").append(column.right ? pad + value : last ? value : value + pad);
            }
            call.print(out + "\n");
        }
    }

    private static String title(Call call, DfColumn column, DfUnit unit) {
        boolean human = unit.size() == 0;
        boolean portable = call.has("P") && !human;
        return switch (column) {
            case SIZE -> unit.title(portable);
            case AVAIL -> human || call.has("output") ? "Avail" : column.title;
            case PCENT -> portable ? "Capacity" : column.title;
            default -> column.title;
        };
    }

    private static String value(DfColumn column, Row row, DfUnit unit) {
        DiskUse use = row.use;
        return switch (column) {
            case SOURCE -> row.source;
            case FSTYPE -> row.type;
            case ITOTAL -> count(use.inodes(), unit);
            case IUSED -> count(use.inodes() - use.freeInodes(), unit);
            case IAVAIL -> count(use.freeInodes(), unit);
            case IPCENT -> percent(use.inodes() - use.freeInodes(), use.inodes());
            case SIZE -> unit.show(use.blocks() * BLOCK);
            case USED -> unit.show(use.used() * BLOCK);
            case AVAIL -> unit.show(use.free() * BLOCK);
            case PCENT -> percent(use.used(), use.blocks());
            case FILE -> row.file;
            case TARGET -> row.target;
        };
    }

    private static String count(long number, DfUnit unit) {
        return unit.size() == 0 ? Sizes.human(number, unit.base()) : Long.toString(number);
    }

    private static String percent(long used, long all) {
        return all == 0 ? "-" : DiskUse.percent(used, all) + "%";
    }
}
