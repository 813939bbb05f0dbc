package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.ModifiedUtf7;

/** LIST, also extended (RFC 5258), with STATUS (RFC 5819) and special uses (RFC 6154). */
final class ListCommand implements UserSession.Command {
    private static final Set<String> SELECT = Set.of("SUBSCRIBED", "REMOTE", "RECURSIVEMATCH", "SPECIAL-USE");
    private static final Set<String> RETURN = Set.of("SUBSCRIBED", "CHILDREN", "SPECIAL-USE", "STATUS");

    /** What is asked for. */
    private static final class Question {
        final Set<String> select = new LinkedHashSet<>();
        final Set<String> returns = new LinkedHashSet<>();
        final List<Pattern> patterns = new ArrayList<>();
        List<String> status = List.of();
        boolean extended;

        boolean matches(String name) {
            return patterns.stream().anyMatch(it -> it.matches(ModifiedUtf7.encode(name)));
        }
    }

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        Question asked = question(session, in);
        if (!asked.extended && asked.patterns.get(0).text().isEmpty()) {
            in.out().line("* LIST (\\Noselect) \"" + session.store().separator() + "\" \"\"");
            return Outcome.of("OK List completed.");
        }
        if (!asked.status.isEmpty() && asked.status.contains("HIGHESTMODSEQ")) {
            session.enableCondstore(in.out());
        }
        Listing all = new Listing(session.store());
        for (String name : candidates(all, asked)) {
            List<String> attributes = attributes(all, asked, name);
            if (attributes == null) {
                continue;
            }
            String childInfo = "";
            if (asked.select.contains("RECURSIVEMATCH")
                    && all.hasSubscribedBelow(name)
                    && !asked.select.isEmpty()
                    && hidden(all, asked, name)) {
                childInfo = " (CHILDINFO (\"SUBSCRIBED\"))";
            }
            in.out().line(all.line("LIST", attributes, name) + childInfo);
            if (!asked.status.isEmpty() && all.exists(name)) {
                StatusCommand.write(session.store().open(name), asked.status, in.out());
            }
        }
        return Outcome.of("OK List completed.");
    }

    /** Whether what stands below a name is not listed itself. */
    private static boolean hidden(Listing all, Question asked, String name) {
        return all.subscriptions().stream().anyMatch(it -> all.above(it).contains(name) && !asked.matches(it));
    }

    private static Set<String> candidates(Listing all, Question asked) {
        Set<String> names = new LinkedHashSet<>();
        if (!asked.select.contains("SUBSCRIBED")) {
            names.addAll(all.names());
        } else {
            for (String each : all.subscriptions()) {
                names.add(each);
                if (asked.select.contains("RECURSIVEMATCH")) {
                    names.addAll(all.above(each));
                }
            }
        }
        names.removeIf(it -> !asked.matches(it));
        return names;
    }

    /** What is said of a name, or null if it is not to be listed. */
    private static List<String> attributes(Listing all, Question asked, String name) {
        List<String> attributes = new ArrayList<>();
        boolean selects = asked.select.contains("SUBSCRIBED");
        if (selects && !all.isSubscribed(name) && !hidden(all, asked, name)) {
            return null;
        }
        if (asked.select.contains("SPECIAL-USE") && all.specialUse(name).isEmpty()) {
            return null;
        }
        if ((selects || asked.returns.contains("SUBSCRIBED")) && all.isSubscribed(name)) {
            attributes.add("\\Subscribed");
        }
        if (!all.exists(name)) {
            attributes.add(asked.extended ? "\\NonExistent" : "\\Noselect");
        }
        if (!asked.extended || asked.returns.contains("CHILDREN")) {
            attributes.add(all.children(name));
        }
        boolean uses = asked.select.contains("SPECIAL-USE") || asked.returns.contains("SPECIAL-USE");
        if (all.exists(name) && (!asked.extended || uses)) {
            attributes.add(all.specialUse(name));
        }
        return attributes;
    }

    private static Question question(UserSession session, Invocation in) throws BadCommand {
        Question asked = new Question();
        int at = 0;
        if (in.argument(0) != null && in.argument(0).list() != null) {
            asked.extended = true;
            select(in.argument(0).list(), asked);
            at++;
        }
        if (in.argument(at) == null || in.argument(at).astring() == null) {
            throw new BadCommand("Invalid reference");
        }
        patterns(session, in.argument(at).astring(), in.argument(at + 1), asked);
        Argument last = in.argument(at + 2);
        if (last != null) {
            Argument options = in.argument(at + 3);
            if (!last.is("RETURN") || options == null || options.list() == null || in.argument(at + 4) != null) {
                throw new BadCommand("Extra arguments");
            }
            asked.extended = true;
            returns(options.list(), asked);
        }
        return asked;
    }

    private static void patterns(UserSession session, String reference, Argument given, Question asked)
            throws BadCommand {
        if (given == null) {
            throw new BadCommand("Invalid pattern");
        }
        List<Argument> items = given.list() == null ? List.of(given) : given.list();
        asked.extended |= given.list() != null;
        for (Argument each : items) {
            if (each.astring() == null) {
                throw new BadCommand("Invalid pattern list");
            }
            String text = each.astring().isEmpty() ? "" : reference + each.astring();
            asked.patterns.add(new Pattern(text, session.store().separator()));
        }
        if (asked.patterns.isEmpty()) {
            throw new BadCommand("Empty pattern list");
        }
    }

    private static void select(List<Argument> items, Question asked) throws BadCommand {
        for (Argument each : items) {
            String name = each.atom() == null ? "" : each.atom().toUpperCase(Locale.ROOT);
            if (!SELECT.contains(name)) {
                throw new BadCommand("Unknown select options");
            }
            asked.select.add(name);
        }
        if (asked.select.contains("RECURSIVEMATCH")
                && Set.of("RECURSIVEMATCH", "REMOTE").containsAll(asked.select)) {
            throw new BadCommand("RECURSIVEMATCH must not be the only selection");
        }
    }

    private static void returns(List<Argument> items, Question asked) throws BadCommand {
        for (int i = 0; i < items.size(); i++) {
            String name = items.get(i).atom() == null ? "" : items.get(i).atom().toUpperCase(Locale.ROOT);
            if (!RETURN.contains(name)) {
                throw new BadCommand("Unknown return options");
            }
            asked.returns.add(name);
            if (name.equals("STATUS")) {
                i++;
                if (i >= items.size() || items.get(i).list() == null) {
                    throw new BadCommand("Missing status list");
                }
                asked.status = StatusCommand.items(items.get(i).list());
            }
        }
    }
}
