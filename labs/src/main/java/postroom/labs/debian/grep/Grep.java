package postroom.labs.debian.grep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Glob;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code grep(1)}: lines that match a pattern. */
final class Grep extends GnuProgram {
    private static final int MAX_DEPTH = 128;

    Grep() {
        super(
                Suite.GREP,
                2,
                "EFGPe:f:iywxzsvVm:bnHhqoaIUd:D:rRLlcTZA:B:C:u0:1:2:3:4:5:6:7:8:9:",
                "extended-regexp",
                "E",
                "fixed-strings",
                "F",
                "basic-regexp",
                "G",
                "perl-regexp",
                "P",
                "regexp=",
                "e",
                "file=",
                "f",
                "ignore-case",
                "i",
                "no-ignore-case",
                "no-ignore-case",
                "word-regexp",
                "w",
                "line-regexp",
                "x",
                "null-data",
                "z",
                "no-messages",
                "s",
                "invert-match",
                "v",
                "max-count=",
                "m",
                "byte-offset",
                "b",
                "line-number",
                "n",
                "line-buffered",
                "line-buffered",
                "with-filename",
                "H",
                "no-filename",
                "h",
                "label=",
                "label",
                "only-matching",
                "o",
                "quiet",
                "q",
                "silent",
                "q",
                "binary-files=",
                "binary-files",
                "text",
                "a",
                "directories=",
                "d",
                "devices=",
                "D",
                "recursive",
                "r",
                "dereference-recursive",
                "R",
                "include=",
                "include",
                "exclude=",
                "exclude",
                "exclude-from=",
                "exclude-from",
                "exclude-dir=",
                "exclude-dir",
                "files-without-match",
                "L",
                "files-with-matches",
                "l",
                "count",
                "c",
                "initial-tab",
                "T",
                "null",
                "Z",
                "before-context=",
                "B",
                "after-context=",
                "A",
                "context=",
                "C",
                "group-separator=",
                "group-separator",
                "no-group-separator",
                "no-group-separator",
                "color==",
                "color",
                "colour==",
                "color",
                "binary",
                "U",
                "unix-byte-offsets",
                "u");
    }

    /** {@code -2} means {@code -C 2}; {@code -y} is an old {@code -i}. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = new ArrayList<>(process.argv());
        for (int i = 1; i < argv.size() && !argv.get(i).equals("--"); i++) {
            if (argv.get(i).matches("-[0-9]+") && !argv.get(i - 1).matches("-[ABCmefdD]")) {
                argv.set(i, "-C" + argv.get(i).substring(1));
            } else if (argv.get(i).equals("-y")) {
                argv.set(i, "-i");
            } else if (argv.get(i).equals("-V")) {
                argv.set(i, "--version");
            }
        }
        return argv;
    }

    @Override
    protected void hint(Process process, String name) throws IOException {
        process.err().println("Usage: " + name + " [OPTION]... PATTERNS [FILE]...");
        super.hint(process, name);
    }

    @Override
    protected int run(Call call) throws IOException {
        Scan.checkNumbers(call);
        List<String> names = new ArrayList<>(call.operands());
        List<String> patterns = patterns(call);
        if (!call.has("e", "f")) {
            if (names.isEmpty()) {
                hint(call.process(), call.name());
                return 2;
            }
            patterns.addAll(Arrays.asList(names.remove(0).split("\n", -1)));
        }
        if (call.has("u")) {
            call.warn("warning: --unix-byte-offsets (-u) is obsolete");
        }
        Matcher matcher = Matcher.of(call, patterns);
        boolean recursive = call.has("r", "R") || "recurse".equals(call.value("d", ""));
        boolean bare = names.isEmpty();
        if (bare) {
            names.add(recursive ? "." : "-");
        }
        boolean prefix =
                call.last(names.size() > 1 || recursive ? "H" : "h", "H", "h").equals("H");
        if (recursive && !call.has("h", "H") && names.size() == 1 && !bare && !isFolder(call, names.get(0))) {
            prefix = false;
        }
        Scan scan = new Scan(call, matcher, prefix);
        for (String name : names) {
            search(call, scan, name, bare && recursive, recursive, 0);
            if (call.has("q") && scan.selected()) {
                throw Failure.of(0, null);
            }
        }
        if (call.status() == 2) {
            return 2;
        }
        return scan.selected() != call.has("L") || call.has("L") && scan.listed() ? 0 : 1;
    }

    private static List<String> patterns(Call call) throws IOException {
        List<String> patterns = new ArrayList<>();
        for (postroom.labs.debian.getopt.Getopt.Option each : call.options()) {
            if (each.is("e")) {
                patterns.addAll(Arrays.asList(each.value().split("\n", -1)));
            } else if (each.is("f")) {
                try (Input in = Input.open(call.process(), each.value())) {
                    for (String line = in.text(); line != null; line = in.text()) {
                        patterns.add(line);
                    }
                } catch (ErrnoException e) {
                    throw Failure.of(2, each.value() + ": " + e.getMessage());
                }
            }
        }
        return patterns;
    }

    private static boolean isFolder(Call call, String name) {
        try {
            return call.files().stat(name).isDirectory();
        } catch (ErrnoException missing) {
            return false;
        }
    }

    private static void search(Call call, Scan scan, String name, boolean bare, boolean recursive, int depth)
            throws IOException {
        call.process().step();
        try {
            if (!name.equals("-")) {
                Stat stat = depth == 0 || call.has("R")
                        ? call.files().stat(name)
                        : call.files().lstat(name);
                if (stat.isDirectory()) {
                    folder(call, scan, name, bare, recursive, depth);
                    return;
                }
                boolean special = stat.type() != FileType.FILE && depth > 0;
                if (special || excluded(call, name)) {
                    return;
                }
            }
            scan.file(name);
        } catch (ErrnoException e) {
            call.fail(2);
            if (!call.has("s")) {
                call.warn((name.equals("-") ? "(standard input)" : name) + ": " + e.getMessage());
            }
        }
    }

    private static void folder(Call call, Scan scan, String name, boolean bare, boolean recursive, int depth)
            throws IOException {
        if ("skip".equals(call.value("d", ""))) {
            return;
        }
        if (!recursive) {
            throw new ErrnoException(Errno.EISDIR);
        }
        boolean skipped = depth > 0
                && call.options().stream().anyMatch(it -> it.is("exclude-dir") && Glob.matches(it.value(), last(name)));
        if (skipped || depth > MAX_DEPTH) {
            return;
        }
        for (DirectoryEntry each : call.files().list(name)) {
            String path = bare ? each.name() : name.endsWith("/") ? name + each.name() : name + "/" + each.name();
            search(call, scan, path, false, true, depth + 1);
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean excluded(Call call, String name) {
        boolean anyInclude = call.has("include");
        boolean included = !anyInclude;
        for (postroom.labs.debian.getopt.Getopt.Option each : call.options()) {
            if (each.is("exclude") && Glob.matches(each.value(), last(name))) {
                return true;
            }
            included |= each.is("include") && Glob.matches(each.value(), last(name));
        }
        return !included;
    }

    @Override
    public int unwritable(Process process, Errno errno) throws IOException {
        super.unwritable(process, errno);
        return 2;
    }
}
