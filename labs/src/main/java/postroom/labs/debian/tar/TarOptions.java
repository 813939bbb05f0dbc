package postroom.labs.debian.tar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;

/** What a command line of tar asks for. */
final class TarOptions {
    static final String SHORTS = "-AcdtruxC:f:vzZjJaT:X:pPkhWOmow:sb:iIBRnSUK:V:N:g:G:l";
    static final String[] LONGS = {
        "create",
        "c",
        "list",
        "t",
        "extract",
        "x",
        "get",
        "x",
        "append",
        "r",
        "update",
        "u",
        "catenate",
        "A",
        "concatenate",
        "A",
        "diff",
        "d",
        "compare",
        "d",
        "delete",
        "delete",
        "file=",
        "f",
        "directory=",
        "C",
        "verbose",
        "v",
        "gzip",
        "z",
        "gunzip",
        "z",
        "ungzip",
        "z",
        "bzip2",
        "j",
        "xz",
        "J",
        "auto-compress",
        "a",
        "files-from=",
        "T",
        "exclude=",
        "exclude",
        "exclude-from=",
        "X",
        "exclude-vcs",
        "exclude-vcs",
        "preserve-permissions",
        "p",
        "same-permissions",
        "p",
        "absolute-names",
        "P",
        "keep-old-files",
        "k",
        "skip-old-files",
        "skip-old",
        "overwrite",
        "overwrite",
        "unlink-first",
        "U",
        "to-stdout",
        "O",
        "strip-components=",
        "strip",
        "transform=",
        "transform",
        "xform=",
        "transform",
        "wildcards",
        "wildcards",
        "no-wildcards",
        "no-wildcards",
        "same-owner",
        "same-owner",
        "no-same-owner",
        "o",
        "numeric-owner",
        "numeric",
        "owner=",
        "owner",
        "group=",
        "group",
        "mode=",
        "mode",
        "mtime=",
        "mtime",
        "totals",
        "totals",
        "remove-files",
        "remove",
        "dereference",
        "h",
        "one-file-system",
        "one-file-system",
        "verify",
        "W",
        "format=",
        "format",
        "full-time",
        "full-time",
        "no-recursion",
        "no-recursion",
        "recursion",
        "recursion",
        "sort=",
        "sort",
        "touch",
        "m",
        "ignore-failed-read",
        "ignore-failed",
        "ignore-zeros",
        "i",
        "sparse",
        "S",
        "keep-newer-files",
        "keep-newer",
        "show-transformed-names",
        "show-transformed",
        "null",
        "null",
        "usage",
        "usage",
        "blocking-factor=",
        "b",
        "keep-directory-symlink",
        "keep-directory-symlink",
        "no-auto-compress",
        "no-auto-compress",
        "posix",
        "posix"
    };
    private static final List<String> ACTIONS = List.of("A", "c", "d", "t", "r", "u", "x", "delete");

    private final Call call;
    private final String action;
    private final String file;
    private final List<String> exclusions = new ArrayList<>();

    TarOptions(Call call) {
        this.call = call;
        List<String> actions = call.options().stream()
                .map(Getopt.Option::key)
                .filter(ACTIONS::contains)
                .distinct()
                .toList();
        if (actions.size() > 1) {
            throw Failure.usage(
                    2, "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option");
        }
        if (actions.isEmpty()) {
            throw Failure.usage(2, "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options");
        }
        this.action = actions.get(0);
        this.file = call.value("f", "-");
        for (Getopt.Option each : call.options()) {
            if (each.is("exclude")) {
                exclusions.add(each.value());
            } else if (each.is("exclude-vcs")) {
                exclusions.addAll(List.of(".git", ".gitignore", ".svn", "CVS", ".hg", ".bzr"));
            }
        }
    }

    /** The letter of what is to be done, or {@code delete}. */
    String action() {
        return action;
    }

    /** The archive's name; {@code -} for standard input or output. */
    String file() {
        return file;
    }

    boolean has(String... keys) {
        return call.has(keys);
    }

    /** How often {@code -v} was given. */
    long verbosity() {
        return call.options().stream().filter(it -> it.is("v")).count();
    }

    void exclude(String pattern) {
        exclusions.add(pattern);
    }

    /** Whether a name is left out: a pattern matches it, or its end from a slash on, or a folder that it is in. */
    boolean excluded(String name) {
        return exclusions.stream().anyMatch(it -> NamePattern.matchesAnywhere(it, name));
    }

    /** The program that the archive goes through; empty for none. */
    String compressor() {
        if (call.has("z", "Z")) {
            return "gzip";
        }
        if (call.has("j")) {
            return "bzip2";
        }
        if (call.has("J")) {
            return "xz";
        }
        if (!call.has("a") || !action.equals("c")) {
            return "";
        }
        String name = file.toLowerCase(Locale.ROOT);
        return name.matches(".*\\.(gz|tgz|taz)")
                ? "gzip"
                : name.matches(".*\\.(bz2|tbz2?|tz2)") ? "bzip2" : name.matches(".*\\.(xz|txz)") ? "xz" : "";
    }

    /** How many leading parts of a name are cut off. */
    int strip() {
        String given = call.value("strip", "0");
        if (!given.matches("[0-9]{1,6}")) {
            throw Failure.usage(2, given + ": Invalid number of elements");
        }
        return Integer.parseInt(given);
    }

    /** The words of an old call, {@code tar xvf a.tar}, as options. */
    static List<String> modern(List<String> argv) {
        if (argv.size() < 2 || argv.get(1).startsWith("-") || argv.get(1).isEmpty()) {
            return argv;
        }
        List<String> words = new ArrayList<>(argv.subList(0, 1));
        int next = 2;
        for (char letter : argv.get(1).toCharArray()) {
            words.add("-" + letter);
            int known = SHORTS.indexOf(letter, 1);
            if (known > 0 && known + 1 < SHORTS.length() && SHORTS.charAt(known + 1) == ':') {
                if (next >= argv.size()) {
                    throw Failure.usage(2, "Old option '" + letter + "' requires an argument.");
                }
                words.add(argv.get(next++));
            }
        }
        words.addAll(argv.subList(next, argv.size()));
        return words;
    }
}
