package postroom.labs.debian.postfix.address;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The addresses of a header such as {@code To:} (RFC 5322 §3.4, read as generously as Postfix does): {@code a@b},
 * {@code Name <a@b>}, {@code a@b (Name)}, groups, words without commas between them.
 */
public final class HeaderAddresses {
    private static final int FOLD = 70;

    private final List<Part> parts = new ArrayList<>();

    /** A piece of the header: an address in internal form, or text that stays as it is. */
    private record Part(String text, boolean address, boolean spaceBefore) {}

    /** Reads what stands behind the colon. */
    public HeaderAddresses(String body) {
        new Reader(Token.scan(body)).read();
    }

    /** All addresses, in internal form. */
    public List<String> addresses() {
        return parts.stream().filter(Part::address).map(Part::text).toList();
    }

    /**
     * The header with every address replaced by what {@code rewrite} makes of it, folded anew; null if that changes
     * nothing.
     *
     * @param name the header's name, without colon
     */
    public String rewritten(String name, UnaryOperator<String> rewrite) {
        StringBuilder out = new StringBuilder();
        boolean changed = false;
        for (Part part : parts) {
            String text = part.text;
            if (part.address && !text.isEmpty()) {
                String other = rewrite.apply(text);
                changed |= !other.equals(text);
                text = Address.external(other);
            }
            if (part.spaceBefore && out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
                out.append(' ');
            }
            out.append(text);
        }
        return changed ? fold(name + ": " + out) : null;
    }

    /** Lines end behind commas; as many addresses share a line as fit into 70 characters. */
    private static String fold(String header) {
        StringBuilder out = new StringBuilder();
        int length = 0;
        for (String piece : header.split("\n")) {
            if (length > 0 && length + 1 + piece.length() < FOLD) {
                out.append(' ');
                length++;
            } else if (length > 0) {
                out.append("\n\t");
                length = 1;
            }
            out.append(piece);
            length += piece.length();
        }
        return out.toString();
    }

    private final class Reader {
        private final List<Token> tokens;
        private int at;

        Reader(List<Token> tokens) {
            this.tokens = tokens;
        }

        void read() {
            while (at < tokens.size()) {
                Token token = tokens.get(at);
                if (token.is(',')) {
                    add(",\n", false, false);
                    at++;
                } else if (token.is(';')) {
                    add(";", false, false);
                    at++;
                } else if (token.is(Token.COMMENT)) {
                    add(token.text(), false, true);
                    at++;
                } else if (isGroupName()) {
                    group();
                } else if (angleAhead() >= 0) {
                    routeAddress(angleAhead());
                } else {
                    address();
                }
            }
        }

        private void add(String text, boolean address, boolean space) {
            parts.add(new Part(text, address, space));
        }

        /** Words with a colon behind them, before any angle or comma. */
        private boolean isGroupName() {
            int i = at;
            while (i < tokens.size() && (tokens.get(i).isWord() || tokens.get(i).is('.'))) {
                i++;
            }
            return i > at && i < tokens.size() && tokens.get(i).is(':');
        }

        private void group() {
            while (!tokens.get(at).is(':')) {
                add(tokens.get(at).external(), false, true);
                at++;
            }
            add(":", false, false);
            at++;
        }

        /** Where the angle of this mailbox opens; -1 if it has none. */
        private int angleAhead() {
            for (int i = at; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (token.is('<')) {
                    return i;
                }
                if (token.is(',') || token.is(';') || token.is('@')) {
                    return -1;
                }
            }
            return -1;
        }

        private void routeAddress(int angle) {
            boolean afterDot = false;
            for (; at < angle; at++) {
                Token token = tokens.get(at);
                boolean dot = token.is('.');
                add(token.external(), false, !dot && !afterDot);
                afterDot = false;
            }
            at++;
            add("<", false, true);
            List<Token> inside = new ArrayList<>();
            while (at < tokens.size() && !tokens.get(at).is('>')) {
                if (!tokens.get(at).is(Token.COMMENT)) {
                    inside.add(tokens.get(at));
                }
                at++;
            }
            at++;
            add(internal(inside), true, false);
            add(">", false, false);
        }

        /** One address: words with specials between them; a word behind a word begins another. */
        private void address() {
            List<Token> one = new ArrayList<>();
            boolean route = tokens.get(at).is('@');
            while (at < tokens.size()) {
                Token token = tokens.get(at);
                if (token.is(',') && !(route && routeGoesOn())
                        || token.is(';')
                        || token.is(Token.COMMENT)
                        || token.is('<')) {
                    break;
                }
                if (!one.isEmpty() && token.isWord() && one.get(one.size() - 1).isWord()) {
                    break;
                }
                if (token.is('>')) {
                    at++;
                    break;
                }
                route &= !token.is(':');
                one.add(token);
                at++;
            }
            if (!one.isEmpty()) {
                boolean follows = !parts.isEmpty() && parts.get(parts.size() - 1).address;
                if (follows) {
                    add(",\n", false, false);
                }
                add(internal(one), true, true);
            }
        }

        private boolean routeGoesOn() {
            for (int i = at + 1; i < tokens.size(); i++) {
                if (tokens.get(i).is(':')) {
                    return true;
                }
                if (tokens.get(i).is(';')) {
                    return false;
                }
            }
            return false;
        }

        private String internal(List<Token> tokensOfOne) {
            StringBuilder text = new StringBuilder();
            int from = 0;
            if (!tokensOfOne.isEmpty() && tokensOfOne.get(0).is('@')) {
                for (int i = 0; i < tokensOfOne.size(); i++) {
                    if (tokensOfOne.get(i).is(':')) {
                        from = i + 1;
                    }
                }
            }
            for (Token token : tokensOfOne.subList(from, tokensOfOne.size())) {
                text.append(token.is(Token.LITERAL) ? token.external() : token.text());
            }
            return text.toString();
        }
    }
}
