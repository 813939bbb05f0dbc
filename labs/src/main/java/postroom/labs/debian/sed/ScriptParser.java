package postroom.labs.debian.sed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.gnu.Failure;

/** Reads a sed script. Complaints are those of GNU sed, with the place in the script. */
final class ScriptParser {
    private final ScriptReader reader;
    private final AddressParser addresses;
    private final SubstitutionParser substitutions;
    private final List<Instruction> program = new ArrayList<>();
    private final Deque<Integer> blocks = new ArrayDeque<>();
    private final Map<String, Integer> labels = new HashMap<>();

    ScriptParser(Script source, boolean extended) {
        this.reader = new ScriptReader(source);
        this.addresses = new AddressParser(reader, extended);
        this.substitutions = new SubstitutionParser(reader, addresses);
    }

    List<Instruction> parse() {
        while (true) {
            while (reader.isAny(" \t\n;")) {
                reader.skip(1);
            }
            if (!reader.more()) {
                break;
            }
            if (reader.peek() == '#') {
                reader.rest();
                continue;
            }
            instruction();
        }
        if (!blocks.isEmpty()) {
            reader.back(0);
            throw reader.error("unmatched `{'");
        }
        return resolved();
    }

    private List<Instruction> resolved() {
        List<Instruction> all = new ArrayList<>();
        for (Instruction each : program) {
            int target = each.target();
            if ("btT".indexOf(each.name()) >= 0) {
                Integer label = each.text().isEmpty() ? Integer.valueOf(program.size()) : labels.get(each.text());
                if (label == null) {
                    throw Failure.of(1, "can't find label for jump to `" + each.text() + "'");
                }
                target = label;
            }
            all.add(new Instruction(
                    each.from(),
                    each.to(),
                    each.negated(),
                    each.name(),
                    each.text(),
                    each.substitution(),
                    each.number(),
                    target,
                    each.index()));
        }
        return all;
    }

    private void instruction() {
        if (reader.peek() == '+' || reader.peek() == '~') {
            reader.skip(2);
            throw reader.error("invalid usage of +N or ~N as first address");
        }
        Instruction.Address from = addresses.address(false);
        Instruction.Address to = null;
        reader.blanks();
        if (from != null && reader.peek() == ',') {
            reader.skip(1);
            reader.blanks();
            to = addresses.address(true);
            if (to == null) {
                reader.skip(1);
                throw reader.error("unexpected `,'");
            }
        }
        reader.blanks();
        boolean negated = false;
        while (reader.peek() == '!') {
            if (negated) {
                reader.skip(1);
                throw reader.error("multiple `!'s");
            }
            negated = true;
            reader.skip(1);
            reader.blanks();
        }
        if (!reader.more()) {
            throw reader.error("missing command");
        }
        if (from instanceof Instruction.Line line && line.number() == 0 && !(to instanceof Instruction.Match)) {
            reader.skip(1);
            throw reader.error("invalid usage of line address 0");
        }
        command(from, to, negated, reader.take());
    }

    private void command(Instruction.Address from, Instruction.Address to, boolean negated, char name) {
        String text = "";
        Instruction.Substitution substitution = null;
        int number = 0;
        switch (name) {
            case '{' -> blocks.push(program.size());
            case '}' -> {
                if (blocks.isEmpty()) {
                    throw reader.error("unexpected `}'");
                }
                close(blocks.pop());
                reader.end();
                return;
            }
            case 's' -> substitution = substitutions.substitution();
            case 'y' -> text = substitutions.map();
            case 'a', 'i', 'c' -> text = text();
            case 'r', 'w', 'R', 'W' -> {
                reader.blanks();
                text = reader.rest();
                if (text.isEmpty()) {
                    throw reader.error("missing filename in r/R/w/W commands");
                }
            }
            case ':' -> {
                if (from != null) {
                    throw reader.error(": doesn't want any addresses");
                }
                reader.blanks();
                String label = reader.word();
                if (label.isEmpty()) {
                    throw reader.error("\":\" lacks a label");
                }
                labels.put(label, program.size());
                return;
            }
            case 'b', 't', 'T' -> {
                reader.blanks();
                text = reader.word();
            }
            case 'q', 'Q', 'l', 'L' -> {
                if (to != null && name != 'l') {
                    throw reader.error("command only uses one address");
                }
                reader.blanks();
                number = exitOrWidth(name);
                reader.end();
            }
            case 'v' -> {
                reader.blanks();
                reader.word();
                return;
            }
            case 'd', 'D', 'p', 'P', 'n', 'N', 'g', 'G', 'h', 'H', 'x', '=', 'z', 'F' -> reader.end();
            default -> throw reader.error("unknown command: `" + name + "'");
        }
        program.add(new Instruction(from, to, negated, name, text, substitution, number, 0, program.size()));
    }

    private void close(int open) {
        Instruction old = program.get(open);
        program.set(open, new Instruction(old.from(), old.to(), old.negated(), '{', "", null, 0, program.size(), open));
    }

    /** The number of {@code q}, {@code Q}, {@code l} and {@code L}. */
    private int exitOrWidth(char name) {
        if (!Character.isDigit(reader.peek())) {
            return name == 'l' ? -1 : 0;
        }
        return (int) reader.number(9);
    }

    /** The text of {@code a}, {@code i} and {@code c}: to the end of the line, on which backslashes continue. */
    private String text() {
        reader.blanks();
        if (!reader.more()) {
            throw reader.error("expected \\ after `a', `c' or `i'");
        }
        if (reader.peek() == '\\') {
            reader.skip(1);
            int text = reader.mark();
            reader.blanks();
            if (reader.isAny("\n")) {
                reader.skip(1);
            } else {
                reader.back(text);
            }
            if (!reader.more()) {
                return "";
            }
        }
        StringBuilder out = new StringBuilder();
        while (reader.peek() != '\n') {
            char c = reader.take();
            if (c == '\\') {
                if (!reader.more()) {
                    break;
                }
                c = reader.take();
                c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
            }
            out.append(c);
        }
        return out.append('\n').toString();
    }
}
