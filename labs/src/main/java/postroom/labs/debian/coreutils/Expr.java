package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.Longest;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Process;

/** {@code expr(1)}: reckons with its arguments. */
final class Expr extends GnuProgram {
    Expr() {
        super(Suite.COREUTILS, 2, "+");
    }

    /** No operand is an option, but for {@code --help} and {@code --version} alone. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = process.argv();
        boolean alone =
                argv.size() == 2 && (argv.get(1).equals("--help") || argv.get(1).equals("--version"));
        if (alone || argv.size() < 2 || argv.get(1).equals("--")) {
            return argv;
        }
        List<String> all = new ArrayList<>(argv);
        all.add(1, "--");
        return all;
    }

    @Override
    protected int run(Call call) throws IOException {
        call.atLeast(1);
        Reader reader = new Reader(call.operands(), call.process()::step);
        String value = reader.or();
        if (reader.at < reader.words.size()) {
            throw Failure.of(2, "syntax error: unexpected argument " + Quoting.locale(reader.words.get(reader.at)));
        }
        call.print(value + "\n");
        return isNull(value) ? 1 : 0;
    }

    private static boolean isNull(String value) {
        return value.isEmpty() || value.matches("-?0+");
    }

    private static final class Reader {
        private final List<String> words;
        private final Runnable step;
        private int at;
        private int depth;

        Reader(List<String> words, Runnable step) {
            this.words = words;
            this.step = step;
        }

        private boolean accept(String... operators) {
            return at < words.size() && List.of(operators).contains(words.get(at)) && at++ >= 0;
        }

        private String or() {
            String left = and();
            while (accept("|")) {
                String right = and();
                left = isNull(left) ? isNull(right) ? "0" : right : left;
            }
            return left;
        }

        private String and() {
            String left = comparison();
            while (accept("&")) {
                String right = comparison();
                left = isNull(left) || isNull(right) ? "0" : left;
            }
            return left;
        }

        private String comparison() {
            String left = sum();
            while (accept("<", "<=", "=", "==", "!=", ">=", ">")) {
                String operator = words.get(at - 1);
                String right = sum();
                boolean numbers = left.matches("-?[0-9]+") && right.matches("-?[0-9]+");
                int order = numbers ? new BigInteger(left).compareTo(new BigInteger(right)) : left.compareTo(right);
                boolean holds = switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case "!=" -> order != 0;
                    case ">=" -> order >= 0;
                    case ">" -> order > 0;
                    default -> order == 0;
                };
                left = holds ? "1" : "0";
            }
            return left;
        }

        private static BigInteger number(String text) {
            if (!text.matches("-?[0-9]{1,1000}")) {
                throw Failure.of(2, "non-integer argument");
            }
            return new BigInteger(text);
        }

        private String sum() {
            String left = product();
            while (accept("+", "-")) {
                boolean plus = words.get(at - 1).equals("+");
                String right = product();
                left = (plus ? number(left).add(number(right)) : number(left).subtract(number(right))).toString();
            }
            return left;
        }

        private String product() {
            String left = match();
            while (accept("*", "/", "%")) {
                String operator = words.get(at - 1);
                BigInteger a = number(left);
                BigInteger b = number(match());
                if (!operator.equals("*") && b.signum() == 0) {
                    throw Failure.of(2, "division by zero");
                }
                left = (operator.equals("*") ? a.multiply(b) : operator.equals("/") ? a.divide(b) : a.remainder(b))
                        .toString();
            }
            return left;
        }

        private String match() {
            String left = primary();
            while (accept(":")) {
                left = matched(left, primary());
            }
            return left;
        }

        private String matched(String text, String regex) {
            try {
                Matcher m =
                        PosixRegex.compile(regex, PosixRegex.Syntax.BASIC, 0).matcher(new Budgeted(text, step));
                boolean found = Longest.find(m, 0) && m.start() == 0;
                if (m.groupCount() > 0) {
                    return found && m.group(1) != null ? m.group(1) : "";
                }
                return found ? Integer.toString(m.end()) : "0";
            } catch (RegexException e) {
                throw Failure.of(2, e.getMessage());
            }
        }

        private String word() {
            if (at >= words.size()) {
                String after = at == 0 ? "" : " after " + Quoting.locale(words.get(at - 1));
                throw Failure.of(2, "syntax error: missing argument" + after);
            }
            return words.get(at++);
        }

        private String primary() {
            if (++depth > 1000) {
                throw Failure.of(2, "syntax error");
            }
            String word = word();
            switch (word) {
                case "(": {
                    String value = or();
                    if (!accept(")")) {
                        throw Failure.of(
                                2,
                                at < words.size()
                                        ? "syntax error: expecting ')' instead of " + Quoting.locale(words.get(at))
                                        : "syntax error: expecting ')' after " + Quoting.locale(words.get(at - 1)));
                    }
                    return value;
                }
                case "+":
                    return word();
                case "length":
                    return at < words.size() ? Integer.toString(word().length()) : word;
                case "match":
                    return matched(primary(), primary());
                case "index": {
                    String text = primary();
                    String set = primary();
                    for (int i = 0; i < text.length(); i++) {
                        if (set.indexOf(text.charAt(i)) >= 0) {
                            return Integer.toString(i + 1);
                        }
                    }
                    return "0";
                }
                case "substr": {
                    String text = primary();
                    String from = primary();
                    String length = primary();
                    if (!from.matches("[0-9]{1,9}") || !length.matches("[0-9]{1,9}") || from.matches("0+")) {
                        return "";
                    }
                    int start = Math.min(text.length(), Integer.parseInt(from) - 1);
                    return text.substring(start, (int) Math.min(text.length(), start + Long.parseLong(length)));
                }
                default:
                    return word;
            }
        }
    }
}
