package postroom.server.smtp;

import java.util.List;
import org.apache.james.protocols.api.Request;
import postroom.server.smtp.syntax.Tokens;
import postroom.server.smtp.syntax.Tokens.Token;

/**
 * A command line in words.
 *
 * @param line as it was typed, without its line end
 * @param words at least one
 */
record SmtpRequest(String line, List<Token> words) implements Request {

    static SmtpRequest of(String line) {
        return new SmtpRequest(line, Tokens.of(line));
    }

    int count() {
        return words.size();
    }

    String word(int index) {
        return words.get(index).text();
    }

    /** The words from here on, put together again with single blanks. */
    String rest(int from) {
        return String.join(" ", words.stream().skip(from).map(Token::text).toList());
    }

    @Override
    public String getCommand() {
        return words.isEmpty() ? "" : word(0);
    }

    @Override
    public String getArgument() {
        String stripped = line.strip();
        int command = getCommand().length();
        return stripped.length() <= command ? "" : stripped.substring(command).strip();
    }
}
