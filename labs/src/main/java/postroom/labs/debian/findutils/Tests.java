package postroom.labs.debian.findutils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.DateText;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Glob;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** The tests of {@code find(1)}, which ask something of a file. */
final class Tests {
    private final Search search;
    private final Words words;
    private final Accounts accounts;

    Tests(Search search, Words words) {
        this.search = search;
        this.words = words;
        this.accounts = search.call.process().host().accounts();
    }

    /** The test of an option. */
    Condition of(String option) {
        switch (option) {
            case "-name": {
                String glob = words.argument(option);
                return file -> Glob.matches(glob, file.name());
            }
            case "-iname": {
                String glob = words.argument(option).toLowerCase(Locale.ROOT);
                return file -> Glob.matches(glob, file.name().toLowerCase(Locale.ROOT));
            }
            case "-path":
            case "-wholename": {
                String glob = words.argument(option);
                if (glob.endsWith("/") && glob.length() > 1) {
                    warn("warning: " + option + " " + glob + " will not match anything because it ends with /.");
                }
                return file -> Glob.matches(glob, file.path());
            }
            case "-ipath": {
                String glob = words.argument(option).toLowerCase(Locale.ROOT);
                return file -> Glob.matches(glob, file.path().toLowerCase(Locale.ROOT));
            }
            case "-regex":
            case "-iregex":
                return regex(words.argument(option), option.equals("-iregex"));
            case "-type":
                return type(words.argument(option), option);
            case "-xtype":
                return type(words.argument(option), option);
            case "-lname":
            case "-ilname": {
                boolean any = option.equals("-ilname");
                String given = words.argument(option);
                String glob = any ? given.toLowerCase(Locale.ROOT) : given;
                return file -> {
                    String target = file.stat().type() == FileType.SYMLINK
                            ? search.call.files().readlink(file.path())
                            : null;
                    return target != null && Glob.matches(glob, any ? target.toLowerCase(Locale.ROOT) : target);
                };
            }
            case "-fstype": {
                String type = words.argument(option);
                return file -> type.equals(file.stat().computed() ? "proc" : "overlay");
            }
            case "-context":
                throw Failure.of(1, "invalid predicate -context: SELinux is not enabled.");
            case "-used": {
                String given = words.argument(option);
                if (!given.matches("[-+]?[0-9]+(\\.[0-9]+)?")) {
                    throw Failure.of(1, "Invalid argument " + given + " to -used");
                }
                // a file is read without its access time changing, so it was never used after its status changed
                return file -> false;
            }
            case "-anewer":
                return newer(words.argument(option), "a");
            case "-cnewer":
                return newer(words.argument(option), "c");
            case "-empty":
                return this::empty;
            case "-size":
                return Comparisons.size(words.argument(option));
            case "-perm":
                return Comparisons.permissions(words.argument(option));
            case "-user": {
                String name = words.argument(option);
                int uid = accounts.user(name).map(Accounts.User::uid).orElseGet(() -> id(name, "user"));
                return file -> file.stat().uid() == uid;
            }
            case "-group": {
                String name = words.argument(option);
                int gid = accounts.group(name).map(Accounts.Group::gid).orElseGet(() -> id(name, "group"));
                return file -> file.stat().gid() == gid;
            }
            case "-uid":
                return Comparisons.compare(
                        words.argument(option), option, file -> file.stat().uid());
            case "-gid":
                return Comparisons.compare(
                        words.argument(option), option, file -> file.stat().gid());
            case "-links":
                return Comparisons.compare(
                        words.argument(option), option, file -> file.stat().links());
            case "-inum":
                return Comparisons.compare(
                        words.argument(option), option, file -> file.stat().ino());
            case "-mtime":
                return age(option, 86400, file -> file.stat().mtime());
            case "-mmin":
                return age(option, 60, file -> file.stat().mtime());
            case "-atime":
                return age(option, 86400, file -> file.stat().atime());
            case "-amin":
                return age(option, 60, file -> file.stat().atime());
            case "-ctime":
                return age(option, 86400, file -> file.stat().ctime());
            case "-cmin":
                return age(option, 60, file -> file.stat().ctime());
            case "-newer":
                return newer(words.argument(option), "m");
            case "-nouser":
                return file -> accounts.user(file.stat().uid()).isEmpty();
            case "-nogroup":
                return file -> accounts.group(file.stat().gid()).isEmpty();
            case "-readable":
                return file -> search.call.files().allows(file.path(), 4);
            case "-writable":
                return file -> search.call.files().allows(file.path(), 2);
            case "-executable":
                return file -> search.call.files().allows(file.path(), 1);
            case "-samefile": {
                int ino = stat(words.argument(option)).ino();
                return file -> file.stat().ino() == ino;
            }
            default:
                if (option.matches("-newer..")) {
                    return newerXy(option);
                }
                throw Failure.of(1, "unknown predicate `" + option + "'");
        }
    }

