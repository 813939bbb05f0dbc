package postroom.server.imap.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.mailbox.MailboxException;
import postroom.server.message.Address;
import postroom.server.message.BaseSubject;
import postroom.server.message.EncodedWords;

/** The order that SORT asks for (RFC 5256, RFC 5957). */
public final class SortProgram {
    private static final Set<String> KEYS = Set.of(
            "ARRIVAL",
            "CC",
            "DATE",
            "FROM",
            "SIZE",
            "SUBJECT",
            "TO",
            "DISPLAYFROM",
            "DISPLAYTO",
            "X-SCORE",
            "X-POP3-ORDER");

    private final List<Key> keys;

    private record Key(String name, boolean reverse) {}

    private SortProgram(List<Key> keys) {
        this.keys = keys;
    }

    /** Reads the list of criteria. */
    public static SortProgram parse(List<Argument> items) throws BadCommand {
        List<Key> keys = new ArrayList<>();
        boolean reverse = false;
        for (Argument each : items) {
            if (each.astring() == null) {
                throw new BadCommand("Invalid sort argument");
            }
            String name = each.astring().toUpperCase(Locale.ROOT);
            if (name.equals("REVERSE")) {
                reverse = !reverse;
                continue;
            }
            if (!KEYS.contains(name)) {
                throw new BadCommand("Unknown sort argument: " + name);
            }
            keys.add(new Key(name, reverse));
            reverse = false;
        }
        if (reverse) {
            throw new BadCommand("Sort list ends with REVERSE");
        }
        if (keys.isEmpty()) {
            throw new BadCommand("Empty sort program");
        }
        return new SortProgram(keys);
    }

    /** Sorts; what is equal stays in the mailbox' order. */
    public void sort(List<SearchMessage> messages) throws MailboxException {
        Map<SearchMessage, List<Comparable<Object>>> values = new HashMap<>();
        for (SearchMessage each : messages) {
            List<Comparable<Object>> of = new ArrayList<>();
            for (Key key : keys) {
                of.add(value(key.name, each));
            }
            values.put(each, of);
        }
        Comparator<SearchMessage> order = Comparator.comparing(it -> 0);
        for (int i = 0; i < keys.size(); i++) {
            int index = i;
            Comparator<SearchMessage> next =
                    (a, b) -> values.get(a).get(index).compareTo(values.get(b).get(index));
            order = order.thenComparing(keys.get(i).reverse ? next.reversed() : next);
        }
        messages.sort(order.thenComparing(SearchMessage::sequence));
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> value(String key, SearchMessage message) throws MailboxException {
        Object value = switch (key) {
            case "ARRIVAL" -> message.record().received();
            case "DATE" -> message.sentOrReceived().toInstant();
            case "SIZE" -> message.size();
            case "SUBJECT" -> BaseSubject.of(message.first("Subject")).base();
            case "DISPLAYFROM" -> address(message, "From", true);
            case "DISPLAYTO" -> address(message, "To", true);
            case "X-SCORE", "X-POP3-ORDER" -> Instant.EPOCH;
            default -> address(message, key, false);
        };
        return (Comparable<Object>) value;
    }

    private static String address(SearchMessage message, String field, boolean display) throws MailboxException {
        List<Address> all =
                message.parts().header().first(field).map(Address::parse).orElse(List.of());
        if (all.isEmpty()) {
            return "";
        }
        Address first = all.get(0);
        String name = display && first.name() != null ? EncodedWords.decode(first.name()) : first.mailbox();
        if (display && first.name() == null) {
            name = first.mailbox() + "@" + first.domain();
        }
        return name == null ? "" : name.toUpperCase(Locale.ROOT);
    }
}
