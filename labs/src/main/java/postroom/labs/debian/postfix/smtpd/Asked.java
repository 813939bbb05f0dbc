package postroom.labs.debian.postfix.smtpd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.server.wire.Cause;

/**
 * A rule while it is asked: where it stands, and what it went by. Out of it comes the cause of a refusal, which those see
 * who watch the wire.
 */
final class Asked {
    private final Optional<Asked> outer;
    private final String parameter;
    private final Restrictions.Words words;
    private final int start;
    private String entry = "";
    private String consulted = "";

    private Asked(Optional<Asked> outer, String parameter, Restrictions.Words words, int start) {
        this.outer = outer;
        this.parameter = parameter;
        this.words = words;
        this.start = start;
    }

    /** A parameter is gone by, a list of restrictions or a rule of its own. */
    static Asked parameter(String name) {
        return new Asked(Optional.empty(), name, new Restrictions.Words(List.of()), 0);
    }

    /** A rule of a list, which begins with the word that is read next; its arguments are what is read behind that. */
    Asked rule(Restrictions.Words list) {
        return new Asked(Optional.of(this), parameter, list, list.at());
    }

    /** A table has spoken. */
    void entry(String key, String value) {
        entry = key + " " + value;
    }

    /** A table of another parameter was looked at. */
    void consults(String other) {
        consulted = other;
    }

    /** What a refusal by this rule comes from. */
    Cause cause(Parameters parameters) {
        Deque<String> within = new ArrayDeque<>();
        String spoken = entry;
        for (Optional<Asked> each = outer; each.isPresent(); each = each.get().outer) {
            if (!each.get().text().isEmpty()) {
                within.addFirst(each.get().text());
            }
            spoken = spoken.isEmpty() ? each.get().entry : spoken;
        }
        Optional<Cause.Setting> other =
                consulted.isEmpty() ? Optional.empty() : Optional.of(setting(parameters, consulted));
        return new Cause(text(), List.copyOf(within), setting(parameters, parameter), spoken, other);
    }

    private String text() {
        return words.from(start);
    }

    /** A parameter, its value in force, and who has set it. */
    static Cause.Setting setting(Parameters parameters, String name) {
        Cause.Origin origin = parameters.isOption(name)
                ? Cause.Origin.SERVICE
                : parameters.main().raw(name).isPresent() ? Cause.Origin.SET : Cause.Origin.DEFAULT;
        String value;
        try {
            value = parameters.get(name);
        } catch (Fatal unreadable) {
            value = parameters.raw(name).orElse("");
        }
        return new Cause.Setting(name, value, origin);
    }
}
