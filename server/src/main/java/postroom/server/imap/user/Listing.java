package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.server.imap.syntax.Quoting;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.MailStore.Entry;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.ModifiedUtf7;

/** All names of a store with what LIST and LSUB say of them. */
final class Listing {
    private final MailStore store;
    private final Map<String, Boolean> exists = new LinkedHashMap<>();
    private final Set<String> subscriptions;

    Listing(MailStore store) throws MailboxException {
        this.store = store;
        for (Entry each : store.list()) {
            exists.put(each.name(), each.exists());
        }
        subscriptions = store.subscriptions();
    }

    /** Names that are there, or that others stand below. */
    Set<String> names() {
        return exists.keySet();
    }

    Set<String> subscriptions() {
        return subscriptions;
    }

    boolean exists(String name) {
        return exists.getOrDefault(name, false);
    }

    boolean isSubscribed(String name) {
        return subscriptions.contains(name);
    }

    boolean hasSubscribedBelow(String name) {
        return subscriptions.stream().anyMatch(it -> it.startsWith(name + store.separator()));
    }

    /** {@code \HasChildren} or its contrary. */
    String children(String name) {
        boolean any = exists.keySet().stream().anyMatch(it -> it.startsWith(name + store.separator()));
        return any ? "\\HasChildren" : "\\HasNoChildren";
    }

    String specialUse(String name) {
        return store.specialUse(name);
    }

    /** Names that subscriptions stand below, from the outermost on. */
    Set<String> above(String name) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = name.indexOf(store.separator()); i > 0; i = name.indexOf(store.separator(), i + 1)) {
            names.add(name.substring(0, i));
        }
        return names;
    }

    /** A line of the answer. */
    String line(String command, List<String> attributes, String name) {
        List<String> said = new ArrayList<>(attributes);
        said.removeIf(String::isEmpty);
        return "* " + command + " (" + String.join(" ", said) + ") \"" + store.separator() + "\" "
                + Quoting.astring(ModifiedUtf7.encode(name));
    }
}
