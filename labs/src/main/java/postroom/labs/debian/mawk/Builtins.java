package postroom.labs.debian.mawk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.Longest;
import postroom.labs.debian.regex.Matches;

/** The built-in functions of awk. Lengths and places count characters. */
final class Builtins {
    private final Interpreter awk;
    private final Expressions expressions;
    private double seed;

    Builtins(Interpreter awk, Expressions expressions) {
        this.awk = awk;
        this.expressions = expressions;
    }

    Value call(Node.CallTo call) throws IOException {
        List<Node> a = call.arguments();
        switch (call.name()) {
            case "length":
                return length(a);
            case "substr":
                return substr(a);
            case "index":
                return Value.of(expressions.string(a.get(0)).indexOf(expressions.string(a.get(1))) + 1);
            case "split":
                return split(a);
            case "sub":
                return substitute(a, false);
            case "gsub":
                return substitute(a, true);
            case "match":
                return match(a);
            case "sprintf": {
                List<Value> values = new ArrayList<>();
                for (Node each : a.subList(1, a.size())) {
                    values.add(expressions.evaluate(each));
                }
                return Value.of(Format.format(expressions.string(a.get(0)), values));
            }
            case "tolower":
                return Value.of(ascii(expressions.string(a.get(0)), false));
            case "toupper":
                return Value.of(ascii(expressions.string(a.get(0)), true));
            case "system":
                return Value.of(awk.streams().system(expressions.string(a.get(0))));
            case "close":
                return Value.of(awk.streams().close(expressions.string(a.get(0))));
            case "fflush":
                awk.call().out().flush();
                return Value.of(0);
            case "systime":
                return Value.of(awk.call().process().host().clock().instant().getEpochSecond());
            case "strftime": {
                String format = a.isEmpty() ? "%c" : expressions.string(a.get(0));
                Instant at = a.size() > 1
                        ? Instant.ofEpochSecond((long) number(a.get(1)))
                        : awk.call().process().host().clock().instant();
                return Value.of(StrfTime.format(format, at));
            }
            default:
                return Value.of(mathematics(call.name(), a));
        }
    }

    private double number(Node node) throws IOException {
        return expressions.evaluate(node).number();
    }

    private double mathematics(String name, List<Node> a) throws IOException {
        switch (name) {
            case "sin":
                return Math.sin(number(a.get(0)));
            case "cos":
                return Math.cos(number(a.get(0)));
            case "atan2":
                return Math.atan2(number(a.get(0)), number(a.get(1)));
            case "exp":
                return Math.exp(number(a.get(0)));
            case "log":
                return Math.log(number(a.get(0)));
            case "sqrt":
                return Math.sqrt(number(a.get(0)));
            case "int": {
                double n = number(a.get(0));
                return n < 0 ? Math.ceil(n) : Math.floor(n);
            }
            case "rand":
                return awk.call().process().host().random().nextDouble();
            case "srand": {
                double old = seed;
                seed = a.isEmpty()
                        ? awk.call().process().host().clock().instant().getEpochSecond()
                        : number(a.get(0));
                return old;
            }
            default:
                throw Failure.of(2, "function " + name + " is not there");
        }
    }

    private static String ascii(String text, boolean upper) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            boolean change = upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z';
            out.setCharAt(i, change ? (char) (c ^ 32) : c);
        }
        return out.toString();
    }

    /** mawk counts bytes. */
    private Value length(List<Node> a) throws IOException {
        if (a.isEmpty()) {
            return Value.of(Text.bytes(awk.fields().record()).length);
        }
        if (a.get(0) instanceof Node.Variable variable && awk.variables().isArray(variable)) {
            return Value.of(awk.variables().array(variable).size());
        }
        return Value.of(Text.bytes(expressions.string(a.get(0))).length);
    }

    private Value substr(List<Node> a) throws IOException {
        String text = expressions.string(a.get(0));
        double from = (long) number(a.get(1));
        double length = a.size() > 2 ? (long) number(a.get(2)) : text.length();
        if (from < 1) {
            length -= from; // mawk 1.3.4 counts a place before the first in this way
            from = 1;
        }
        int start = (int) Math.min(from, text.length() + 1.0);
        int end = (int) Math.max(start, Math.min(from + length, text.length() + 1.0));
        return Value.of(text.substring(start - 1, end - 1));
    }

    private Value split(List<Node> a) throws IOException {
        String text = expressions.string(a.get(0));
        Map<String, Value> array = awk.variables().array((Node.Variable) a.get(1));
        List<String> pieces;
        if (a.size() > 2 && a.get(2) instanceof Node.Regex regex) {
            pieces = text.isEmpty() ? List.of() : List.of(regex.pattern().split(text, -1));
        } else {
            pieces = Fields.split(
                    text,
                    a.size() > 2
                            ? expressions.string(a.get(2))
                            : awk.variables().text("FS"),
                    false,
                    awk);
        }
        array.clear();
        for (int i = 0; i < pieces.size(); i++) {
            array.put(Integer.toString(i + 1), Value.input(pieces.get(i)));
        }
        return Value.of(pieces.size());
    }

    private Value match(List<Node> a) throws IOException {
        Matcher m = expressions.regex(a.get(1)).matcher(new Budgeted(expressions.string(a.get(0)), awk::step));
        boolean found = Longest.find(m, 0);
        awk.variables().set("RSTART", found ? m.start() + 1 : 0);
        awk.variables().set("RLENGTH", found ? m.end() - m.start() : -1);
        return Value.of(awk.variables().number("RSTART"));
    }

    private Value substitute(List<Node> a, boolean all) throws IOException {
        Pattern pattern = expressions.regex(a.get(0));
        String replacement = expressions.string(a.get(1));
        Node target = a.size() > 2 ? a.get(2) : new Node.Field(new Node.Constant(Value.of(0)));
        String text = expressions.string(target);
        Matches matches = new Matches(pattern, text, awk::step);
        Matcher m = matches.match();
        StringBuilder out = new StringBuilder();
        int from = 0;
        int count = 0;
        while (matches.next()) {
            out.append(text, from, m.start());
            append(out, replacement, text.substring(m.start(), m.end()));
            from = m.end();
            count++;
            if (!all || out.length() > 16 << 20) {
                break;
            }
        }
        if (count > 0) {
            expressions.store(target, Value.of(out.append(text.substring(from)).toString()));
        }
        return Value.of(count);
    }

    private static void append(StringBuilder out, String replacement, String matched) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            boolean escaped =
                    c == '\\' && i + 1 < replacement.length() && "&\\".indexOf(replacement.charAt(i + 1)) >= 0;
            if (escaped) {
                out.append(replacement.charAt(++i));
            } else {
                out.append(c == '&' ? matched : String.valueOf(c));
            }
        }
    }
}
