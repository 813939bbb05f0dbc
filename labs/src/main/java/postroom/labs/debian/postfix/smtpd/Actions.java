package postroom.labs.debian.postfix.smtpd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What access tables want done with the message: HOLD, DISCARD, FILTER, REDIRECT, PREPEND, BCC. */
final class Actions {
    private final List<String[]> all = new ArrayList<>();

    void add(String action, String text) {
        all.add(new String[] {action, text});
    }

    void addAll(Actions others) {
        all.addAll(others.all);
    }

    void clear() {
        all.clear();
    }

    boolean has(String action) {
        return all.stream().anyMatch(it -> it[0].equals(action));
    }

    /** The headers to put first. */
    List<String> prepended() {
        return all.stream()
                .filter(it -> it[0].equals("PREPEND"))
                .map(it -> it[1])
                .toList();
    }

    /** Hands all of them on, with their texts. */
    void each(BiConsumer<String, String> to) {
        all.forEach(it -> to.accept(it[0], it[1]));
    }
}
