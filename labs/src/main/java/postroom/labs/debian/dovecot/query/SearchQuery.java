package postroom.labs.debian.dovecot.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import postroom.server.mailbox.MailFlags;

/**
 * A query: keys that must all hold, or one of them if {@code OR} stands between; {@code NOT} and parentheses.
 *
 * @see #parse
 */
public final class SearchQuery {
    private final List<String> words;
    private final Instant now;
    private int at;

    private SearchQuery(List<String> words, Instant now) {
        this.words = words;
        this.now = now;
    }

    /** A query, or a key of one. */
    public sealed interface Key permits Test, Group, Not, InMailbox {
        /** Whether a message matches. */
        boolean matches(Candidate message);
    }

    private record Test(Predicate<Candidate> test) implements Key {
        @Override
        public boolean matches(Candidate message) {
            return test.test(message);
        }
    }

    /** Several keys. */
    record Group(List<Key> keys, boolean any) implements Key {
        @Override
        public boolean matches(Candidate message) {
            return any
                    ? keys.stream().anyMatch(it -> it.matches(message))
                    : keys.stream().allMatch(it -> it.matches(message));
        }
    }

    private record Not(Key key) implements Key {
        @Override
        public boolean matches(Candidate message) {
            return !key.matches(message);
        }
    }

    /** In a mailbox, or in one of those that a pattern with {@code *} and {@code %} means. */
    record InMailbox(String name) implements Key {
        @Override
        public boolean matches(Candidate message) {
            return MailboxPattern.of(name).matches(message.mailbox());
        }
    }

    /**
     * Reads a query.
     *
     * @param now for times that are given as an age
     */
    public static Key parse(List<String> words, Instant now) throws BadQuery {
        SearchQuery query = new SearchQuery(words, now);
        Key key = query.keys(false);
        if (query.at < words.size()) {
            throw new BadQuery("Unexpected ')'");
        }
        return key;
    }

    /** The mailboxes that a query names; none if it is about all. */
    public static List<String> mailboxes(Key query) {
        List<String> names = new ArrayList<>();
        collect(query, names);
        return names;
    }

    private static void collect(Key key, List<String> names) {
        if (key instanceof InMailbox mailbox && !names.contains(mailbox.name)) {
            names.add(mailbox.name);
        } else if (key instanceof Group group) {
            group.keys.forEach(it -> collect(it, names));
        }
    }

    /** Whether every way to match names a mailbox. */
    public static boolean namesMailbox(Key key) {
        if (key instanceof Group group) {
            return group.any
                    ? group.keys.stream().allMatch(SearchQuery::namesMailbox)
                    : group.keys.stream().anyMatch(SearchQuery::namesMailbox);
        }
        return key instanceof Not not ? namesMailbox(not.key) : key instanceof InMailbox;
    }

    /** Whether every way to match asks for more than a mailbox. */
    public static boolean namesMore(Key key) {
        if (key instanceof Group group) {
            return group.any
                    ? group.keys.stream().allMatch(SearchQuery::namesMore)
                    : group.keys.stream().anyMatch(SearchQuery::namesMore);
        }
        return key instanceof Not not ? namesMore(not.key) : !(key instanceof InMailbox);
    }

    private Key keys(boolean inParentheses) throws BadQuery {
        List<Key> keys = new ArrayList<>();
        boolean any = false;
        while (at < words.size() && !(inParentheses && words.get(at).equals(")"))) {
            if (words.get(at).equalsIgnoreCase("OR")) {
                at++;
                any = true;
                if (at >= words.size()) {
                    throw new BadQuery("Missing argument");
                }
            } else if (any) {
                throw new BadQuery("Use parenthesis when mixing ANDs and ORs");
            }
            keys.add(key());
        }
        return new Group(keys, any);
    }

    private Key key() throws BadQuery {
        String word = words.get(at++);
        if (word.equals("(")) {
            Key group = keys(true);
            if (at >= words.size()) {
                throw new BadQuery("Missing ')'");
            }
            at++;
            return group;
        }
        String name = word.toUpperCase(Locale.ROOT);
        if (name.equals("NOT")) {
            if (at >= words.size()) {
                throw new BadQuery("Missing argument");
            }
            return new Not(key());
        }
        if (name.equals("FUZZY")) {
            return key();
        }
        if (name.equals("INTHREAD")) {
            argument(name);
            return key();
        }
        if (name.equals("MAILBOX")) {
            return new InMailbox(argument(name));
        }
        return new Test(test(name));
    }

    private String argument(String key) throws BadQuery {
        if (at >= words.size()) {
            throw new BadQuery("Missing parameter for search key (for search key: " + key + ")");
        }
        return words.get(at++);
    }

