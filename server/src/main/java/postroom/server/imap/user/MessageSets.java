package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.List;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailRecord;

/** The messages that a command means. */
final class MessageSets {
    private MessageSets() {}

    /** Their indexes in the open mailbox. A sequence number that there is none of is an error, a UID is not. */
    static List<Integer> indexes(UserSession session, Argument argument, boolean uids) throws BadCommand, Refused {
        Selected selected = session.selected();
        if (argument.is("$")) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < selected.known().size(); i++) {
                if (session.saved().contains(selected.known().get(i).uid())) {
                    found.add(i);
                }
            }
            return found;
        }
        String complaint = uids ? "Invalid UID messageset" : "Invalid messageset";
        SequenceSet set = SequenceSet.parse(argument.atom()).orElseThrow(() -> new BadCommand(complaint));
        if (!uids
                && (selected.known().isEmpty()
                        || set.largest() > selected.known().size())) {
            throw new BadCommand(complaint);
        }
        return selected.indexes(set, uids);
    }

    /** The messages at indexes. */
    static List<MailRecord> records(Selected selected, List<Integer> indexes) {
        return indexes.stream().map(selected.known()::get).toList();
    }

    /** Their UIDs. */
    static List<Long> uids(List<MailRecord> records) {
        return records.stream().map(MailRecord::uid).toList();
    }
}
