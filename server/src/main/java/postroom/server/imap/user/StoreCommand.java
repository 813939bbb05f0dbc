package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailboxException;

/** STORE and UID STORE, with UNCHANGEDSINCE (RFC 7162). */
final class StoreCommand implements UserSession.Command {

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        List<Argument> arguments = in.arguments();
        Selected selected = session.selected();
        int at = 1;
        long unchangedSince = -1;
        if (arguments.size() > 1 && arguments.get(1).list() != null) {
            unchangedSince = unchangedSince(arguments.get(1).list());
            at++;
        }
        if (arguments.size() <= at || arguments.get(at).atom() == null) {
            throw new BadCommand("Invalid arguments");
        }
        String item = arguments.get(at).atom().toUpperCase(Locale.ROOT);
        boolean silent = item.endsWith(".SILENT");
        item = silent ? item.substring(0, item.length() - 7) : item;
        if (!item.matches("[+-]?FLAGS")) {
            throw new BadCommand("Invalid arguments");
        }
        MailFlags flags = FlagLists.parse(arguments.subList(at + 1, arguments.size()));
        if (unchangedSince >= 0) {
            session.enableCondstore(in.out());
        }
        List<Integer> indexes = MessageSets.indexes(session, arguments.get(0), in.uid());
        if (selected.readOnly()) {
            return Outcome.synced("OK Store ignored with read-only mailbox.", in.uid());
        }
        return store(session, in, indexes, change(item, flags), unchangedSince, silent);
    }

    private static UnaryOperator<MailFlags> change(String item, MailFlags flags) {
        return switch (item.charAt(0)) {
            case '+' -> it -> it.plus(flags);
            case '-' -> it -> it.minus(flags);
            default -> it -> flags;
        };
    }

    private static Outcome store(
            UserSession session,
            Invocation in,
            List<Integer> indexes,
            UnaryOperator<MailFlags> change,
            long unchangedSince,
            boolean silent)
            throws Refused, MailboxException {
        Selected selected = session.selected();
        Map<Long, Long> modseqs = new HashMap<>();
        if (unchangedSince >= 0) {
            selected.mailbox().look(true).messages().forEach(it -> modseqs.put(it.uid(), it.modseq()));
        }
        List<Long> uids = new ArrayList<>();
        List<Long> modified = new ArrayList<>();
        int deleted = 0;
        for (int index : indexes) {
            MailRecord record = selected.known().get(index);
            if (unchangedSince >= 0 && modseqs.getOrDefault(record.uid(), 0L) > unchangedSince) {
                modified.add(in.uid() ? record.uid() : index + 1);
                continue;
            }
            uids.add(record.uid());
            boolean deletes = change.apply(record.flags()).has(MailFlags.DELETED);
            deleted += deletes && !record.flags().has(MailFlags.DELETED) ? 1 : 0;
        }
        selected.mailbox().flag(uids, change);
        session.count(deleted, 0);
        if (silent) {
            in.silent().addAll(uids);
        }
        if (!modified.isEmpty()) {
            return Outcome.synced(
                    "OK [MODIFIED " + SequenceSet.text(modified) + "] Conditional store failed.", in.uid());
        }
        return Outcome.synced("OK Store completed.", in.uid());
    }

    private static long unchangedSince(List<Argument> items) throws BadCommand {
        if (items.size() != 2 || !items.get(0).is("UNCHANGEDSINCE")) {
            throw new BadCommand("Unknown STORE modifier");
        }
        String modseq = items.get(1).atom();
        if (modseq == null || !modseq.matches("[0-9]{1,18}")) {
            throw new BadCommand("Invalid UNCHANGEDSINCE modseq");
        }
        return Long.parseLong(modseq);
    }
}
