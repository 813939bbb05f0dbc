package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Glob;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.host.Devices;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code diff(1)}: compares files and folders. */
final class Diff extends GnuProgram {
    private static final int MAX_DEPTH = 100;

    Diff() {
        super(
                Suite.DIFFUTILS,
                2,
                "0123456789abBcC:dD:eEfF:hHiI:lL:nNpPqrsS:tTuU:vwW:x:X:yZ",
                "brief",
                "q",
                "report-identical-files",
                "s",
                "context==",
                "c",
                "unified==",
                "u",
                "ed",
                "e",
                "side-by-side",
                "y",
                "width=",
                "W",
                "label=",
                "L",
                "recursive",
                "r",
                "new-file",
                "N",
                "exclude=",
                "x",
                "ignore-case",
                "i",
                "ignore-space-change",
                "b",
                "ignore-all-space",
                "w",
                "ignore-blank-lines",
                "B",
                "ignore-trailing-space",
                "Z",
                "text",
                "a",
                "strip-trailing-cr",
                "strip",
                "minimal",
                "d",
                "color==",
                "color",
                "normal",
                "normal",
                "suppress-common-lines",
                "suppress",
                "no-dereference",
                "no-dereference",
                "show-c-function",
                "p");
    }

    @Override
    protected void hint(Process process, String name) throws IOException {
        process.err().println(name + ": Try '" + name + " --help' for more information.");
    }

