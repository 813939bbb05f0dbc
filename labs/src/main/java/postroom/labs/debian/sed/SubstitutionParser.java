package postroom.labs.debian.sed;

import java.util.regex.Pattern;

/** Reads what follows {@code s} and {@code y}. */
final class SubstitutionParser {
    private final ScriptReader reader;
    private final AddressParser addresses;

    SubstitutionParser(ScriptReader reader, AddressParser addresses) {
        this.reader = reader;
        this.addresses = addresses;
    }

    /** What follows {@code s}. */
    Instruction.Substitution substitution() {
        if (!reader.more()) {
            throw reader.error("unterminated `s' command");
        }
        char delimiter = reader.take();
        String regex = reader.delimited(delimiter, true);
        String replacement = regex == null ? null : reader.delimited(delimiter, false);
        if (replacement == null) {
            throw reader.error("unterminated `s' command");
        }
        int flags = 0;
        int which = 0;
        boolean global = false;
        boolean print = false;
        String file = null;
        while (reader.more() && !reader.isAny("\n;}#")) {
            char c = reader.take();
            switch (c) {
                case ' ', '\t', '\r' -> {}
                case 'g' -> {
                    once(global, "multiple `g' options to `s' command");
                    global = true;
                }
                case 'p' -> {
                    once(print, "multiple `p' options to `s' command");
                    print = true;
                }
                case 'i', 'I' -> flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                case 'm', 'M' -> flags |= Pattern.MULTILINE;
                case 'w' -> {
                    reader.blanks();
                    file = reader.rest();
                    if (file.isEmpty()) {
                        throw reader.error("missing filename in r/R/w/W commands");
                    }
                }
                case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                    once(which > 0, "multiple number options to `s' command");
                    reader.skip(-1);
                    which = (int) Math.min(reader.number(), Integer.MAX_VALUE);
                }
                case '0' -> throw reader.error("number option to `s' command may not be zero");
                default -> throw reader.error("unknown option to `s'");
            }
        }
        Pattern pattern = addresses.pattern(regex, flags);
        replacement = SedText.numbered(replacement, "&\\");
        checkReferences(pattern, replacement);
        reader.end();
        return new Instruction.Substitution(pattern, replacement, Math.max(which, 1), global, print, file);
    }

    private void once(boolean again, String complaint) {
        if (again) {
            throw reader.error(complaint);
        }
    }

    private void checkReferences(Pattern pattern, String replacement) {
        int groups = pattern == null ? 9 : pattern.matcher("").groupCount();
        for (int i = 0; i + 1 < replacement.length(); i++) {
            if (replacement.charAt(i) == '\\') {
                char c = replacement.charAt(++i);
                if (c >= '1' && c <= '9' && c - '0' > groups) {
                    throw reader.error("invalid reference \\" + c + " on `s' command's RHS");
                }
            }
        }
    }

    /** What follows {@code y}: the characters to be changed, and then those that they become. */
    String map() {
        char delimiter = reader.more() ? reader.take() : '\n';
        String from = reader.delimited(delimiter, false);
        String to = from == null ? null : reader.delimited(delimiter, false);
        if (to == null) {
            throw reader.error("unterminated `y' command");
        }
        from = unescaped(SedText.numbered(from, "\\"));
        to = unescaped(SedText.numbered(to, "\\"));
        if (from.length() != to.length()) {
            throw reader.error("strings for `y' command are different lengths");
        }
        reader.end();
        return from + to;
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    }
}
