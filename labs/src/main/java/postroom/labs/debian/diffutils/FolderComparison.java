package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Glob;
import postroom.labs.debian.gnu.Input;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/** Compares the files of two folders, with {@code -r} those of the folders in them, too. */
final class FolderComparison {
    private static final int MAX_DEPTH = 100;

    private final Call call;
    private final FileComparison files;
    private final String command;
    private final List<String> excluded = new ArrayList<>();

    /** {@code command}: what stands before the names in the line above differences. */
    FolderComparison(Call call, FileComparison files, String command) throws IOException {
        this.call = call;
        this.files = files;
        this.command = command;
        for (Getopt.Option each : call.options()) {
            if (each.is("x")) {
                excluded.add(each.value());
            } else if (each.is("X")) {
                patterns(each.value());
            }
        }
    }

    private void patterns(String file) throws IOException {
        try (Input in = Input.open(call.process(), file)) {
            for (String line = in.text(); line != null; line = in.text()) {
                excluded.add(line);
            }
        } catch (ErrnoException e) {
            throw Failure.of(2, file + ": " + e.getMessage());
        }
    }

    static boolean isFolder(Call call, String path) {
        try {
            return !path.equals("-") && call.files().stat(path).isDirectory();
        } catch (ErrnoException missing) {
            return false;
        }
    }

    int of(String left, String right) throws IOException {
        return of(left, right, 0);
    }

    private record Pair(String left, String right) {}

    private int of(String left, String right, int depth) throws IOException {
        boolean anyCase = call.has("any-case");
        TreeMap<String, Pair> names =
                new TreeMap<>(anyCase ? String.CASE_INSENSITIVE_ORDER : Comparator.<String>naturalOrder());
        for (String name : list(left)) {
            names.put(name, new Pair(name, null));
        }
        for (String name : list(right)) {
            Pair there = names.get(name);
            names.put(name, new Pair(there == null ? null : there.left, name));
        }
        String first = depth == 0 ? call.value("S", "") : "";
        int result = call.status();
        for (Pair each : names.values()) {
            call.process().step();
            String name = each.left == null ? each.right : each.left;
            String start = anyCase ? first.toLowerCase(Locale.ROOT) : first;
            boolean early = !first.isEmpty() && (anyCase ? name.toLowerCase(Locale.ROOT) : name).compareTo(start) < 0;
            if (!early && excluded.stream().noneMatch(it -> Glob.matches(it, name))) {
                result = Math.max(result, entry(left, right, each, name, depth));
            }
        }
        return result;
    }

    private List<String> list(String folder) throws IOException {
        if (call.has("N", "P") && !call.files().exists(folder)) {
            return List.of();
        }
        try {
            return call.files().list(folder).stream().map(it -> it.name()).toList();
        } catch (ErrnoException e) {
            call.complain(2, folder + ": " + e.getMessage());
            return List.of();
        }
    }

    private int entry(String left, String right, Pair each, String name, int depth) throws IOException {
        String a = inside(left, each.left == null ? name : each.left);
        String b = inside(right, each.right == null ? name : each.right);
        boolean absent = each.left == null ? call.has("N", "P") : each.right != null || call.has("N");
        if (!absent) {
            call.print(
                    "Only in " + (each.left == null ? right : left).replaceAll("(?<=.)/+$", "") + ": " + name + "\n");
            return 1;
        }
        boolean folderA = isFolder(call, a) || each.left == null && isFolder(call, b);
        boolean folderB = isFolder(call, b) || each.right == null && isFolder(call, a);
        if (folderA && folderB) {
            if (call.has("r") && depth < MAX_DEPTH) {
                return of(a, b, depth + 1);
            }
            boolean both = each.left != null && each.right != null;
            call.print(
                    both
                            ? "Common subdirectories: " + a + " and " + b + "\n"
                            : "Only in " + (each.left == null ? right : left) + ": " + name + "\n");
            return both ? 0 : 1;
        }
        if (folderA != folderB) {
            call.print("File " + a + " is a " + kind(a) + " while file " + b + " is a " + kind(b) + "\n");
            return 1;
        }
        return files.of(a, b, command + " " + a + " " + b + "\n", true);
    }

    private static String inside(String folder, String name) {
        return (folder.endsWith("/") ? folder : folder + "/") + name;
    }

    private String kind(String path) throws ErrnoException {
        Stat stat = call.files().stat(path);
        return switch (stat.type()) {
            case DIRECTORY -> "directory";
            case FIFO -> "fifo";
            case SOCKET -> "socket";
            case DEVICE -> "character special file";
            default -> stat.size() == 0 ? "regular empty file" : "regular file";
        };
    }
}
