package postroom.server.imap.user;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.Output;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;

/** SELECT and EXAMINE, with the parameters CONDSTORE and QRESYNC (RFC 7162). */
final class SelectCommand implements UserSession.Command {
    private final boolean examines;

    SelectCommand(boolean examines) {
        this.examines = examines;
    }

    /** What a client knows of the mailbox from before. */
    private record Resync(long validity, long modseq, SequenceSet uids) {}

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        Argument first = in.argument(0);
        if (first == null || first.astring() == null) {
            throw new BadCommand("Invalid arguments");
        }
        String name = Invocation.mailboxName(first.astring());
        if (session.hasSelected()) {
            session.select(null);
            in.out().line("* OK [CLOSED] Previous mailbox closed.");
        }
        Resync resync = in.argument(1) == null || in.argument(1).list() == null
                ? null
                : parameters(session, in.argument(1).list(), in.out());
        Selected selected = new Selected(session.store().open(name), examines);
        session.select(selected);
        write(session, selected, in.out());
        if (resync != null && resync.validity == selected.view().validity()) {
            tellChanges(selected, resync, in.out());
        }
        return Outcome.of(examines ? "OK [READ-ONLY] Examine completed." : "OK [READ-WRITE] Select completed.");
    }

    private static Resync parameters(UserSession session, List<Argument> items, Output out) throws BadCommand {
        Resync resync = null;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).is("CONDSTORE")) {
                session.enableCondstore(out);
            } else if (items.get(i).is("QRESYNC")) {
                if (!session.qresync()) {
                    throw new BadCommand("QRESYNC not enabled");
                }
                i++;
                resync = resync(i < items.size() ? items.get(i).list() : null);
            } else {
                throw new BadCommand("Unknown FETCH modifier");
            }
        }
        return resync;
    }

    private static Resync resync(List<Argument> given) throws BadCommand {
        if (given == null || given.size() < 2) {
            throw new BadCommand("QRESYNC parameters missing");
        }
        String validity = given.get(0).atom();
        String modseq = given.get(1).atom();
        if (validity == null || !validity.matches("[0-9]{1,10}") || Long.parseLong(validity) == 0) {
            throw new BadCommand("Invalid QRESYNC UIDVALIDITY");
        }
        if (modseq == null || !modseq.matches("[0-9]{1,18}")) {
            throw new BadCommand("Invalid QRESYNC modseq");
        }
        SequenceSet uids = new SequenceSet(List.of(new SequenceSet.Range(1, SequenceSet.LAST)));
        if (given.size() > 2 && given.get(2).atom() != null) {
            uids = SequenceSet.parse(given.get(2).atom())
                    .orElseThrow(() -> new BadCommand("Invalid QRESYNC known-uids"));
        }
        return new Resync(Long.parseLong(validity), Long.parseLong(modseq), uids);
    }

    private static void write(UserSession session, Selected selected, Output out) {
        MailboxView view = selected.view();
        selected.writeFlags(out);
        out.line("* " + view.messages().size() + " EXISTS");
        out.line("* " + selected.recentCount() + " RECENT");
        for (int i = 0; i < view.messages().size(); i++) {
            if (!view.messages().get(i).flags().has(MailFlags.SEEN)) {
                out.line("* OK [UNSEEN " + (i + 1) + "] First unseen.");
                break;
            }
        }
        out.line("* OK [UIDVALIDITY " + view.validity() + "] UIDs valid");
        out.line("* OK [UIDNEXT " + view.next() + "] Predicted next UID");
        if (session.condstore()) {
            out.line("* OK [HIGHESTMODSEQ " + view.highestModseq() + "] Highest");
        }
    }

    /** All that has gone or got other flags since then; who has gone long ago may be told again (RFC 7162 §3.2.6). */
    private static void tellChanges(Selected selected, Resync resync, Output out) {
        MailboxView view = selected.view();
        if (resync.modseq >= view.highestModseq()) {
            return;
        }
        Map<Long, MailRecord> byUid = new TreeMap<>();
        view.messages().forEach(it -> byUid.put(it.uid(), it));
        TreeSet<Long> gone = new TreeSet<>();
        for (long uid = 1; uid < view.next(); uid++) {
            if (!byUid.containsKey(uid) && resync.uids.contains(uid, view.next() - 1)) {
                gone.add(uid);
            }
        }
        if (!gone.isEmpty()) {
            out.line("* VANISHED (EARLIER) " + SequenceSet.text(gone));
        }
        for (int i = 0; i < view.messages().size(); i++) {
            MailRecord each = view.messages().get(i);
            if (each.modseq() > resync.modseq && resync.uids.contains(each.uid(), view.next() - 1)) {
                out.line("* " + (i + 1) + " FETCH (UID " + each.uid() + " FLAGS ("
                        + each.flags().text(selected.isRecent(each.uid())) + ") MODSEQ (" + each.modseq() + "))");
            }
        }
    }
}
