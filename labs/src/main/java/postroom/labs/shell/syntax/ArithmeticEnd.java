package postroom.labs.shell.syntax;

/** Looks for the end of an arithmetic expression: over characters only, without parsing what is quoted or nested. */
final class ArithmeticEnd {
    private final Source source;

    ArithmeticEnd(Source source) {
        this.source = source;
    }

    /** Where the {@code ))} stands that ends what begins at the cursor; -1 if the parentheses belong to commands. */
    int find() {
        int start = source.pos();
        int open = 0;
        while (true) {
            int c = source.next();
            switch (c) {
                case Source.END -> {
                    if (!source.complete()) {
                        throw source.missing(')', start);
                    }
                    return -1;
                }
                case '\\' -> source.next();
                case '\'', '"', '`' -> skipQuoted((char) c);
                case '(' -> open++;
                case ')' -> {
                    if (open == 0) {
                        return source.peek() == ')' ? source.pos() - 1 : -1;
                    }
                    open--;
                }
                default -> {}
            }
        }
    }

    private void skipQuoted(char quote) {
        int start = source.pos() - 1;
        while (true) {
            int c = source.next();
            if (c == Source.END) {
                if (!source.complete()) {
                    throw source.missing(quote, start);
                }
                return;
            }
            if (c == quote) {
                return;
            }
            if (c == '\\' && quote != '\'') {
                source.next();
            }
        }
    }
}
