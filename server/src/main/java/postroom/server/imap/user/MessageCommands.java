package postroom.server.imap.user;

import java.util.List;
import java.util.Map;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;

/** COPY, MOVE and EXPUNGE. */
final class MessageCommands {
    static final Map<String, UserSession.Command> ALL = Map.of(
            "COPY",
            (session, in) -> transfer(session, in, false),
            "MOVE",
            (session, in) -> transfer(session, in, true),
            "EXPUNGE",
            MessageCommands::expunge);

    private MessageCommands() {}

    private static Outcome transfer(UserSession session, Invocation in, boolean moves)
            throws BadCommand, Refused, MailboxException {
        Argument set = in.argument(0);
        if (in.argument(1) == null) {
            throw new BadCommand("Missing arguments");
        }
        in.string(0);
        in.string(1);
        Selected selected = session.selected();
        List<Integer> indexes = MessageSets.indexes(session, set, in.uid());
        Mailbox target = session.store().open(in.mailbox(1));
        if (indexes.isEmpty()) {
            return Outcome.of("OK No messages found.");
        }
        List<Long> uids = MessageSets.uids(MessageSets.records(selected, indexes));
        List<Long> copies =
                moves ? target.moveFrom(selected.mailbox(), uids) : target.copyFrom(selected.mailbox(), uids);
        String code = "[COPYUID " + target.look(false).validity() + " " + SequenceSet.text(uids) + " "
                + SequenceSet.text(copies) + "]";
        if (!moves) {
            return Outcome.synced("OK " + code + " Copy completed.", in.uid());
        }
        in.out().line("* OK " + code + " Moved UIDs.");
        selected.mailbox().expunge(uids);
        session.count(0, uids.size());
        return Outcome.synced("OK Move completed.", true);
    }

    private static Outcome expunge(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        Selected selected = session.selected();
        List<MailRecord> chosen = selected.known();
        if (in.uid()) {
            in.string(0);
            chosen = MessageSets.records(selected, MessageSets.indexes(session, in.argument(0), true));
        }
        if (!selected.readOnly()) {
            List<Long> gone = chosen.stream()
                    .filter(it -> it.flags().has(MailFlags.DELETED))
                    .map(MailRecord::uid)
                    .toList();
            selected.mailbox().expunge(gone);
            session.count(0, gone.size());
        }
        return Outcome.synced("OK Expunge completed.", true);
    }
}
