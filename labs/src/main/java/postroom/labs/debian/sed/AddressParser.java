package postroom.labs.debian.sed;

import java.util.regex.Pattern;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** Reads addresses and regular expressions. */
final class AddressParser {
    private final ScriptReader reader;
    private final boolean extended;

    AddressParser(ScriptReader reader, boolean extended) {
        this.reader = reader;
        this.extended = extended;
    }

    /** An address, the {@code second} of two or the first; null if there is none. */
    Instruction.Address address(boolean second) {
        char c = reader.peek();
        if (Character.isDigit(c)) {
            long first = reader.number();
            if (reader.peek() == '~') {
                reader.skip(1);
                return new Instruction.Step(first, reader.number());
            }
            return new Instruction.Line(first);
        }
        if (c == '$') {
            reader.skip(1);
            return new Instruction.Last();
        }
        if (second && c == '~') {
            reader.skip(1);
            return new Instruction.Step(0, reader.number());
        }
        if (second && c == '+') {
            reader.skip(1);
            return new Instruction.More(reader.number());
        }
        if (c == '/' || c == '\\' && reader.more()) {
            reader.skip(c == '/' ? 0 : 1);
            String regex = reader.more() ? reader.delimited(reader.take(), true) : null;
            if (regex == null) {
                throw reader.error("unterminated address regex");
            }
            int flags = 0;
            while (reader.peek() == 'I' || reader.peek() == 'M') {
                flags |= reader.take() == 'I' ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : Pattern.MULTILINE;
            }
            return new Instruction.Match(pattern(regex, flags));
        }
        return null;
    }

    /** Compiles a regular expression; null for an empty one. */
    Pattern pattern(String regex, int flags) {
        if (regex.isEmpty()) {
            return null;
        }
        try {
            return PosixRegex.compile(
                    SedText.numbered(regex, ""),
                    extended ? PosixRegex.Syntax.POSIX_EXTENDED : PosixRegex.Syntax.POSIX_BASIC,
                    flags);
        } catch (RegexException e) {
            throw reader.error(e.getMessage());
        }
    }
}
