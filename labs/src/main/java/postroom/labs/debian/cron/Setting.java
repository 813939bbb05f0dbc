package postroom.labs.debian.cron;

import java.util.Optional;

/** A line of a crontab that sets a variable: {@code NAME = value}, either perhaps in quotes. */
record Setting(String name, String value) {

    private enum State {
        NAME_BEGINS,
        NAME,
        EQUALS,
        BEHIND_EQUALS,
        VALUE_BEGINS,
        VALUE,
        BEHIND_VALUE
    }

    /** Reads a line, its blanks in front taken away; empty if it is something else. */
    static Optional<Setting> parse(String line) {
        StringBuilder name = new StringBuilder();
        StringBuilder value = new StringBuilder();
        StringBuilder current = name;
        State state = State.NAME_BEGINS;
        char quote = 0;
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            switch (state) {
                case NAME_BEGINS, VALUE_BEGINS -> {
                    if (c == '\'' || c == '"') {
                        quote = c;
                        i++;
                    }
                    state = state == State.NAME_BEGINS ? State.NAME : State.VALUE;
                }
                case NAME, VALUE -> {
                    if (quote != 0 && c == quote) {
                        state = state == State.NAME ? State.EQUALS : State.BEHIND_VALUE;
                        i++;
                    } else if (state == State.NAME && c == '=') {
                        if (quote != 0) {
                            return Optional.empty();
                        }
                        state = State.EQUALS;
                    } else if (state == State.NAME && quote == 0 && isSpace(c)) {
                        state = State.EQUALS;
                        i++;
                    } else {
                        current.append(c);
                        i++;
                    }
                }
                case EQUALS -> {
                    if (c == '=') {
                        state = State.BEHIND_EQUALS;
                        current = value;
                        quote = 0;
                    } else if (!isSpace(c)) {
                        return Optional.empty();
                    }
                    i++;
                }
                case BEHIND_EQUALS -> {
                    if (isSpace(c)) {
                        i++;
                    } else {
                        state = State.VALUE_BEGINS;
                    }
                }
                case BEHIND_VALUE -> {
                    if (!isSpace(c)) {
                        return Optional.empty();
                    }
                    i++;
                }
            }
        }
        boolean whole = state == State.BEHIND_VALUE || state == State.VALUE && quote == 0;
        return whole ? Optional.of(new Setting(name.toString(), value.toString().stripTrailing())) : Optional.empty();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