    private Predicate<Candidate> test(String name) throws BadQuery {
        switch (name) {
            case "ALL", "OLDESTONLY", "SAVEDATESUPPORTED":
                return it -> true;
            case "RECENT":
                return it -> it.record().recent();
            case "OLD":
                return it -> !it.record().recent();
            case "NEW":
                return it -> it.record().recent() && !it.record().flags().has(MailFlags.SEEN);
            case "KEYWORD":
                return flag(argument(name));
            case "UNKEYWORD":
                return flag(argument(name)).negate();
            case "YOUNGER", "OLDER":
                String age = argument(name);
                if (!age.matches("[1-9][0-9]{0,9}")) {
                    throw new BadQuery("Invalid search interval parameter");
                }
                Instant then = now.minusSeconds(Long.parseLong(age));
                boolean younger = name.equals("YOUNGER");
                return it -> younger != it.record().received().isBefore(then);
            case "GUID", "X-GUID":
                String guid = argument(name);
                return it -> it.guid().equals(guid);
            case "MAILBOX-GUID":
                String mailbox = argument(name);
                return it -> it.mailboxGuid().equals(mailbox);
            case "UID":
                NumberSet uids =
                        NumberSet.parse(argument(name)).orElseThrow(() -> new BadQuery("Invalid UID messageset"));
                return it -> uids.has(it.record().uid(), it.highestUid());
            case "LARGER":
                long least = size(argument(name));
                return it -> it.size() > least;
            case "SMALLER":
                long most = size(argument(name));
                return it -> it.size() < most;
            case "MODSEQ":
                String modseq = argument(name);
                if (!modseq.matches("[0-9]{1,18}")) {
                    throw new BadQuery("Invalid MODSEQ value");
                }
                return it -> it.record().modseq() >= Long.parseLong(modseq);
            default:
                return other(name);
        }
    }

    private Predicate<Candidate> other(String name) throws BadQuery {
        String bare = name.startsWith("UN") ? name.substring(2) : name;
        int bit = MailFlags.bit("\\" + bare);
        if (bit != 0) {
            boolean wanted = bare.equals(name);
            return it -> it.record().flags().has(bit) == wanted;
        }
        switch (name) {
            case "SUBJECT", "FROM", "TO", "CC", "BCC":
                return header(name, argument(name));
            case "HEADER":
                String field = argument(name);
                return header(field, argument(name));
            case "BODY":
                String body = lower(argument(name));
                return it -> lower(it.bodyText()).contains(body);
            case "TEXT":
                String text = lower(argument(name));
                return it -> lower(it.headerText()).contains(text)
                        || lower(it.bodyText()).contains(text);
            default:
                break;
        }
        String date = name.startsWith("X-SAVED") ? name.substring(2) : name;
        if (date.matches("(SENT|SAVED)?(BEFORE|ON|SINCE)")) {
            return date(date, argument(name));
        }
        if (name.matches("[0-9*].*")) {
            NumberSet numbers = NumberSet.parse(name).orElseThrow(() -> new BadQuery("Invalid messageset"));
            return it -> numbers.has(it.sequence(), it.total());
        }
        throw new BadQuery("Unknown argument " + name);
    }

    private static Predicate<Candidate> flag(String name) {
        return it -> it.record().flags().hasKeyword(name);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Predicate<Candidate> header(String field, String wanted) {
        String lower = lower(wanted);
        return it -> it.header(field).stream().anyMatch(value -> lower(value).contains(lower));
    }

    private Predicate<Candidate> date(String name, String text) throws BadQuery {
        Instant limit =
                HumanTime.parse(text, now).orElseThrow(() -> new BadQuery("Invalid search date parameter: " + text));
        Predicate<Instant> test;
        if (name.endsWith("BEFORE")) {
            test = it -> it.isBefore(limit);
        } else if (name.endsWith("SINCE")) {
            test = it -> !it.isBefore(limit);
        } else {
            test = it -> it.getEpochSecond() / 86400 == limit.getEpochSecond() / 86400;
        }
        if (name.startsWith("SENT")) {
            return it -> it.sent().filter(test).isPresent();
        }
        boolean saved = name.startsWith("SAVED");
        return it -> test.test(saved ? it.record().saved() : it.record().received());
    }

    private static long size(String text) throws BadQuery {
        String lower = lower(text);
        if (!lower.matches("[0-9]{1,12} *(b|k|kb|ki|kib|m|mb|mi|mib|g|gb|gi|gib|t|tb|ti|tib)?")) {
            throw new BadQuery("Invalid size: " + text);
        }
        String unit = lower.replaceFirst("[0-9]+ *", "");
        int shift = unit.isEmpty() || unit.equals("b") ? 0 : 10 * (1 + "kmgt".indexOf(unit.charAt(0)));
        return Long.parseLong(lower.replaceFirst("[^0-9].*", "")) << shift;
    }
}
