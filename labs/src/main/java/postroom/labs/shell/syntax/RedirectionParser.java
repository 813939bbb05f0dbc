package postroom.labs.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads redirections; the text of a here-document is read by the lexer at the end of the line. */
final class RedirectionParser {
    private final Parser parser;
    private final Lexer lexer;

    RedirectionParser(Parser parser, Lexer lexer) {
        this.parser = parser;
        this.lexer = lexer;
    }

    /** All that follow each other here. */
    List<Redirection> readAll() {
        List<Redirection> redirections = new ArrayList<>();
        while (starts(parser.peek())) {
            redirections.add(read());
        }
        return List.copyOf(redirections);
    }

    /** Whether a redirection begins with this token. */
    static boolean starts(Token token) {
        if (token.kind() == Token.Kind.NUMBER || token.kind() == Token.Kind.VARIABLE) {
            return true;
        }
        return token.kind() == Token.Kind.OPERATOR
                && Redirection.Operator.of(token.text()).isPresent();
    }

    Redirection read() {
        boolean before = lexer.assignments();
        lexer.assignments(false);
        int descriptor = -1;
        Optional<String> variable = Optional.empty();
        if (parser.peek().kind() == Token.Kind.NUMBER) {
            String digits = parser.take().text();
            descriptor = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        } else if (parser.peek().kind() == Token.Kind.VARIABLE) {
            variable = Optional.of(parser.take().text());
        }
        int line = lexer.source().line(parser.peek().start());
        Redirection.Operator operator =
                Redirection.Operator.of(parser.take().text()).orElseThrow();
        Token target = parser.peek();
        if (target.kind() != Token.Kind.WORD) {
            throw parser.unexpected(target);
        }
        Optional<HereDocument> document = Optional.empty();
        if (operator == Redirection.Operator.HERE_DOCUMENT || operator == Redirection.Operator.HERE_DOCUMENT_TABS) {
            boolean tabs = operator == Redirection.Operator.HERE_DOCUMENT_TABS;
            Word word = target.word();
            document = Optional.of(new HereDocument(word.unquoted(), tabs, word.hasQuotes(), line));
            lexer.expectHereDocument(document.get());
        }
        parser.take();
        lexer.assignments(before);
        return new Redirection(descriptor, variable, operator, target.word(), document);
    }
}