    /** {@code -u0} is {@code -U 0}. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = new ArrayList<>(process.argv());
        argv.replaceAll(it ->
                it.matches("-u[0-9]+") ? "-U" + it.substring(2) : it.matches("-c[0-9]+") ? "-C" + it.substring(2) : it);
        return argv;
    }

    @Override
    protected int run(Call call) throws IOException {
        List<String> names = call.operands();
        if (names.size() < 2) {
            throw Failure.usage("missing operand after '" + (names.isEmpty() ? call.name() : names.get(0)) + "'");
        }
        if (names.size() > 2) {
            throw Failure.usage("extra operand '" + names.get(2) + "'");
        }
        String left = names.get(0);
        String right = names.get(1);
        boolean leftFolder = isFolder(call, left);
        boolean rightFolder = isFolder(call, right);
        if (leftFolder && rightFolder) {
            return folders(call, left, right, 0);
        }
        if (leftFolder && !right.equals("-")) {
            left = inside(left, right);
        } else if (rightFolder && !left.equals("-")) {
            right = inside(right, left);
        }
        return files(call, left, right, null);
    }

    private static String inside(String folder, String other) {
        return (folder.endsWith("/") ? folder : folder + "/") + other.substring(other.lastIndexOf('/') + 1);
    }

    private static boolean isFolder(Call call, String path) {
        try {
            return !path.equals("-") && call.files().stat(path).isDirectory();
        } catch (ErrnoException missing) {
            return false;
        }
    }

    private int folders(Call call, String left, String right, int depth) throws IOException {
        int result = 0;
        List<String> names = new ArrayList<>();
        try {
            call.files().list(left).forEach(it -> names.add(it.name()));
            call.files().list(right).stream()
                    .filter(it -> !names.contains(it.name()))
                    .forEach(it -> names.add(it.name()));
        } catch (ErrnoException e) {
            call.complain(2, left + ": " + e.getMessage());
            return 2;
        }
        names.sort(String::compareTo);
        for (String name : names) {
            call.process().step();
            if (call.options().stream().anyMatch(it -> it.is("x") && Glob.matches(it.value(), name))) {
                continue;
            }
            String a = left.endsWith("/") ? left + name : left + "/" + name;
            String b = right.endsWith("/") ? right + name : right + "/" + name;
            boolean inA = call.files().exists(a);
            boolean inB = call.files().exists(b);
            if (inA != inB && !call.has("N")) {
                call.print("Only in " + (inA ? left : right).replaceAll("(?<=.)/+$", "") + ": " + name + "\n");
                result = Math.max(result, 1);
            } else if (inA && inB && isFolder(call, a) && isFolder(call, b)) {
                if (call.has("r") && depth < MAX_DEPTH) {
                    result = Math.max(result, folders(call, a, b, depth + 1));
                } else {
                    call.print("Common subdirectories: " + a + " and " + b + "\n");
                }
            } else if (isFolder(call, a) != isFolder(call, b)) {
                boolean first = isFolder(call, a);
                call.print("File " + a + " is a " + (first ? "directory" : "regular file") + " while file " + b
                        + " is a " + (first ? "regular file" : "directory") + "\n");
                result = Math.max(result, 1);
            } else {
                result = Math.max(result, files(call, a, b, header(call, a, b)));
            }
        }
        return result;
    }

    private static String header(Call call, String a, String b) {
        StringBuilder out = new StringBuilder("diff");
        List<String> argv = call.process().arguments();
        argv.stream()
                .filter(it -> it.startsWith("-") && it.length() > 1)
                .forEach(it -> out.append(' ').append(it));
        return out + " " + a + " " + b + "\n";
    }

    private record Content(List<String> lines, boolean bare, boolean binary, Instant time) {}

    private static Content read(Call call, String name) throws IOException {
        boolean stream = name.equals("-") || Devices.isDescriptor(name);
        if (call.has("N") && !stream && !call.files().exists(name)) {
            return new Content(List.of(), false, false, Instant.EPOCH);
        }
        Instant time = stream
                ? call.process().host().clock().instant()
                : call.files().stat(name).mtime();
        List<String> lines = new ArrayList<>();
        boolean bare = false;
        boolean binary = false;
        try (Input in = Input.open(call.process(), name)) {
            for (String line = in.text(); line != null; line = in.text()) {
                lines.add(line);
                bare = !in.newline();
                binary |= line.indexOf('\0') >= 0;
            }
        }
        return new Content(lines, bare, binary && !call.has("a"), time);
    }

    private static int files(Call call, String left, String right, String header) throws IOException {
        Content[] both = new Content[2];
        for (int i = 0; i < 2; i++) {
            String name = i == 0 ? left : right;
            try {
                both[i] = read(call, name);
            } catch (ErrnoException e) {
                call.complain(2, name + ": " + e.getMessage());
            }
        }
        if (both[0] == null || both[1] == null) {
            return 2;
        }
        Content a = both[0];
        Content b = both[1];
        List<Edits.Change> changes = Edits.between(keys(call, a), keys(call, b), call.process()::step);
        if (call.has("B")) {
            changes = changes.stream()
                    .filter(it -> !blank(a.lines.subList(it.fromA(), it.toA()))
                            || !blank(b.lines.subList(it.fromB(), it.toB())))
                    .toList();
        }
        if (changes.isEmpty()) {
            if (call.has("s")) {
                call.print("Files " + left + " and " + right + " are identical\n");
            }
            if (call.has("y")) {
                new DiffOutput(call, a.lines, a.bare, b.lines, b.bare).sideBySide(changes, width(call));
            }
            return 0;
        }
        if (call.has("q")) {
            call.print("Files " + left + " and " + right + " differ\n");
            return 1;
        }
        if (a.binary || b.binary) {
            call.print("Binary files " + left + " and " + right + " differ\n");
            return 2;
        }
        call.print(header == null ? "" : header);
        show(call, left, right, a, b, changes);
        return 1;
    }

    private static boolean blank(List<String> lines) {
        return lines.stream().allMatch(String::isEmpty);
    }

    private static List<String> keys(Call call, Content content) {
        List<String> keys = new ArrayList<>(content.lines.size());
        for (int i = 0; i < content.lines.size(); i++) {
            String key = content.lines.get(i);
            key = call.has("i") ? key.toLowerCase(Locale.ROOT) : key;
            key = call.has("w")
                    ? key.replaceAll("[ \t\r]+", "")
                    : call.has("b") ? key.replaceAll("[ \t\r]+", " ").stripTrailing() : key;
            key = call.has("Z") ? key.stripTrailing() : key;
            key = call.has("strip") && key.endsWith("\r") ? key.substring(0, key.length() - 1) : key;
            keys.add(content.bare && i == content.lines.size() - 1 && !call.has("w", "b", "Z") ? key + "\n" : key);
        }
        return keys;
    }

    private static int width(Call call) {
        String given = call.value("W", "130");
        return given.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(given) : 130;
    }

    private static int context(Call call, String option) {
        String upper = call.value(option.toUpperCase(Locale.ROOT), call.value(option, null));
        if (upper != null && !upper.matches("[0-9]{1,9}")) {
            throw Failure.usage("invalid context length '" + upper + "'");
        }
        return upper == null ? 3 : Integer.parseInt(upper);
    }

    private static void show(Call call, String left, String right, Content a, Content b, List<Edits.Change> changes)
            throws IOException {
        DiffOutput output = new DiffOutput(call, a.lines, a.bare, b.lines, b.bare);
        List<String> labels = call.options().stream()
                .filter(it -> it.is("L"))
                .map(it -> it.value())
                .toList();
        String first =
                labels.size() > 0 ? labels.get(0) : left + "\t" + StrfTime.format("%Y-%m-%d %H:%M:%S.%N %z", a.time);
        String second =
                labels.size() > 1 ? labels.get(1) : right + "\t" + StrfTime.format("%Y-%m-%d %H:%M:%S.%N %z", b.time);
        if (call.has("u", "U")) {
            call.print("--- " + first + "\n+++ " + second + "\n");
            output.unified(changes, context(call, "u"));
        } else if (call.has("c", "C")) {
            call.print("*** " + first + "\n--- " + second + "\n");
            output.context(changes, context(call, "c"));
        } else if (call.has("y")) {
            output.sideBySide(changes, width(call));
        } else {
            output.normal(changes);
        }
    }
}
