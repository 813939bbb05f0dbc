package postroom.labs.debian.findutils;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

/** Reads the expression of {@code find(1)}: tests, actions, {@code -o}, {@code !} and parentheses. */
final class ExpressionParser {
    private static final List<String> STARTS = List.of("(", "!", ")", ",");
    private static final int MAX_DEPTH = 100;

    private final Search search;
    private final List<String> words;
    private boolean acts;
    private int at;
    private int depth;

    ExpressionParser(Search search, List<String> words) {
        this.search = search;
        this.words = words;
    }

    static boolean starts(String word) {
        return word.startsWith("-") && word.length() > 1 || STARTS.contains(word);
    }

    Condition parse() {
        Condition all = at < words.size() ? or() : file -> true;
        if (at < words.size()) {
            throw Failure.of(1, "invalid expression; you have too many ')'");
        }
        if (acts) {
            return all;
        }
        Condition print = print("\n");
        return file -> all.test(file) && print.test(file);
    }

    private boolean is(String... options) {
        return at < words.size() && List.of(options).contains(words.get(at));
    }

    private Condition or() {
        if (++depth > MAX_DEPTH) {
            throw Failure.of(1, "expression too deep");
        }
        Condition left = and();
        while (is("-o", "-or", ",")) {
            boolean list = words.get(at++).equals(",");
            Condition first = left;
            Condition second = and();
            left = list
                    ? file -> {
                        first.test(file);
                        return second.test(file);
                    }
                    : file -> first.test(file) || second.test(file);
        }
        depth--;
        return left;
    }

    private Condition and() {
        Condition left = not();
        while (at < words.size() && !is("-o", "-or", ",", ")")) {
            if (is("-a", "-and")) {
                at++;
            }
            Condition first = left;
            Condition second = not();
            left = file -> first.test(file) && second.test(file);
        }
        return left;
    }

    private Condition not() {
        if (is("!", "-not")) {
            at++;
            Condition inner = not();
            return file -> !inner.test(file);
        }
        if (is("(")) {
            at++;
            Condition inner = or();
            if (!is(")")) {
                throw Failure.of(1, "invalid expression; I was expecting to find a ')' somewhere but did not see one.");
            }
            at++;
            return inner;
        }
        if (at >= words.size()) {
            throw Failure.of(1, "expected an expression after " + Quoting.always(words.get(words.size() - 1)));
        }
        return primary();
    }

    private String argument(String option) {
        if (at >= words.size()) {
            throw Failure.of(1, "missing argument to `" + option + "'");
        }
        return words.get(at++);
    }

    private Condition primary() {
        String option = words.get(at++);
        if (!option.startsWith("-")) {
            String before = at >= 3 ? words.get(at - 3) : "";
            String hint = before.matches("-(i?name|i?path|i?wholename|i?lname)")
                    ? "\n" + search.call.name() + ": possible unquoted pattern after predicate `" + before + "'?"
                    : "";
            throw Failure.of(1, "paths must precede expression: `" + option + "'" + hint);
        }
        switch (option) {
            case "-maxdepth":
                search.maxDepth = count(option);
                return file -> true;
            case "-mindepth":
                search.minDepth = count(option);
                return file -> true;
            case "-depth":
            case "-d":
                search.depthFirst = true;
                return file -> true;
            case "-follow":
                search.follow = true;
                return file -> true;
            case "-mount":
            case "-xdev":
            case "-noleaf":
            case "-daystart":
            case "-ignore_readdir_race":
            case "-warn":
            case "-nowarn":
            case "-true":
                return file -> true;
            case "-false":
                return file -> false;
            case "-regextype":
                argument(option);
                return file -> true;
            default:
                Condition action = action(option);
                return action != null ? action : test(option);
        }
    }

    private int count(String option) {
        String given = argument(option);
        if (!given.matches("[0-9]{1,9}")) {
            throw Failure.of(
                    1,
                    "Expected a positive decimal integer argument to " + option + ", but got " + Quoting.locale(given));
        }
        return Integer.parseInt(given);
    }

    // ---- actions -------------------------------------------------------------------------------------

    private Condition print(String end) {
        return file -> {
            search.call.print(file.path() + end);
            return true;
        };
    }

    private Condition action(String option) {
        Condition action = switch (option) {
            case "-print" -> print("\n");
            case "-print0" -> print("\0");
            case "-printf" -> {
                String format = argument(option);
                yield file -> {
                    search.call.print(FoundFormat.format(search.call, format, file));
                    return true;
                };
            }
            case "-ls" ->
                file -> {
                    search.call.print(FoundFormat.listing(search.call, file));
                    return true;
                };
            case "-delete" -> {
                search.depthFirst = true;
                yield this::delete;
            }
            case "-exec", "-ok", "-execdir" -> exec(option);
            case "-quit" ->
                file -> {
                    search.quit = true;
                    return true;
                };
            default -> null;
        };
        if (action != null) {
            acts = true;
            return action;
        }
        if (option.equals("-prune")) {
            return file -> {
                search.prune = true;
                return true;
            };
        }
        return null;
    }

    private boolean delete(FoundFile file) throws IOException {
        if (file.path().equals(".")) {
            return true;
        }
        try {
            if (file.stat().isDirectory()) {
                search.call.files().rmdir(file.path());
            } else {
                search.call.files().unlink(file.path());
            }
            return true;
        } catch (ErrnoException e) {
            search.call.complain("cannot delete " + Quoting.locale(file.path()) + ": " + e.getMessage());
            return false;
        }
    }

