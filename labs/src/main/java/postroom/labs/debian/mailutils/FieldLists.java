package postroom.labs.debian.mailutils;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which header fields are shown, unfolded, and asked for the sender: {@code retain}, {@code discard}, {@code unfold}, {@code sender}. */
final class FieldLists {
    /** A list of field names. */
    enum Kind {
        RETAINED("No fields are currently being retained"),
        IGNORED("No fields are currently being ignored"),
        UNFOLDED("No fields are currently being unfolded"),
        SENDER("Sender address is obtained from the envelope");

        private final String whenEmpty;

        Kind(String whenEmpty) {
            this.whenEmpty = whenEmpty;
        }

        String whenEmpty() {
            return whenEmpty;
        }
    }

    private final List<List<String>> lists = new ArrayList<>();

    FieldLists() {
        for (int i = 0; i < Kind.values().length; i++) {
            lists.add(new ArrayList<>());
        }
    }

    List<String> of(Kind kind) {
        return lists.get(kind.ordinal());
    }

    boolean has(Kind kind, String name) {
        return of(kind).stream().anyMatch(it -> it.equalsIgnoreCase(name));
    }

    void remove(Kind kind, String name) {
        of(kind).removeIf(it -> it.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether {@code print} shows a field. */
    boolean shows(String name) {
        return of(Kind.RETAINED).isEmpty() ? !has(Kind.IGNORED, name) : has(Kind.RETAINED, name);
    }
}
