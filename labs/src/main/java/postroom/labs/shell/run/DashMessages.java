package postroom.labs.shell.run;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** bash's messages in dash's words, as far as they differ: {@code sh} is dash on Debian. Source: recordings of dash 0.5.12. */
final class DashMessages {
    /** Begins a message without the shell's name and line before it. */
    static final String BARE = "\0";

    private record Rule(Pattern bash, String dash) {}

    /** The first that fits the whole message; an empty one is not said. */
    private static final List<Rule> RULES = List.of(
            rule("cd: (.*): (No such file or directory|Not a directory|Permission denied)", "cd: can't cd to $1"),
            rule("(.*): unbound variable", "$1: parameter not set"),
            rule("(.*): parameter null or not set", "$1: parameter not set or null"),
            rule("(?s).*: bad substitution", "Bad substitution"),
            rule("(.*): command not found", "$1: not found"),
            rule("(.*): readonly variable", "$1: is read only"),
            rule(
                    "(set|unset|export|readonly|read|umask|cd|wait|local|trap|type|hash|ulimit|jobs|alias): (-.): invalid option",
                    "$1: Illegal option $2"),
            rule("set: ([-+].): invalid option", "set: Illegal option $1"),
            rule("set: (.*): invalid option name", "set: Illegal option -o $1"),
            rule(
                    "(export|readonly|local|unset|read): `([^=']*)[^']*': not a valid identifier",
                    "$1: $2: bad variable name"),
            rule("exit: (.*): numeric argument required", "exit: Illegal number: $1"),
            rule("return: (.*): numeric argument required", "return: Illegal number: $1"),
            rule("shift: (.*): (numeric argument required|shift count out of range)", "shift: can't shift that many"),
            rule("(break|continue): only meaningful.*", ""),
            rule("local: can only be used in a function", "local: not in a function"),
            rule("trap: (.*): invalid signal specification", BARE + "trap: $1: bad trap"),
            rule("kill: \\(-?[0-9]+\\) - (.*)", "kill: $1\n"),
            rule("kill: (.*): arguments must be process or job IDs", "kill: Illegal number: $1"),
            rule("kill: (.).*: invalid signal specification", "kill: Illegal option -$1"),
            rule("type: (.*): not found", BARE + "$1: not found"),
            rule("command: (.*): not found", BARE + "$1: not found"),
            rule("alias: (.*): not found", BARE + "alias: $1 not found"),
            rule("unalias: (.*): not found", BARE + "unalias: $1 not found"),
            rule("(fg|bg): no job control", "$1: No current job"),
            rule("(fg|bg): (.*): no such job", "$1: No such job: $2"),
            rule("wait: pid .* is not a child of this shell", ""),
            rule("wait: `(.*)': not a pid or valid job spec", "wait: Illegal number: $1"),
            rule("umask: (.*): (octal number out of range|invalid symbolic mode.*)", "umask: Illegal number: $1"),
            rule("printf: (.*): invalid number", "printf: $1: expected numeric value"),
            rule("printf: `(.)': invalid format character", "printf: %$1: invalid directive"),
            rule("(?!cd)(.*): usage: .*", ""),
            rule("(.*): write error: (.*)", "$1: $1: I/O error"),
            rule("(test|\\[): missing `]'", "$1: missing ]"),
            rule("(test|\\[): (.*): integer expression expected", "$1: Illegal number: $2"),
            rule("(test|\\[): (.*): (unary|binary) operator expected", "$1: $2: unexpected operator"),
            rule("(test|\\[): too many arguments", "$1: too many arguments"),
            rule("(.*): division by 0 \\(error token is .*\\)", "arithmetic expression: division by zero: \"$1\""),
            rule(
                    "(.*): syntax error: operand expected \\(error token is .*\\)",
                    "arithmetic expression: expecting primary: \"$1\""),
            rule(
                    "(.*): (syntax error in expression|value too great for base|syntax error: invalid arithmetic operator) \\(error token is .*\\)",
                    "arithmetic expression: expecting EOF: \"$1\""),
            rule("-c: (.*)", "$1"));

    private DashMessages() {}

    private static Rule rule(String bash, String dash) {
        return new Rule(Pattern.compile(bash, Pattern.DOTALL), dash);
    }

    static String of(String message) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.bash.matcher(message);
            if (matcher.matches()) {
                return matcher.replaceFirst(rule.dash);
            }
        }
        return message;
    }

    /** What a redirection that failed says. */
    static String redirection(String file, boolean creates, postroom.labs.io.Errno why) {
        String reason = switch (why) {
            case ENOENT -> creates ? "Directory nonexistent" : "No such file";
            default -> why.text();
        };
        return (creates ? "cannot create " : "cannot open ") + file + ": " + reason;
    }
}
