package postroom.labs.debian.dovecot.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.server.mailbox.MailStore.Entry;

/** Names in the order in which Dovecot lists them: each below its parent, as they were found; INBOX is the last. */
final class Hierarchy {
    private static final String INBOX = "INBOX";

    private final Map<String, Boolean> exists;
    private final Map<String, List<String>> children = new LinkedHashMap<>();
    private final char separator;

    /** @param found names as the storage found them, and whether they are mailboxes */
    Hierarchy(Map<String, Boolean> found, char separator) {
        this.exists = found;
        this.separator = separator;
        found.keySet().forEach(this::add);
    }

    private void add(String name) {
        int end = name.lastIndexOf(separator);
        String parent = end < 0 ? "" : name.substring(0, end);
        List<String> siblings = children.computeIfAbsent(parent, it -> new ArrayList<>());
        if (!siblings.contains(name)) {
            siblings.add(name);
            if (!parent.isEmpty()) {
                add(parent);
            }
        }
    }

    List<Entry> entries() {
        List<Entry> out = new ArrayList<>();
        for (String each : children.getOrDefault("", List.of())) {
            if (!each.equals(INBOX)) {
                into(each, out);
            }
        }
        for (String each : children.getOrDefault(INBOX, List.of())) {
            into(each, out);
        }
        out.add(new Entry(INBOX, true));
        return out;
    }

    private void into(String name, List<Entry> out) {
        out.add(new Entry(name, exists.getOrDefault(name, false)));
        for (String each : children.getOrDefault(name, List.of())) {
            into(each, out);
        }
    }
}