    private Condition exec(String option) {
        List<String> command = new ArrayList<>();
        while (true) {
            String word = argument(option);
            boolean plus = word.equals("+")
                    && !command.isEmpty()
                    && command.get(command.size() - 1).equals("{}");
            if (plus) {
                Search.Batch batch = new Search.Batch(search, command.subList(0, command.size() - 1));
                search.batches.add(batch);
                return file -> {
                    batch.add(file.path());
                    return true;
                };
            }
            if (word.equals(";")) {
                break;
            }
            command.add(word);
        }
        if (command.isEmpty()) {
            throw Failure.of(1, "missing argument to `" + option + "'");
        }
        return file -> {
            String name = option.equals("-execdir") ? "./" + file.name() : file.path();
            return search.run(command.stream().map(it -> it.replace("{}", name)).toList()) == 0;
        };
    }

    // ---- tests ---------------------------------------------------------------------------------------

    private Condition test(String option) {
        switch (option) {
            case "-name": {
                String glob = argument(option);
                return file -> Glob.matches(glob, file.name());
            }
            case "-iname": {
                String glob = argument(option).toLowerCase(Locale.ROOT);
                return file -> Glob.matches(glob, file.name().toLowerCase(Locale.ROOT));
            }
            case "-path":
            case "-wholename": {
                String glob = argument(option);
                return file -> Glob.matches(glob, file.path());
            }
            case "-ipath": {
                String glob = argument(option).toLowerCase(Locale.ROOT);
                return file -> Glob.matches(glob, file.path().toLowerCase(Locale.ROOT));
            }
            case "-regex":
            case "-iregex":
                return regex(argument(option), option.equals("-iregex"));
            case "-type":
                return type(argument(option));
            case "-empty":
                return this::empty;
            case "-size":
                return size(argument(option));
            case "-perm":
                return permissions(argument(option));
            case "-user": {
                String name = argument(option);
                int uid = search.call
                        .process()
                        .host()
                        .accounts()
                        .user(name)
                        .map(Accounts.User::uid)
                        .orElseGet(() -> id(name, "user"));
                return file -> file.stat().uid() == uid;
            }
            case "-group": {
                String name = argument(option);
                int gid = search.call
                        .process()
                        .host()
                        .accounts()
                        .group(name)
                        .map(Accounts.Group::gid)
                        .orElseGet(() -> id(name, "group"));
                return file -> file.stat().gid() == gid;
            }
            case "-uid":
                return compare(argument(option), option, file -> file.stat().uid());
            case "-gid":
                return compare(argument(option), option, file -> file.stat().gid());
            case "-links":
                return compare(argument(option), option, file -> file.stat().links());
            case "-inum":
                return compare(argument(option), option, file -> file.stat().ino());
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
                return newer(argument(option));
            case "-nouser":
                return file -> search.call
                        .process()
                        .host()
                        .accounts()
                        .user(file.stat().uid())
                        .isEmpty();
            case "-nogroup":
                return file -> search.call
                        .process()
                        .host()
                        .accounts()
                        .group(file.stat().gid())
                        .isEmpty();
            case "-readable":
                return file -> search.call.files().allows(file.path(), 4);
            case "-writable":
                return file -> search.call.files().allows(file.path(), 2);
            case "-executable":
                return file -> search.call.files().allows(file.path(), 1);
            case "-samefile": {
                int ino = stat(argument(option)).ino();
                return file -> file.stat().ino() == ino;
            }
            default:
                throw Failure.of(1, "unknown predicate `" + option + "'");
        }
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

    @FunctionalInterface
    private interface Number {
        long of(FoundFile file);
    }

    private static Condition compare(String given, String option, Number number) {
        String digits = given.replaceFirst("^[-+]", "");
        if (!digits.matches("[0-9]{1,18}")) {
            throw Failure.of(1, "invalid argument `" + given + "' to `" + option + "'");
        }
        long wanted = Long.parseLong(digits);
        return switch (given.charAt(0)) {
            case '+' -> file -> number.of(file) > wanted;
            case '-' -> file -> number.of(file) < wanted;
            default -> file -> number.of(file) == wanted;
        };
    }

    private Condition size(String given) {
        char last = given.isEmpty() ? 'b' : given.charAt(given.length() - 1);
        int at = "bcwkMG".indexOf(last);
        long unit = at < 0 ? 512 : new long[] {512, 1, 2, 1024, 1 << 20, 1 << 30}[at];
        return compare(
                at < 0 ? given : given.substring(0, given.length() - 1),
                "-size",
                file -> (file.stat().size() + unit - 1) / unit);
    }

    private Condition age(String option, long unit, java.util.function.Function<FoundFile, Instant> time) {
        Instant now = search.call.process().host().clock().instant();
        return compare(
                argument(option),
                option,
                file -> Math.floorDiv(Duration.between(time.apply(file), now).getSeconds(), unit));
    }

    private static Condition permissions(String given) {
        char how = given.isEmpty() ? 0 : given.charAt(0);
        String digits = how == '-' || how == '/' ? given.substring(1) : given;
        int bits = FoundFormat.mode(digits).orElseThrow(() -> Failure.of(1, "invalid mode " + Quoting.locale(given)));
        return switch (how) {
            case '-' -> file -> (file.stat().mode() & bits) == bits;
            case '/' -> file -> bits == 0 || (file.stat().mode() & bits) != 0;
            default -> file -> file.stat().mode() == bits;
        };
    }
}