    private Condition age(String option, long unit, Function<FoundFile, Instant> time) {
        Instant now = search.call.process().host().clock().instant();
        return Comparisons.age(words.argument(option), option, unit, now, time);
    }

    private static int id(String text, String what) {
        if (text.isEmpty()) {
            throw Failure.of(1, "The argument to -" + what + " should not be empty");
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw Failure.of(
                    1,
                    Quoting.locale(text) + " is not the name of a"
                            + (what.equals("user") ? " known user" : "n existing group"));
        }
        return Integer.parseInt(text);
    }

    private Stat stat(String path) {
        try {
            return search.call.files().stat(path);
        } catch (ErrnoException e) {
            throw Failure.of(1, Quoting.locale(path) + ": " + e.getMessage());
        }
    }

    private Condition newer(String path, String which) {
        Instant than = stat(path).mtime();
        return file -> time(file.stat(), which.charAt(0)).isAfter(than);
    }

    private static Instant time(Stat stat, char which) {
        return which == 'a' ? stat.atime() : which == 'c' ? stat.ctime() : stat.mtime();
    }

    /** {@code -newermt '2 days ago'}: one of a file's times against one of another file's, or against a date. */
    private Condition newerXy(String option) {
        char own = option.charAt(6);
        char other = option.charAt(7);
        if ("acm".indexOf(own) < 0 || "acmt".indexOf(other) < 0) {
            throw Failure.of(1, "invalid predicate `" + option + "'");
        }
        String given = words.argument(option);
        Instant now = search.call.process().host().clock().instant();
        Instant than = other == 't'
                ? DateText.parse(given, now)
                        .orElseThrow(() -> Failure.of(
                                1,
                                "I cannot figure out how to interpret " + Quoting.locale(given) + " as a date or time"))
                : time(stat(given), other);
        return file -> time(file.stat(), own).isAfter(than);
    }

    private void warn(String text) {
        try {
            search.call.warn(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Condition regex(String text, boolean insensitive) {
        // Emacs' syntax is that of basic expressions, but for the operators + and ?
        String basic = search.emacs ? text.replaceAll("(?<!\\\\)([+?])", "\\\\$1") : text;
        try {
            Pattern pattern = PosixRegex.compile(basic, search.syntax, insensitive ? Pattern.CASE_INSENSITIVE : 0);
            return file -> pattern.matcher(file.path()).matches();
        } catch (RegexException e) {
            throw Failure.of(1, "failed to compile regular expression '" + text + "': " + e.getMessage());
        }
    }

    private Condition type(String letters, String option) {
        for (int i = 0; i < letters.length() || i == 0; i++) {
            char c = i < letters.length() ? letters.charAt(i) : 0;
            if (c == 0) {
                throw Failure.of(1, "Arguments to " + option + " should contain at least one letter");
            } else if ("bcdpflsD".indexOf(c) < 0) {
                throw Failure.of(1, "Unknown argument to " + option + ": " + c);
            } else if (letters.indexOf(c) < i) {
                throw Failure.of(1, "Duplicate file type '" + c + "' in the argument list to " + option + ".");
            }
            i++;
            if (i < letters.length() && letters.charAt(i) != ',') {
                throw Failure.of(1, "Must separate multiple arguments to " + option + " using: ','");
            } else if (i == letters.length() - 1) {
                throw Failure.of(
                        1,
                        "Last file type in list argument to " + option + " is missing, i.e., list is ending on: ','");
            }
        }
        return file -> letters.indexOf(letter(option.equals("-xtype") ? behind(file) : file.stat())) >= 0;
    }

    private static char letter(Stat stat) {
        return stat.type() == FileType.FILE ? 'f' : stat.type().letter();
    }

    private Stat behind(FoundFile file) throws IOException {
        try {
            return search.follow
                    ? search.call.files().lstat(file.path())
                    : search.call.files().stat(file.path());
        } catch (ErrnoException dangling) {
            return file.stat();
        }
    }

    private boolean empty(FoundFile file) throws IOException {
        if (file.stat().isDirectory()) {
            return search.call.files().list(file.path()).isEmpty();
        }
        return file.stat().isFile() && file.stat().size() == 0;
    }
}
