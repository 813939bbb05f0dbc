package postroom.server.imap.user;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import postroom.server.imap.search.SearchMessage;
import postroom.server.imap.search.SearchParser;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailboxException;

/** What SEARCH, SORT and THREAD have in common. */
final class SearchSupport {
    private SearchSupport() {}

    /** What a result tells (RFC 4731). */
    static final class Returns {
        private static final Set<String> KNOWN = Set.of("MIN", "MAX", "ALL", "COUNT", "SAVE", "UPDATE", "CONTEXT");

        final Set<String> items = new TreeSet<>();
        SequenceSet.Range partial;
        String partialText;
        boolean extended;
    }

    /** Reads {@code RETURN (…)}, if it stands there. @return the index behind it */
    static int returns(List<Argument> arguments, Returns into) throws BadCommand {
        if (arguments.isEmpty() || !arguments.get(0).is("RETURN")) {
            return 0;
        }
        List<Argument> items = arguments.size() > 1 ? arguments.get(1).list() : null;
        if (items == null) {
            return 0; // a key that is not known
        }
        into.extended = true;
        for (int i = 0; i < items.size(); i++) {
            String name = items.get(i).atom() == null ? "" : items.get(i).atom().toUpperCase(Locale.ROOT);
            if (name.equals("PARTIAL")) {
                i++;
                readPartial(i < items.size() ? items.get(i).atom() : null, into);
            } else if (!Returns.KNOWN.contains(name)) {
                throw new BadCommand("Unknown SEARCH return option");
            }
            into.items.add(name);
        }
        if (into.items.isEmpty() || into.items.equals(Set.of("CONTEXT"))) {
            into.items.add("ALL");
        }
        if (into.partial != null && into.items.contains("ALL")) {
            throw new BadCommand("PARTIAL conflicts with ALL");
        }
        return 2;
    }

    private static void readPartial(String text, Returns into) throws BadCommand {
        if (into.partial != null) {
            throw new BadCommand("PARTIAL can be used only once");
        }
        if (text == null) {
            throw new BadCommand("PARTIAL range missing");
        }
        SequenceSet set =
                !text.matches("[0-9]+:[0-9]+") ? null : SequenceSet.parse(text).orElse(null);
        if (set == null) {
            throw new BadCommand("PARTIAL range broken");
        }
        into.partial = set.ranges().get(0);
        into.partialText = into.partial.from() + ":" + into.partial.to();
    }

    /** Keeps a search whose result is to be told of as it changes. */
    static void keep(
            UserSession session,
            Invocation in,
            Returns returns,
            List<SearchMessage> found,
            SearchParser.Program program)
            throws Refused {
        Selected selected = session.selected();
        if (returns.items.contains("UPDATE")
                && !selected.contexts().add(in.tag(), in.uid(), program.key(), found, selected.known())) {
            in.out().line("* NO [NOUPDATE \"" + in.tag() + "\"]");
        }
    }

    /** A tag stands for one search. */
    static void requireNewTag(UserSession session, Invocation in, Returns returns) throws BadCommand, Refused {
        if (returns.items.contains("UPDATE") && session.selected().contexts().has(in.tag())) {
            throw new BadCommand("Duplicate search update tag");
        }
    }

