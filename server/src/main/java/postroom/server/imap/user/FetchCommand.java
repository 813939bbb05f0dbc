package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import postroom.server.imap.fetch.FetchParser;
import postroom.server.imap.fetch.FetchProgram;
import postroom.server.imap.fetch.FetchedMessage;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.Output;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailboxException;

/** FETCH and UID FETCH, with CHANGEDSINCE and VANISHED (RFC 7162). */
final class FetchCommand implements UserSession.Command {
    private static final int BIT = 64 * 1024;
    private static final int MARKED_AT_ONCE = 100;
    private static final MailFlags SEEN = new MailFlags(MailFlags.SEEN, List.of());

    /** What stands behind the items. */
    private static final class Modifiers {
        long since = -1;
        boolean vanished;
    }

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        List<Argument> arguments = in.arguments();
        Selected selected = session.selected();
        if (arguments.size() < 2 || arguments.get(0).atom() == null) {
            throw new BadCommand("Invalid arguments");
        }
        FetchProgram program = new FetchProgram();
        if (in.uid()) {
            program.add("UID");
        }
        int behind = FetchParser.parse(arguments, 1, program);
        Modifiers modifiers = modifiers(session, in, behind);
        if (modifiers.since >= 0) {
            program.add("MODSEQ");
        }
        if (program.has("MODSEQ")) {
            session.enableCondstore(in.out());
        }
        List<Integer> indexes = MessageSets.indexes(session, arguments.get(0), in.uid());
        if (modifiers.vanished) {
            tellVanished(selected, arguments.get(0), in.out());
        }
        List<Long> uids = new ArrayList<>();
        for (MailRecord each : MessageSets.records(selected, indexes)) {
            if (each.modseq() > modifiers.since) {
                uids.add(each.uid());
            }
        }
        return new Outcome(
                "OK Fetch completed.",
                in.uid() ? Outcome.Sync.ALL : Outcome.Sync.NO_EXPUNGE,
                new Rest(session, selected, program, indexes, new HashSet<>(uids)));
    }

    private static Modifiers modifiers(UserSession session, Invocation in, int start) throws BadCommand {
        Modifiers found = new Modifiers();
        Argument last = in.argument(start);
        if (last == null) {
            return found;
        }
        if (last.list() == null) {
            throw new BadCommand("Invalid arguments");
        }
        List<Argument> items = last.list();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).is("CHANGEDSINCE")) {
                i++;
                String modseq = i < items.size() ? items.get(i).atom() : null;
                if (modseq == null || !modseq.matches("[0-9]{1,18}")) {
                    throw new BadCommand("Invalid CHANGEDSINCE modseq");
                }
                found.since = Long.parseLong(modseq);
            } else if (items.get(i).is("VANISHED") && in.uid()) {
                found.vanished = true;
            } else {
                throw new BadCommand("Unknown FETCH modifier");
            }
        }
        if (found.vanished && (!session.qresync() || found.since < 0)) {
            throw new BadCommand(session.qresync() ? "VANISHED used without CHANGEDSINCE" : "QRESYNC not enabled");
        }
        return found;
    }

    private static void tellVanished(Selected selected, Argument argument, Output out) {
        SequenceSet set = SequenceSet.parse(argument.atom()).orElse(new SequenceSet(List.of()));
        TreeSet<Long> gone = new TreeSet<>();
        long next = selected.view().next();
        Set<Long> there = new HashSet<>(MessageSets.uids(selected.known()));
        for (long uid = 1; uid < next; uid++) {
            if (!there.contains(uid) && set.contains(uid, next - 1)) {
                gone.add(uid);
            }
        }
        if (!gone.isEmpty()) {
            out.line("* VANISHED (EARLIER) " + SequenceSet.text(gone));
        }
    }

    /** The messages one after the other. */
    private static final class Rest implements Outcome.Rest {
        private final UserSession session;
        private final Selected selected;
        private final FetchProgram program;
        private final List<Integer> indexes;
        private final Set<Long> wanted;
        private final Set<Long> seenNow = new HashSet<>();
        private int at;
        private int marked;
        private MailboxException failure;

        Rest(UserSession session, Selected selected, FetchProgram program, List<Integer> indexes, Set<Long> wanted) {
            this.session = session;
            this.selected = selected;
            this.program = program;
            this.indexes = indexes;
            this.wanted = wanted;
        }

        @Override
        public boolean write(Output out) throws MailboxException {
            while (at < indexes.size() && out.size() < BIT) {
                if (at >= marked) {
                    mark(out);
                }
                one(indexes.get(at++), out);
            }
            if (at == indexes.size() && failure != null) {
                throw failure;
            }
            return at == indexes.size();
        }

        private void one(int index, Output out) {
            MailRecord record = selected.known().get(index);
            if (!wanted.contains(record.uid())) {
                return;
            }
            Output own = new Output();
            try {
                FetchedMessage message = new FetchedMessage(
                        selected.mailbox(), record, selected.isRecent(record.uid()), session.counts());
                program.write(index + 1, message, seenNow.contains(record.uid()), own);
                byte[] bytes = own.take();
                out.add(bytes, 0, bytes.length);
            } catch (MailboxException gone) {
                failure = gone;
            }
        }

        /** Marks some messages ahead as read at once, as each change of flags costs a look at the mailbox. */
        private void mark(Output out) throws MailboxException {
            int end = Math.min(indexes.size(), at + MARKED_AT_ONCE);
            marked = end;
            if (!program.marksSeen() || selected.readOnly()) {
                return;
            }
            Set<Long> unseen = new TreeSet<>();
            for (int i = at; i < end; i++) {
                MailRecord record = selected.known().get(indexes.get(i));
                if (wanted.contains(record.uid()) && !record.flags().has(MailFlags.SEEN)) {
                    unseen.add(record.uid());
                }
            }
            if (!unseen.isEmpty()) {
                selected.mailbox().flag(unseen, it -> it.plus(SEEN));
                selected.takeFlags(unseen, out);
                seenNow.addAll(unseen);
            }
        }
    }
}
