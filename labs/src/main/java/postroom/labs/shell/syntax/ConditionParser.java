package postroom.labs.shell.syntax;

import java.util.Optional;
import java.util.Set;

/** Reads what stands between {@code [[} and {@code ]]}. Source: bash(1), Compound Commands. */
final class ConditionParser {
    private static final Set<String> BINARY =
            Set.of("=", "==", "!=", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");
    private final Parser parser;
    private final Lexer lexer;

    ConditionParser(Parser parser, Lexer lexer) {
        this.parser = parser;
        this.lexer = lexer;
    }

    /** Whether {@code [[} and {@code test} know the operator. */
    static boolean isUnary(String word) {
        return word.length() == 2 && word.charAt(0) == '-' && "abcdefghknoprstuvwxzGLNORS".indexOf(word.charAt(1)) >= 0;
    }

    /** The cursor is behind {@code [[}; afterwards behind {@code ]]}. */
    Condition read() {
        lexer.patternsExtended(true);
        Condition condition = or();
        lexer.patternsExtended(false);
        Token end = parser.peek();
        if (!end.isKeyword("]]")) {
            throw end.kind() == Token.Kind.END ? parser.unexpected(end) : nearby(end);
        }
        parser.take();
        return condition;
    }

    private SyntaxError nearby(Token token) {
        return SyntaxError.near(
                lexer.source().line(token.start()),
                "syntax error in conditional expression: unexpected token `" + token.shown() + "'");
    }

    private Condition or() {
        lexer.source().enter();
        Condition left = and();
        while (peek().is("||")) {
            parser.take();
            left = new Condition.Or(left, and());
        }
        lexer.source().leave();
        return left;
    }

    private Condition and() {
        Condition left = term();
        while (peek().is("&&")) {
            parser.take();
            left = new Condition.And(left, term());
        }
        return left;
    }

    private Token peek() {
        lexer.assignments(false);
        Token token = parser.peekWord();
        while (token.kind() == Token.Kind.NEWLINE) {
            parser.take();
            token = parser.peek();
        }
        return token;
    }

    private Condition term() {
        Token token = peek();
        if (token.is("(")) {
            parser.take();
            Condition inner = or();
            if (!peek().is(")")) {
                throw error("expected `)'");
            }
            parser.take();
            return new Condition.Paren(inner);
        }
        if (token.isKeyword("!")) {
            parser.take();
            lexer.source().enter();
            Condition operand = term();
            lexer.source().leave();
            return new Condition.Not(operand);
        }
        if (token.kind() == Token.Kind.NUMBER) {
            parser.rewind(token);
            token = peekPlainWord();
        }
        if (token.kind() != Token.Kind.WORD || token.isKeyword("]]")) {
            throw token.kind() == Token.Kind.END ? parser.unexpected(token) : nearError(token);
        }
        parser.take();
        String operator = token.word().plain().orElse("");
        Token next = peekAfter();
        boolean unary = isUnary(operator) && next.kind() == Token.Kind.WORD && !isBinaryAt(next);
        if (unary && !next.isKeyword("]]")) {
            parser.take();
            return new Condition.Unary(operator, next.word(), false);
        }
        if (isUnary(operator) && next.isKeyword("]]")) {
            throw error("unexpected argument `]]' to conditional unary operator");
        }
        return binary(token.word(), next);
    }

    private Token peekPlainWord() {
        Word word = lexer.words().word();
        Token token = new Token(
                Token.Kind.WORD,
                word.source(),
                word,
                null,
                lexer.source().pos(),
                lexer.source().pos());
        return token;
    }

    private Token peekAfter() {
        lexer.assignments(false);
        return parser.peekWord();
    }

    private boolean isBinaryAt(Token token) {
        Optional<String> plain = token.word().plain();
        return plain.isPresent() && (BINARY.contains(plain.get()) || plain.get().equals("=~"));
    }

    private Condition binary(Word left, Token next) {
        if (next.kind() == Token.Kind.WORD && isBinaryAt(next)) {
            String operator = next.word().source();
            parser.take();
            return new Condition.Binary(operator, left, operator.equals("=~") ? regex() : operand(operator));
        }
        if (next.is("<") || next.is(">")) {
            parser.take();
            return new Condition.Binary(next.text(), left, operand(next.text()));
        }
        boolean ends = next.isKeyword("]]") || next.is("&&") || next.is("||") || next.is(")");
        if (ends || next.kind() == Token.Kind.NEWLINE) {
            return new Condition.Unary("-n", left, true);
        }
        if (next.kind() == Token.Kind.END) {
            throw parser.unexpected(next);
        }
        throw next.kind() == Token.Kind.WORD
                ? SyntaxError.inCondition(
                        lexer.source().line(next.start()), "conditional binary operator expected")
                : nearby(next);
    }

    private Word operand(String operator) {
        Token token = peekAfter();
        if (token.kind() == Token.Kind.NUMBER) {
            parser.rewind(token);
            return lexer.words().word();
        }
        if (token.kind() != Token.Kind.WORD || token.isKeyword("]]")) {
            if (token.kind() == Token.Kind.END) {
                throw parser.unexpected(token);
            }
            throw error("unexpected argument `" + token.shown() + "' to conditional binary operator");
        }
        parser.take();
        return token.word();
    }

    /** A regular expression: parentheses and bars belong to it, blanks inside parentheses, too. */
    private Word regex() {
        Source source = lexer.source();
        while (source.peek() == ' ' || source.peek() == '\t') {
            source.next();
        }
        int[] open = {0};
        boolean[] bracket = {false};
        int start = source.pos();
        Word word = lexer.words()
                .until(
                        c -> {
                            if (open[0] == 0 && " \t\n;&<>)".indexOf(c) >= 0) {
                                return true;
                            }
                            open[0] += c == '(' ? 1 : c == ')' ? -1 : 0;
                            return c == '\n';
                        },
                        WordReader.Quoting.NONE,
                        ']');
        if (source.pos() == start || bracket[0]) {
            throw nearError(parser.peek());
        }
        return word;
    }

    private SyntaxError error(String message) {
        return SyntaxError.inCondition(lexer.source().line(), message);
    }

    private SyntaxError nearError(Token token) {
        return SyntaxError.near(lexer.source().line(token.start()), "syntax error near `" + token.shown() + "'");
    }
}
