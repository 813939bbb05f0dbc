package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.proc.Mounts;
import postroom.labs.io.ErrnoException;

/** {@code findmnt(8)}: what is mounted, as a tree, a list, pairs or JSON. */
final class Findmnt extends GnuProgram {
    private static final List<String> COLUMNS = List.of("TARGET", "SOURCE", "FSTYPE", "OPTIONS");

    Findmnt() {
        super(
                Suite.UTIL_LINUX,
                1,
                "AaCcDd:eF:fhiJklM:N:no:O:PprRS:st:T:uVvw:xy",
                "ascii",
                "a",
                "json",
                "J",
                "list",
                "l",
                "raw",
                "r",
                "pairs",
                "P",
                "noheadings",
                "n",
                "output=",
                "o",
                "types=",
                "t",
                "target=",
                "T",
                "mountpoint=",
                "M",
                "source=",
                "S",
                "first-only",
                "f",
                "invert",
                "i",
                "submounts",
                "R",
                "kernel",
                "k",
                "fstab",
                "s",
                "verify",
                "x",
                "options=",
                "O");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.has("x")) {
            call.print("Success, no errors or warnings detected\n");
            return 0;
        }
        List<String> columns = new ArrayList<>();
        for (String each : call.value("o", String.join(",", COLUMNS)).split(",")) {
            String name = each.toUpperCase(Locale.ROOT);
            if (!COLUMNS.contains(name)) {
                throw Failure.of(1, "unknown column: " + each);
            }
            columns.add(name);
        }
        List<Mounts.Mount> found = call.has("s") ? List.of() : found(call);
        if (found.isEmpty()) {
            return 1;
        }
        boolean tree = found.size() == Mounts.ALL.size() && !call.has("l", "r", "P", "t");
        if (call.has("J")) {
            json(call, columns, found);
        } else if (call.has("P")) {
            for (Mounts.Mount each : found) {
                call.print(columns.stream()
                                .map(it -> it + "=\"" + value(it, each) + "\"")
                                .collect(Collectors.joining(" "))
                        + "\n");
            }
        } else {
            table(call, columns, found, tree);
        }
        return 0;
    }

    private static List<Mounts.Mount> found(Call call) {
        List<Mounts.Mount> all = new ArrayList<>(Mounts.ofTypes(call.value("t", "")));
        String inside = call.value("T", null);
        if (inside != null) {
            try {
                Mounts.Mount mount = Mounts.of(call.files().canonical(inside));
                all.removeIf(it -> it != mount);
            } catch (ErrnoException missing) {
                return List.of();
            }
        }
        List<String> wanted = new ArrayList<>(call.operands());
        if (call.has("M")) {
            wanted.add(call.value("M", ""));
        }
        if (call.has("S")) {
            wanted.add(call.value("S", ""));
        }
        for (String each : wanted) {
            all.removeIf(it -> !it.target().equals(each) && !it.source().equals(each));
        }
        return call.has("f") && !all.isEmpty() ? all.subList(0, 1) : all;
    }

    private static String value(String column, Mounts.Mount it) {
        return switch (column) {
            case "TARGET" -> it.target();
            case "SOURCE" -> it.source();
            case "FSTYPE" -> it.type();
            default -> it.options();
        };
    }

    private static String branch(List<Mounts.Mount> all, int at, boolean ascii) {
        String target = all.get(at).target();
        if (target.equals("/")) {
            return "";
        }
        boolean deep = target.lastIndexOf('/') > 0;
        String parent = deep ? target.substring(0, target.lastIndexOf('/')) : "/";
        boolean last = true;
        for (int i = at + 1; i < all.size(); i++) {
            String other = all.get(i).target();
            int slash = other.lastIndexOf('/');
            last &= !(slash == 0 ? "/" : other.substring(0, slash)).equals(parent);
        }
        String own = last ? ascii ? "`-" : "└─" : ascii ? "|-" : "├─";
        return (deep ? "  " : "") + own;
    }

    private static void table(Call call, List<String> columns, List<Mounts.Mount> found, boolean tree)
            throws IOException {
        List<List<String>> rows = new ArrayList<>();
        if (!call.has("n")) {
            rows.add(columns);
        }
        for (int i = 0; i < found.size(); i++) {
            Mounts.Mount it = found.get(i);
            String branch = tree ? branch(found, i, call.has("a")) : "";
            rows.add(columns.stream()
                    .map(each -> (each.equals("TARGET") ? branch : "") + value(each, it))
                    .toList());
        }
        for (List<String> row : rows) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(it -> it.get(column).length())
                        .max()
                        .orElse(0);
                boolean bare = i == row.size() - 1 || call.has("r");
                out.append(i == 0 ? "" : " ").append(row.get(i));
                out.append(bare ? "" : " ".repeat(width - row.get(i).length()));
            }
            call.print(out + "\n");
        }
    }

    private static void json(Call call, List<String> columns, List<Mounts.Mount> found) throws IOException {
        StringBuilder out = new StringBuilder("{\n   \"filesystems\": [\n");
        for (int i = 0; i < found.size(); i++) {
            Mounts.Mount it = found.get(i);
            out.append(i == 0 ? "      {\n" : "");
            out.append(columns.stream()
                    .map(each -> "         \"" + each.toLowerCase(Locale.ROOT) + "\": \"" + value(each, it) + "\"")
                    .collect(Collectors.joining(",\n")));
            out.append(i == found.size() - 1 ? "\n      }\n" : "\n      },{\n");
        }
        call.print(out + "   ]\n}\n");
    }
}