    static Charset charset(String name) throws Refused {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "UTF-8", "UTF8" -> UTF_8;
            case "US-ASCII", "ASCII" -> US_ASCII;
            default -> {
                if (!name.matches("[A-Za-z0-9_.:-]{1,40}") || !Charset.isSupported(name)) {
                    throw new Refused("NO [BADCHARSET] Unknown charset.");
                }
                yield Charset.forName(name);
            }
        };
    }

    static SearchParser.Program program(UserSession session, List<Argument> arguments, int start, Charset charset)
            throws BadCommand, Refused {
        Selected selected = session.selected();
        List<MailRecord> known = selected.known();
        long lastUid = known.isEmpty() ? 0 : known.get(known.size() - 1).uid();
        SearchParser.Scope scope = new SearchParser.Scope(
                known.size(),
                lastUid,
                session.saved(),
                session.clock().instant(),
                selected.mailbox().name(),
                () -> messages(selected));
        return SearchParser.parse(arguments, start, scope, charset);
    }

    private static List<SearchMessage> messages(Selected selected) {
        List<SearchMessage> all = new ArrayList<>();
        for (int i = 0; i < selected.known().size(); i++) {
            MailRecord record = selected.known().get(i);
            all.add(new SearchMessage(selected.mailbox(), record, i + 1L, selected.isRecent(record.uid())));
        }
        return all;
    }

    /** All messages that meet the keys; those that have gone meanwhile do not. */
    static List<SearchMessage> found(UserSession session, SearchParser.Program program)
            throws Refused, MailboxException {
        Selected selected = session.selected();
        if (!program.keywords().isEmpty()) {
            selected.mailbox().mention(program.keywords());
        }
        List<SearchMessage> found = new ArrayList<>();
        for (SearchMessage message : messages(selected)) {
            try {
                if (program.key().matches(message)) {
                    found.add(message);
                }
            } catch (MailboxException e) {
                if (e.reason() != MailboxException.Reason.EXPUNGED) {
                    throw e;
                }
            }
        }
        return found;
    }

    static long number(SearchMessage message, boolean uid) {
        return uid ? message.record().uid() : message.sequence();
    }

    /** The answer to an extended search, and saves what is to be saved. */
    static void writeExtended(
            UserSession session,
            Invocation in,
            Returns returns,
            List<SearchMessage> found,
            SearchParser.Program program) {
        List<Long> numbers = found.stream().map(it -> number(it, in.uid())).toList();
        save(session, returns, found);
        if (returns.items.equals(Set.of("SAVE"))) {
            return;
        }
        StringBuilder out = new StringBuilder("* ESEARCH (TAG \"" + in.tag() + "\")" + (in.uid() ? " UID" : ""));
        if (!numbers.isEmpty()) {
            append(out, returns, "MIN", numbers.get(0));
            append(out, returns, "MAX", numbers.get(numbers.size() - 1));
            append(out, returns, "ALL", SequenceSet.text(numbers));
        }
        if (returns.partial != null) {
            int from = (int) Math.min(numbers.size(), returns.partial.from() - 1);
            int to = (int) Math.min(numbers.size(), returns.partial.to());
            String part = SequenceSet.text(numbers.subList(from, Math.max(from, to)));
            out.append(" PARTIAL (")
                    .append(returns.partialText)
                    .append(' ')
                    .append(part.isEmpty() ? "NIL" : part)
                    .append(')');
        }
        append(out, returns, "COUNT", numbers.size());
        if (program.usesModseq() && !found.isEmpty()) {
            out.append(" MODSEQ ").append(highest(told(returns, found)));
        }
        in.out().line(out.toString());
    }

    /** The messages that the answer is about (RFC 4731 §3.2). */
    private static List<SearchMessage> told(Returns returns, List<SearchMessage> found) {
        if (returns.items.contains("ALL") || returns.items.contains("COUNT")) {
            return found;
        }
        List<SearchMessage> ends = new ArrayList<>();
        if (returns.items.contains("MIN")) {
            ends.add(found.get(0));
        }
        if (returns.items.contains("MAX")) {
            ends.add(found.get(found.size() - 1));
        }
        return ends.isEmpty() ? found : ends;
    }

    private static void append(StringBuilder out, Returns returns, String item, Object value) {
        if (returns.items.contains(item)) {
            out.append(' ').append(item).append(' ').append(value);
        }
    }

    static long highest(List<SearchMessage> found) {
        return found.stream().mapToLong(it -> it.record().modseq()).max().orElse(0);
    }

    private static void save(UserSession session, Returns returns, List<SearchMessage> found) {
        if (!returns.items.contains("SAVE")) {
            return;
        }
        Set<Long> saved = new TreeSet<>();
        boolean ends = returns.items.contains("MIN") || returns.items.contains("MAX");
        if (!ends || returns.items.contains("ALL") || returns.items.contains("COUNT")) {
            found.forEach(it -> saved.add(it.record().uid()));
        } else if (!found.isEmpty()) {
            if (returns.items.contains("MIN")) {
                saved.add(found.get(0).record().uid());
            }
            if (returns.items.contains("MAX")) {
                saved.add(found.get(found.size() - 1).record().uid());
            }
        }
        session.save(saved);
    }
}
