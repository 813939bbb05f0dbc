package postroom.server.imap.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailboxException;
import postroom.server.message.Address;
import postroom.server.message.MessageDate;

/** Reads the keys of a SEARCH, SORT or THREAD; complaints are Dovecot's. */
public final class SearchParser {
    private static final Pattern DATE = Pattern.compile("(\\d{1,2})-([A-Za-z]{3})-(\\d{4})");
    private static final Set<String> ADDRESSES = Set.of("FROM", "TO", "CC", "BCC");
    private static final int DEEPEST = 100;

    private final List<Argument> arguments;
    private final Scope scope;
    private final Charset charset;
    private int at;
    private int depth;
    private boolean usesModseq;
    private final List<String> keywords = new ArrayList<>();

    /**
     * What the keys are about.
     *
     * @param saved UIDs of the last saved result, for {@code $}
     * @param all gives every message, for keys that look at more than one
     */
    public record Scope(
            long messages,
            long lastUid,
            Set<Long> saved,
            Instant now,
            String mailbox,
            Supplier<List<SearchMessage>> all) {}

    private SearchParser(List<Argument> arguments, Scope scope, Charset charset) {
        this.arguments = arguments;
        this.scope = scope;
        this.charset = charset;
    }

    /** Keys, and what they have used. */
    public record Program(SearchKey key, boolean usesModseq, List<String> keywords) {}

    /** Reads all arguments from {@code start} on: all must be met. */
    public static Program parse(List<Argument> arguments, int start, Scope scope, Charset charset) throws BadCommand {
        SearchParser parser = new SearchParser(arguments.subList(start, arguments.size()), scope, charset);
        if (parser.arguments.isEmpty()) {
            throw new BadCommand("Missing search parameters");
        }
        return new Program(parser.all(), parser.usesModseq, parser.keywords);
    }

    private SearchKey all() throws BadCommand {
        SearchKey key = it -> true;
        while (at < arguments.size()) {
            key = key.and(key());
        }
        return key;
    }

    private SearchKey key() throws BadCommand {
        if (at >= arguments.size()) {
            throw new BadCommand("Missing argument");
        }
        if (++depth > DEEPEST) {
            throw new BadCommand("Nesting too deep");
        }
        Argument argument = arguments.get(at++);
        SearchKey key = argument.list() != null ? group(argument.list()) : named(argument);
        depth--;
        return key;
    }

    private SearchKey group(List<Argument> items) throws BadCommand {
        if (items.isEmpty()) {
            throw new BadCommand("No search parameters inside list");
        }
        SearchParser inner = new SearchParser(items, scope, charset);
        inner.depth = depth;
        SearchKey key = inner.all();
        usesModseq |= inner.usesModseq;
        keywords.addAll(inner.keywords);
        return key;
    }

    private SearchKey named(Argument argument) throws BadCommand {
        String text = argument.astring();
        String name = text.toUpperCase(Locale.ROOT);
        if (name.equals("$")) {
            return it -> scope.saved().contains(it.record().uid());
        }
        if (!name.isEmpty() && (Character.isDigit(name.charAt(0)) || name.charAt(0) == '*')) {
            SequenceSet set = SequenceSet.parse(name).orElseThrow(() -> new BadCommand("Invalid messageset"));
            return it -> set.contains(it.sequence(), scope.messages());
        }
        SearchKey flag = flagKey(name);
        return flag != null ? flag : withArgument(name);
    }

    private static SearchKey flagKey(String name) {
        return switch (name) {
            case "ALL" -> it -> true;
            case "NEW" -> it -> it.recent() && !it.record().flags().has(MailFlags.SEEN);
            case "OLD" -> it -> !it.recent();
            case "RECENT" -> SearchMessage::recent;
            case "SAVEDATESUPPORTED" -> it -> true;
            default -> {
                boolean not = name.startsWith("UN");
                int bit = MailFlags.bit("\\" + (not ? name.substring(2) : name));
                yield bit == 0 ? null : it -> it.record().flags().has(bit) != not;
            }
        };
    }

    private SearchKey withArgument(String name) throws BadCommand {
        return switch (name) {
            case "NOT" -> {
                SearchKey inner = key();
                yield it -> !inner.matches(it);
            }
            case "OR" -> {
                SearchKey one = key();
                SearchKey other = key();
                yield it -> one.matches(it) || other.matches(it);
            }
            case "FUZZY" -> key();
            case "KEYWORD", "UNKEYWORD" -> {
                String keyword = parameter(name);
                keywords.add(keyword);
                boolean wanted = name.equals("KEYWORD");
                yield it -> it.record().flags().hasKeyword(keyword) == wanted;
            }
            case "BCC", "CC", "FROM", "SUBJECT", "TO" -> field(name, parameter(name));
            case "HEADER" -> {
                String field = parameter(name);
                yield field(field, parameter(name));
            }
            case "BODY", "TEXT" -> {
                String upper = SearchMessage.normal(decoded(parameter(name)));
                yield it -> it.contains(upper, name.equals("TEXT"));
            }
            case "LARGER", "SMALLER" -> {
                long size = number(parameter(name), "Invalid search size parameter");
                yield name.equals("LARGER") ? it -> it.size() > size : it -> it.size() < size;
            }
            case "UID" -> {
                String given = parameter(name);
                if (given.equals("$")) {
                    yield it -> scope.saved().contains(it.record().uid());
                }
                SequenceSet set = SequenceSet.parse(given).orElseThrow(() -> new BadCommand("Invalid UID messageset"));
                yield it -> set.contains(it.record().uid(), scope.lastUid());
            }
            case "YOUNGER", "OLDER" -> interval(name);
            case "MODSEQ" -> modseq();
            case "X-GUID" -> {
                String guid = parameter(name);
                yield it -> it.guid().equals(guid);
            }
            case "X-REAL-UID" -> {
                SequenceSet set = SequenceSet.parse(parameter(name))
                        .orElseThrow(() -> new BadCommand("Invalid X-REAL-UID messageset"));
                yield it -> set.contains(it.record().uid(), scope.lastUid());
            }
            case "INTHREAD" -> inThread(parameter(name).toUpperCase(Locale.ROOT));
            case "MIMEPART" -> {
                PartParser parts = new PartParser(arguments, at, depth);
                PartKeys.PartKey key = parts.key();
                at = parts.position();
                yield it -> PartKeys.anyMatches(it.parts(), key);
            }
            case "X-MAILBOX" -> {
                String mailbox = parameter(name);
                yield it -> mailbox.equalsIgnoreCase(scope.mailbox());
            }
            default -> date(name);
        };
    }

