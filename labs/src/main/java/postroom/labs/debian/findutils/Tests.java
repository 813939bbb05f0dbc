package postroom.labs.debian.findutils;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
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
                return type(words.argument(option));
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
                return newer(words.argument(option));
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
                throw Failure.of(1, "unknown predicate `" + option + "'");
        }
    }

    private Condition age(String option, long unit, Function<FoundFile, Instant> time) {
        Instant now = search.call.process().host().clock().instant();
        return Comparisons.age(words.argument(option), option, unit, now, time);
    }

    private static int id(String text, String what) {
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

    private Condition newer(String path) {
        Instant than = stat(path).mtime();
        return file -> file.stat().mtime().isAfter(than);
    }

    private static Condition regex(String text, boolean insensitive) {
        try {
            Pattern pattern =
                    PosixRegex.compile(text, PosixRegex.Syntax.BASIC, insensitive ? Pattern.CASE_INSENSITIVE : 0);
            return file -> pattern.matcher(file.path()).matches();
        } catch (RegexException e) {
            throw Failure.of(1, "failed to compile regular expression '" + text + "': " + e.getMessage());
        }
    }

    private static Condition type(String letters) {
        for (String each : letters.split(",", -1)) {
            if (each.length() != 1 || "bcdpflsD".indexOf(each) < 0) {
                throw Failure.of(
                        1,
                        each.isEmpty()
                                ? "Arguments to -type should contain at least one letter"
                                : "Unknown argument to -type: " + each.charAt(0));
            }
        }
        return file -> {
            char letter = file.stat().type() == FileType.FILE
                    ? 'f'
                    : file.stat().type().letter();
            return letters.indexOf(letter) >= 0;
        };
    }

    private boolean empty(FoundFile file) throws IOException {
        if (file.stat().isDirectory()) {
            return search.call.files().list(file.path()).isEmpty();
        }
        return file.stat().isFile() && file.stat().size() == 0;
    }
}
