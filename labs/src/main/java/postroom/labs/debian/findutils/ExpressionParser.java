package postroom.labs.debian.findutils;

import java.util.List;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.regex.PosixRegex;

/** Reads the expression of {@code find(1)}: {@code -o}, {@code !}, parentheses, and options, which are always true. */
final class ExpressionParser {
    private static final List<String> STARTS = List.of("(", "!");
    private static final List<String> REGEX_TYPES = List.of(
            "findutils-default",
            "ed",
            "emacs",
            "gnu-awk",
            "grep",
            "posix-awk",
            "awk",
            "posix-basic",
            "posix-egrep",
            "egrep",
            "posix-extended",
            "posix-minimal-basic",
            "sed");
    private static final int MAX_DEPTH = 100;

    private final Search search;
    private final Words words;
    private final Actions actions;
    private final Tests tests;
    private int depth;

    ExpressionParser(Search search, List<String> words) {
        this.search = search;
        this.words = new Words(words);
        this.actions = new Actions(search, this.words);
        this.tests = new Tests(search, this.words);
    }

    static boolean starts(String word) {
        return word.startsWith("-") && word.length() > 1 || STARTS.contains(word);
    }

    Condition parse() {
        Condition all = words.more() ? or() : file -> true;
        if (words.more()) {
            throw Failure.of(1, "you have too many ')'");
        }
        if (search.deletes && search.prunes && !search.explicitDepth) {
            throw Failure.of(
                    1,
                    "The -delete action automatically turns on -depth, but -prune does nothing when -depth is in effect."
                            + "  If you want to carry on anyway, just explicitly use the -depth option.");
        }
        if (actions.any()) {
            return all;
        }
        Condition print = actions.print("\n");
        return file -> all.test(file) && print.test(file);
    }

    private Condition or() {
        if (++depth > MAX_DEPTH) {
            throw Failure.of(1, "expression too deep");
        }
        Condition left = and();
        while (words.is("-o", "-or", ",")) {
            boolean list = words.take().equals(",");
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
        while (words.more() && !words.is("-o", "-or", ",", ")")) {
            if (words.is("-a", "-and")) {
                words.take();
            }
            Condition first = left;
            Condition second = not();
            left = file -> first.test(file) && second.test(file);
        }
        return left;
    }

    private Condition not() {
        if (words.is("!", "-not")) {
            words.take();
            Condition inner = not();
            return file -> !inner.test(file);
        }
        if (words.is("(")) {
            words.take();
            if (words.is(")")) {
                throw Failure.of(1, "invalid expression; empty parentheses are not allowed.");
            }
            Condition inner = or();
            if (!words.is(")")) {
                throw Failure.of(1, "invalid expression; I was expecting to find a ')' somewhere but did not see one.");
            }
            words.take();
            return inner;
        }
        if (!words.more()) {
            throw Failure.of(1, "expected an expression after " + Quoting.always(words.last()));
        }
        return primary();
    }

    private Condition primary() {
        String option = words.take();
        if (List.of("-o", "-or", "-a", "-and", ",").contains(option)) {
            throw Failure.of(
                    1, "invalid expression; you have used a binary operator '" + option + "' with nothing before it.");
        }
        if (option.equals(")")) {
            throw Failure.of(1, "invalid expression; you have too many ')'");
        }
        if (!option.startsWith("-")) {
            String before = words.secondLast();
            boolean there = search.call.files().exists(option);
            String hint = there && before.matches("-(i?name|i?path|i?wholename|i?lname)")
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
                search.explicitDepth = true;
                return file -> true;
            case "-files0-from":
                search.filesFrom = words.argument(option);
                return file -> true;
            case "-follow":
                search.follow = true;
                return file -> true;
            case "-mount":
            case "-xdev":
                search.oneFileSystem = true;
                return file -> true;
            case "-noleaf":
            case "-daystart":
            case "-ignore_readdir_race":
            case "-noignore_readdir_race":
            case "-warn":
            case "-nowarn":
            case "-true":
                return file -> true;
            case "-false":
                return file -> false;
            case "-regextype":
                String type = words.argument(option);
                search.syntax = syntax(type);
                search.emacs = type.equals("emacs") || type.equals("findutils-default");
                return file -> true;
            default:
                Condition action = actions.of(option);
                return action != null ? action : tests.of(option);
        }
    }

    private static PosixRegex.Syntax syntax(String name) {
        List<String> extended = List.of("awk", "egrep", "gnu-awk", "posix-awk", "posix-egrep", "posix-extended");
        List<String> basic =
                List.of("ed", "emacs", "findutils-default", "grep", "posix-basic", "posix-minimal-basic", "sed");
        if (!extended.contains(name) && !basic.contains(name)) {
            String all =
                    String.join(", ", REGEX_TYPES.stream().map(Quoting::locale).toList());
            throw Failure.of(
                    1, "Unknown regular expression type " + Quoting.locale(name) + "; valid types are " + all + ".");
        }
        return extended.contains(name) ? PosixRegex.Syntax.EXTENDED : PosixRegex.Syntax.BASIC;
    }

    private int count(String option) {
        String given = words.argument(option);
        if (!given.matches("[0-9]{1,9}")) {
            throw Failure.of(
                    1,
                    "Expected a positive decimal integer argument to " + option + ", but got " + Quoting.locale(given));
        }
        return Integer.parseInt(given);
    }
}