    /** Every message of a thread in which one meets the key (RFC 5256 and its draft of INTHREAD). */
    private SearchKey inThread(String algorithm) throws BadCommand {
        if (!Threads.ALGORITHMS.contains(algorithm)) {
            throw new BadCommand("Unknown thread algorithm");
        }
        SearchKey key = key();
        Set<Long> found = new HashSet<>();
        boolean[] looked = {false};
        return message -> {
            if (!looked[0]) {
                looked[0] = true;
                for (List<SearchMessage> thread :
                        Threads.groups(algorithm, scope.all().get())) {
                    if (anyMatches(thread, key)) {
                        thread.forEach(it -> found.add(it.record().uid()));
                    }
                }
            }
            return found.contains(message.record().uid());
        };
    }

    private static boolean anyMatches(List<SearchMessage> thread, SearchKey key) throws MailboxException {
        for (SearchMessage each : thread) {
            if (key.matches(each)) {
                return true;
            }
        }
        return false;
    }

    private SearchKey field(String name, String given) {
        String upper = SearchMessage.normal(decoded(given));
        return it -> {
            for (String each : it.field(name)) {
                if (SearchMessage.normal(each).contains(upper)
                        || ADDRESSES.contains(name) && containsAddress(each, upper)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Whether a text stands in an address as it is without comments and blanks. */
    private static boolean containsAddress(String field, String upper) {
        return Address.parse(field).stream()
                .anyMatch(each -> SearchMessage.normal(each.text()).contains(upper));
    }

    private String decoded(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), charset);
    }

    private SearchKey interval(String name) throws BadCommand {
        long seconds = number(parameter(name), "Invalid search interval parameter");
        if (seconds == 0) {
            throw new BadCommand("Invalid search interval parameter");
        }
        Instant since = scope.now().minusSeconds(seconds);
        return it -> it.record().received().isAfter(since) == name.equals("YOUNGER");
    }

    private SearchKey modseq() throws BadCommand {
        usesModseq = true;
        String first = parameter("MODSEQ");
        if (at + 1 < arguments.size() && arguments.get(at - 1) instanceof Argument.Quoted) {
            at++;
            first = parameter("MODSEQ");
        }
        long wanted = number(first, "Invalid MODSEQ value");
        return it -> it.record().modseq() >= wanted;
    }

    private SearchKey date(String name) throws BadCommand {
        String base = name.replaceFirst("^(X-)?SAVED|^SENT", "");
        if (!Set.of("BEFORE", "ON", "SINCE").contains(base)) {
            throw new BadCommand("Unknown argument " + name);
        }
        LocalDate wanted = day(parameter(name));
        return it -> {
            Optional<LocalDate> its = day(it, name);
            return its.isPresent()
                    && switch (base) {
                        case "BEFORE" -> its.get().isBefore(wanted);
                        case "ON" -> its.get().equals(wanted);
                        default -> !its.get().isBefore(wanted);
                    };
        };
    }

    private static Optional<LocalDate> day(SearchMessage message, String name) throws MailboxException {
        if (name.startsWith("SENT")) {
            return message.sent().map(it -> it.toLocalDate());
        }
        Instant at = name.contains("SAVED")
                ? message.record().saved()
                : message.record().received();
        return Optional.of(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    private static LocalDate day(String text) throws BadCommand {
        Matcher matcher = DATE.matcher(text);
        if (matcher.matches()) {
            int month = MessageDate.MONTHS.indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
            try {
                return LocalDate.of(Integer.parseInt(matcher.group(3)), month, Integer.parseInt(matcher.group(1)));
            } catch (DateTimeException e) {
                throw new BadCommand("Invalid search date parameter");
            }
        }
        throw new BadCommand("Invalid search date parameter");
    }

    private static long number(String text, String complaint) throws BadCommand {
        if (!text.matches("[0-9]{1,18}")) {
            throw new BadCommand(complaint);
        }
        return Long.parseLong(text);
    }

    private String parameter(String name) throws BadCommand {
        if (at >= arguments.size()) {
            throw new BadCommand("Missing parameter for search key (for search key: " + name + ")");
        }
        String text = arguments.get(at++).astring();
        if (text == null) {
            throw new BadCommand("Unexpected ( (for search key: " + name + ")");
        }
        return text;
    }
}
