package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/**
 * Reads the lists of messages that commands take: numbers, ranges, {@code .}, {@code ^}, {@code $}, {@code *}, senders,
 * {@code /subject/}, {@code field:/text/}, {@code :/body/}, {@code :n}, parts ({@code 1.2}), {@code !} and braces.
 */
final class MessageList {
    /** What a command says of messages that are deleted. */
    enum Deleted {
        /** It takes them. */
        TAKES,
        /** It refuses a list with one. */
        REFUSES,
        /** It leaves them out of a list of more than one. */
        LEAVES_OUT
    }

    /**
     * A message or a part of one.
     *
     * @param parts the number of the message, then of the part in it, and so on
     */
    record Item(List<Integer> parts) {
        int number() {
            return parts.get(0);
        }
    }

    /** The list is no use, and it was said why. */
    static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        Bad() {
            super(null, null, false, false);
        }
    }

    /** How the commands begin that can do with a part of a message: {@code decode} and {@code write}. */
    private static final List<String> PARTS = List.of("dec", "w", "W");

    private final Session session;
    private final List<String> argv;
    private final Deleted deleted;
    private int word = 1;
    private int at = -1;
    private char kind;
    private String text = "";

    private static final char END = 0;
    private static final char NUMBER = 'N';
    private static final char NAME = 'I';
    private static final char FIELD = 'H';
    private static final char REGEX = 'R';
    private static final char BODY = 'B';
    private static final char TYPE = 'T';

    private MessageList(Session session, List<String> argv, Deleted deleted) {
        this.session = session;
        this.argv = argv;
        this.deleted = deleted;
    }

    /**
     * The messages that a command means; the current one if it names none.
     *
     * @param argv the command and its list
     */
    static List<Item> parse(Session session, List<String> argv, Deleted deleted) throws IOException, Bad {
        MessageList list = new MessageList(session, argv, deleted);
        list.next();
        List<Item> items = list.input();
        if (items.isEmpty()) {
            throw list.none();
        }
        if (items.get(0).number() > session.total()) {
            session.complain(items.get(0).number() + ": invalid message number");
            throw new Bad();
        }
        return items;
    }

    private List<Item> input() throws IOException, Bad {
        if (kind == END) {
            return current();
        }
        if (".^$*-+".indexOf(kind) >= 0) {
            char sign = kind;
            next();
            if (kind != END) {
                throw error("syntax error");
            }
            switch (sign) {
                case '.':
                    return current();
                case '*':
                    return select(this::isWanted, false, Integer.MAX_VALUE);
                case '$':
                case '-':
                    return select(this::isWanted, true, 1);
                default:
                    return select(this::isWanted, false, 1);
            }
        }
        List<Item> items = set();
        if (kind != END) {
            throw error("syntax error");
        }
        return items;
    }

    private boolean isWanted(StoredMessage message) {
        return message.isDeleted() == argv.get(0).equals("undelete");
    }

    private List<Item> current() {
        int current = session.page().current();
        return current == 0 ? List.of() : single(current);
    }

    private static List<Item> single(int number) {
        List<Item> one = new ArrayList<>();
        one.add(new Item(List.of(number)));
        return one;
    }

    private List<Item> set() throws IOException, Bad {
        List<Item> items = expression();
        while (kind == ',' || beginsExpression()) {
            if (kind == ',') {
                next();
            }
            append(items, expression());
        }
        return items;
    }

    private boolean beginsExpression() {
        return kind != END && "NIHRBT({!".indexOf(kind) >= 0;
    }

    private static void append(List<Item> items, List<Item> more) {
        for (Item each : more) {
            if (!items.contains(each)) {
                items.add(each);
            }
        }
    }

    private List<Item> expression() throws IOException, Bad {
        if (kind == '{') {
            next();
            List<Item> items = set();
            expect('}');
            return items;
        }
        if (kind == '!') {
            next();
            List<Item> not = expression();
            List<Item> items = new ArrayList<>();
            for (int i = 1; i <= session.total(); i++) {
                int number = i;
                if (not.stream().noneMatch(it -> it.number() == number)) {
                    items.addAll(single(i));
                }
            }
            return items;
        }
        return check(specification());
    }

    private List<Item> check(List<Item> items) throws IOException, Bad {
        if (items.isEmpty()) {
            throw none();
        }
        boolean leavesOut = deleted == Deleted.LEAVES_OUT ^ items.size() == 1;
        List<Item> kept = new ArrayList<>();
        for (Item each : items) {
            boolean gone = deleted != Deleted.TAKES
                    && each.number() <= session.total()
                    && session.message(each.number()).isDeleted();
            if (gone && !(leavesOut && items.size() > 1)) {
                session.complain(each.number() + ": Inappropriate message (has been deleted)");
                throw new Bad();
            }
            if (!gone) {
                kept.add(each);
            }
        }
        if (kept.isEmpty()) {
            throw new Bad();
        }
        return kept;
    }

    private List<Item> specification() throws IOException, Bad {
        if (kind == NUMBER || kind == '(') {
            return range();
        }
        List<Item> found = selected();
        if (kind == '.' || kind == '[') {
            return parts(found);
        }
        return found;
    }

    private List<Item> selected() throws IOException, Bad {
        String given = text;
        switch (kind) {
            case FIELD:
            case REGEX:
                String field = null;
                if (kind == FIELD) {
                    field = given;
                    next();
                    if (kind != REGEX) {
                        throw error("syntax error");
                    }
                    given = text;
                }
                next();
                return found(
                        header(field == null ? "Subject" : field, given),
                        (field == null ? "{/" : "{" + field + ":/") + given + "}");
            case BODY:
                next();
                return found(body(given), "{:/" + given + "}");
            case NAME:
                next();
                String name = given;
                return found(it -> session.senderShown(it).equals(name), "{" + given + "}");
            case TYPE:
                Predicate<StoredMessage> type = type(given.charAt(0));
                if (type == null) {
                    throw error("unknown message type");
                }
                next();
                List<Item> items = select(type, false, Integer.MAX_VALUE);
                if (items.isEmpty()) {
                    session.complain("No messages satisfy :" + given);
                    throw new Bad();
                }
                return items;
            default:
                throw error("syntax error");
        }
    }

    private List<Item> found(Predicate<StoredMessage> test, String name) throws IOException, Bad {
        List<Item> items = select(test, false, Integer.MAX_VALUE);
        if (items.isEmpty()) {
            session.complain("No applicable messages from " + name);
            throw new Bad();
        }
        return items;
    }

    private List<Item> range() throws IOException, Bad {
        if (kind != NUMBER) {
            return number();
        }
        int low = Integer.parseInt(text);
        next();
        if (kind != '-') {
            List<Item> one = single(low);
            return kind == '.' || kind == '[' ? parts(one) : one;
        }
        next();
        if (kind == '*') {
            next();
            return span(low, session.total());
        }
        List<Item> high = number();
        return span(low, high.get(0).number());
    }

    private List<Item> span(int low, int high) throws IOException {
        if (low > high) {
            complain("range error");
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        for (int i = low; i <= high && items.size() < 100_000; i++) {
            items.addAll(single(i));
        }
        return items;
    }

    private List<Item> number() throws IOException, Bad {
        List<Item> first;
        if (kind == NUMBER) {
            first = single(Integer.parseInt(text));
            next();
        } else if (kind == '(') {
            next();
            first = ranges();
            expect(')');
        } else {
            throw error("syntax error");
        }
        return kind == '.' || kind == '[' ? parts(first) : first;
    }

    private List<Item> ranges() throws IOException, Bad {
        List<Item> items = range();
        while (kind == ',' || kind == NUMBER || kind == '(') {
            if (kind == ',') {
                next();
            }
            append(items, range());
        }
        return items;
    }

    private List<Item> parts(List<Item> of) throws IOException, Bad {
        if (PARTS.stream().noneMatch(argv.get(0)::startsWith)) {
            throw error("message parts not allowed");
        }
        boolean bracket = kind == '[';
        next();
        List<Item> parts = bracket ? ranges() : range();
        if (bracket) {
            expect(']');
        }
        List<Item> all = new ArrayList<>();
        for (Item each : of) {
            for (Item part : parts) {
                List<Integer> path = new ArrayList<>(each.parts());
                path.addAll(part.parts());
                all.add(new Item(List.copyOf(path)));
            }
        }
        return all;
    }

    // ---- which messages -------------------------------------------------------------------------------

    private List<Item> select(Predicate<StoredMessage> test, boolean backwards, int most) {
        List<Item> items = new ArrayList<>();
        int total = session.total();
        for (int i = 1; i <= total && items.size() < most; i++) {
            int number = backwards ? total + 1 - i : i;
            if (test.test(session.message(number))) {
                items.addAll(single(number));
            }
        }
        return items;
    }

    private Predicate<StoredMessage> header(String field, String wanted) {
        boolean ignoresCase = Character.isLowerCase(field.charAt(0));
        Predicate<String> test = text(wanted, ignoresCase);
        return it -> it.header().get(field).filter(test).isPresent();
    }

    private Predicate<StoredMessage> body(String wanted) {
        Predicate<String> test = text(wanted, true);
        return it -> Arrays.stream(it.body().split("\n")).anyMatch(test);
    }

    private Predicate<String> text(String wanted, boolean ignoresCase) {
        if (!session.variables().isTrue("regex")) {
            return it -> it.toUpperCase(java.util.Locale.ROOT).contains(wanted);
        }
        try {
            Pattern pattern =
                    PosixRegex.compile(wanted, PosixRegex.Syntax.EXTENDED, ignoresCase ? Pattern.CASE_INSENSITIVE : 0);
            return it ->
                    pattern.matcher(new Budgeted(it, session.process()::step)).find();
        } catch (RegexException e) {
            return it -> false;
        }
    }

    private static Predicate<StoredMessage> type(char letter) {
        switch (letter) {
            case 'd':
                return StoredMessage::isDeleted;
            case 'n':
                return StoredMessage::isRecent;
            case 'o':
                return it -> it.is(StoredMessage.Attribute.SEEN);
            case 'r':
                return it -> it.is(StoredMessage.Attribute.READ);
            case 's':
                return it -> it.has(StoredMessage.Mark.SAVED);
            case 't':
                return it -> it.has(StoredMessage.Mark.TAGGED);
            case 'T':
                return it -> !it.has(StoredMessage.Mark.TAGGED);
            case 'u':
                return it -> !it.is(StoredMessage.Attribute.READ);
            default:
                return null;
        }
    }

    // ---- the words ------------------------------------------------------------------------------------

    private void next() {
        if (at < 0) {
            if (word >= argv.size()) {
                kind = END;
                return;
            }
            at = 0;
        }
        String given = argv.get(word);
        if (at >= given.length()) {
            word++;
            at = -1;
            next();
            return;
        }
        char c = given.charAt(at);
        if (Character.isDigit(c)) {
            take(given, NUMBER, it -> Character.isDigit(it));
            text = text.length() > 9 ? "999999999" : text;
        } else if (c < 128 && Character.isLetter(c)) {
            take(given, NAME, it -> it != ',' && it != ':');
            if (at < given.length() && given.charAt(at) == ':') {
                at++;
                kind = FIELD;
            }
        } else if (c == '/') {
            at++;
            quoted(given, REGEX);
        } else if (c == ':' && given.startsWith("/", at + 1)) {
            at += 2;
            quoted(given, BODY);
        } else if (c == ':') {
            at++;
            kind = at < given.length() ? TYPE : END;
            text = at < given.length() ? given.substring(at, at + 1) : "";
            at++;
        } else {
            kind = c;
            at++;
        }
    }

    private void take(String given, char as, Predicate<Character> goesOn) {
        int end = at;
        while (end < given.length() && goesOn.test(given.charAt(end))) {
            end++;
        }
        text = given.substring(at, end);
        at = end;
        kind = as;
    }

    private void quoted(String given, char as) {
        take(given, as, it -> it != '/');
        at += at < given.length() ? 1 : 0;
    }

    private void expect(char wanted) throws IOException, Bad {
        if (kind != wanted) {
            throw error("syntax error");
        }
        next();
    }

    private Bad none() throws IOException {
        session.complain("No applicable messages");
        return new Bad();
    }

    private Bad error(String what) throws IOException {
        complain(what);
        return new Bad();
    }

    private void complain(String what) throws IOException {
        String near;
        if (at < 0) {
            near = "end";
        } else if (at >= argv.get(word).length()) {
            near = word + 1 >= argv.size() ? "end" : argv.get(word + 1);
        } else {
            near = argv.get(word).substring(at);
        }
        session.complain(argv.get(0) + ": " + what + " near " + near);
    }
}
