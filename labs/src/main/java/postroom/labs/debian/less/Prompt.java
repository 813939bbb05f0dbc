package postroom.labs.debian.less;

import java.util.Map;

/**
 * The language of the prompt, section PROMPTS of {@code less(1)}: {@code %X} a value, {@code ?X yes : no .} a choice,
 * a backslash before a character that stands for itself.
 */
final class Prompt {
    static final String SHORT = "?n?f%f .?m(%T %i of %m) ..?e(END) ?x- Next\\: %x..%t";
    static final String MEDIUM = "?n?f%f .?m(%T %i of %m) ..?e(END) ?x- Next\\: %x.:?pB%pB\\%:byte %bB?s/%s...%t";
    static final String LONG = "?f%f .?n?m(%T %i of %m) ..?ltlines %lt-%lb?L/%L. :byte %bB?s/%s. .?e(END) ?x- Next\\: "
            + "%x.:?pB%pB\\%..%t";
    static final String EQUALS = "?f%f .?m(%T %i of %m) .?ltlines %lt-%lb?L/%L. .byte %bB?s/%s. ?e(END) :?pB%pB\\%..%t";

    private final String text;
    private final Map<String, String> values;
    private int at;

    private Prompt(String text, Map<String, String> values) {
        this.text = text;
        this.values = values;
    }

    /**
     * The prompt's text.
     *
     * @param values of what it names: {@code f}, {@code lt}, {@code pB}; those without one are not known now
     */
    static String of(String text, Map<String, String> values) {
        Prompt it = new Prompt(text, values);
        StringBuilder out = new StringBuilder();
        while (it.at < text.length()) {
            it.part(out, true);
            it.at++;
        }
        return out.toString().stripTrailing();
    }

    /** Copies up to the colon or dot of the choice it is in, at which it stops. */
    private void part(StringBuilder out, boolean wanted) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ':' || c == '.') {
                return;
            }
            at++;
            if (c == '\\' && at < text.length()) {
                append(out, wanted, String.valueOf(text.charAt(at++)));
            } else if (c == '%') {
                append(out, wanted, values.getOrDefault(name(), ""));
            } else if (c == '?') {
                boolean yes = values.containsKey(name());
                part(out, wanted && yes);
                if (at < text.length() && text.charAt(at) == ':') {
                    at++;
                    part(out, wanted && !yes);
                }
                at++;
            } else {
                append(out, wanted, String.valueOf(c));
            }
        }
    }

    private String name() {
        int length = at < text.length() && "blpdc".indexOf(text.charAt(at)) >= 0 ? 2 : 1;
        int end = Math.min(text.length(), at + length);
        String name = text.substring(Math.min(at, end), end);
        at = end;
        return name;
    }

    private static void append(StringBuilder out, boolean wanted, String more) {
        if (wanted) {
            out.append(more);
        }
    }
}
