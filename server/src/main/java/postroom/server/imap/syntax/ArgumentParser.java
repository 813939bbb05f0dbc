package postroom.server.imap.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Takes the bytes of a command apart, with the literals that came within them. Bounds: {@value #MOST} arguments,
 * {@value #DEEPEST} lists within each other.
 */
public final class ArgumentParser {
    private static final int MOST = 100_000;
    private static final int DEEPEST = 100;

    private final byte[] in;
    private int at;
    private int count;

    /** Reads a command, without its last line end. */
    public ArgumentParser(byte[] in) {
        this.in = in;
    }

    /** Reads a word up to the next blank, which is passed: the tag, the command's name. */
    public String word() {
        int start = at;
        while (at < in.length && in[at] != ' ' && in[at] != '\r' && in[at] != '\n') {
            at++;
        }
        String word = new String(in, start, at - start, ISO_8859_1);
        if (at < in.length && in[at] == ' ') {
            at++;
        }
        return word;
    }

    /** Whether a text could be an atom. */
    public static boolean isAtom(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > 32 && c < 127 && "(){\"".indexOf(c) < 0);
    }

    /** Where it is. */
    public int position() {
        return at;
    }

    /** All arguments that are left. */
    public List<Argument> arguments() throws BadCommand {
        Deque<List<Argument>> open = new ArrayDeque<>();
        List<Argument> current = new ArrayList<>();
        while (true) {
            while (at < in.length && in[at] == ' ') {
                at++;
            }
            if (at >= in.length) {
                break;
            }
            if (++count > MOST) {
                throw new BadCommand("Too many arguments");
            }
            switch (in[at]) {
                case '(' -> {
                    at++;
                    if (open.size() >= DEEPEST) {
                        throw new BadCommand("Too many '('");
                    }
                    open.push(current);
                    current = new ArrayList<>();
                }
                case ')' -> {
                    at++;
                    if (open.isEmpty()) {
                        throw new BadCommand("Unexpected ')'");
                    }
                    Argument list = new Argument.Group(current);
                    current = open.pop();
                    current.add(list);
                }
                case '"' -> current.add(quoted());
                case '{' -> current.add(literal());
                case '~' -> current.add(at + 1 < in.length && in[at + 1] == '{' ? literal8() : atom());
                default -> current.add(atom());
            }
        }
        if (!open.isEmpty()) {
            throw new BadCommand("Missing ')'");
        }
        return current;
    }

    private Argument atom() throws BadCommand {
        int start = at;
        while (at < in.length && in[at] != ' ' && in[at] != ')') {
            byte c = in[at];
            if (c < 0) {
                throw new BadCommand("8bit data in atom");
            }
            if (c == '(' || c == '{' || c == '"' || c < 32 || c == 127) {
                throw new BadCommand("Invalid characters in atom");
            }
            at++;
        }
        return new Argument.Atom(new String(in, start, at - start, ISO_8859_1));
    }

    private Argument quoted() throws BadCommand {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < in.length && in[at] != '\r' && in[at] != '\n') {
            char c = (char) (in[at++] & 0xff);
            if (c == '"') {
                return new Argument.Quoted(text.toString());
            }
            if (c == '\\' && at < in.length) {
                c = (char) (in[at++] & 0xff);
            }
            text.append(c);
        }
        throw new BadCommand("Missing '\"'");
    }

    private Argument literal8() throws BadCommand {
        at++;
        return literal();
    }

    private Argument literal() throws BadCommand {
        long size = 0;
        at++;
        int start = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9' && at - start < 10) {
            size = size * 10 + in[at] - '0';
            at++;
        }
        boolean digits = at > start;
        if (at < in.length && in[at] == '+') {
            at++;
        }
        if (!digits || at >= in.length || in[at] != '}') {
            throw new BadCommand("Invalid literal size");
        }
        at++;
        if (at < in.length && in[at] == '\r') {
            at++;
        }
        if (at >= in.length || in[at] != '\n' || size > in.length - at - 1) {
            throw new BadCommand("Missing LF after literal size");
        }
        at++;
        byte[] bytes = Arrays.copyOfRange(in, at, at + (int) size);
        at += (int) size;
        return new Argument.Literal(bytes);
    }
}
