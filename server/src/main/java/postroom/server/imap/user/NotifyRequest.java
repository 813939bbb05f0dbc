package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import postroom.server.imap.fetch.FetchParser;
import postroom.server.imap.fetch.FetchProgram;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;

/**
 * What a client wants to be told of without asking (NOTIFY, RFC 5465); complaints are Dovecot's.
 *
 * @param status whether it wants the state of all these mailboxes now
 * @param selected what of the open mailbox, or null
 * @param groups what of others; the first that fits a mailbox counts
 */
record NotifyRequest(boolean status, Open selected, List<Group> groups) {
    private static final Set<String> FILTERS =
            Set.of("PERSONAL", "INBOXES", "SUBSCRIBED", "SUBTREE", "MAILBOXES", "SELECTED", "SELECTED-DELAYED");
    private static final Set<String> UNSUPPORTED =
            Set.of("ANNOTATIONCHANGE", "MAILBOXMETADATACHANGE", "SERVERMETADATACHANGE");

    /** Kinds of news. */
    enum Event {
        MESSAGE_NEW,
        MESSAGE_EXPUNGE,
        FLAG_CHANGE,
        MAILBOX_NAME,
        SUBSCRIPTION_CHANGE
    }

    /** Of the open mailbox: at once, or messages that go only when the client asks for something. */
    record Open(boolean delayed, Set<Event> events, FetchProgram items) {}

    /** Of some mailboxes. */
    record Group(String filter, List<String> names, Set<Event> events) {
        /** Whether it is about a mailbox. */
        boolean fits(String mailbox, boolean subscribed, char separator) {
            return switch (filter) {
                case "PERSONAL" -> true;
                case "INBOXES" -> mailbox.equals("INBOX");
                case "SUBSCRIBED" -> subscribed;
                case "SUBTREE" ->
                    names.stream().anyMatch(it -> mailbox.equals(it) || mailbox.startsWith(it + separator));
                default -> names.contains(mailbox);
            };
        }
    }

    /** Reads what stands behind SET. */
    static NotifyRequest parse(List<Argument> arguments) throws BadCommand, Refused {
        boolean status = !arguments.isEmpty() && arguments.get(0).is("STATUS");
        Set<String> unsupported = new TreeSet<>();
        Open selected = null;
        List<Group> groups = new ArrayList<>();
        for (Argument each : arguments.subList(status ? 1 : 0, arguments.size())) {
            List<Argument> words = each.list();
            String filter = words == null || words.isEmpty() || words.get(0).atom() == null
                    ? ""
                    : words.get(0).atom().toUpperCase(Locale.ROOT);
            if (!FILTERS.contains(filter)) {
                throw new BadCommand("Invalid arguments");
            }
            FetchProgram items = filter.startsWith("SELECTED") ? new FetchProgram() : null;
            int at = 1;
            List<String> names = new ArrayList<>();
            if (filter.equals("SUBTREE") || filter.equals("MAILBOXES")) {
                names.addAll(names(words, at++));
            }
            Set<Event> events = events(words, at, items, unsupported);
            if (items == null) {
                groups.add(new Group(filter, names, events));
            } else if (selected != null) {
                throw new BadCommand("Duplicate selected filter");
            } else {
                selected = new Open(filter.equals("SELECTED-DELAYED"), events, items);
            }
        }
        if (!unsupported.isEmpty()) {
            throw new Refused("NO [BADEVENT " + String.join(" ", unsupported) + "] Unsupported NOTIFY events.");
        }
        return new NotifyRequest(status, selected, groups);
    }

    private static List<String> names(List<Argument> words, int at) throws BadCommand, Refused {
        Argument given = at + 1 < words.size() ? words.get(at) : null;
        List<Argument> all = given == null ? List.of() : given.list() == null ? List.of(given) : given.list();
        if (all.isEmpty()) {
            throw new BadCommand("Invalid arguments");
        }
        List<String> names = new ArrayList<>();
        for (Argument each : all) {
            if (each.astring() == null) {
                throw new BadCommand("Invalid arguments");
            }
            String name = Invocation.mailboxName(each.astring());
            names.add(name.equalsIgnoreCase("INBOX") ? "INBOX" : name);
        }
        return names;
    }

    private static Set<Event> events(List<Argument> words, int at, FetchProgram items, Set<String> unsupported)
            throws BadCommand {
        Set<Event> events = EnumSet.noneOf(Event.class);
        Argument given = at < words.size() ? words.get(at) : null;
        if (given != null && given.is("NONE")) {
            return events;
        }
        if (given == null || given.list() == null || given.list().isEmpty()) {
            throw new BadCommand("Invalid arguments");
        }
        for (int i = 0; i < given.list().size(); i++) {
            Argument each = given.list().get(i);
            if (each.list() != null) {
                readItems(each, i > 0 && given.list().get(i - 1).is("MessageNew") ? items : null);
                continue;
            }
            String name = each.atom() == null ? "" : each.atom().toUpperCase(Locale.ROOT);
            switch (name) {
                case "MESSAGENEW" -> events.add(Event.MESSAGE_NEW);
                case "MESSAGEEXPUNGE" -> events.add(Event.MESSAGE_EXPUNGE);
                case "FLAGCHANGE" -> events.add(Event.FLAG_CHANGE);
                case "MAILBOXNAME" -> events.add(Event.MAILBOX_NAME);
                case "SUBSCRIPTIONCHANGE" -> events.add(Event.SUBSCRIPTION_CHANGE);
                default -> {
                    if (!UNSUPPORTED.contains(name)) {
                        throw new BadCommand("Invalid arguments");
                    }
                    unsupported.add(each.atom());
                }
            }
        }
        return events;
    }

    private static void readItems(Argument list, FetchProgram items) throws BadCommand {
        if (items == null) {
            throw new BadCommand("Invalid arguments");
        }
        try {
            FetchParser.parse(List.of(list), 0, items);
        } catch (BadCommand e) {
            throw new BadCommand("Invalid fetch-att list: " + e.getMessage());
        }
    }
}
