package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.io.ErrnoException;

/** What happens to a mailbox that is left by {@code quit} or {@code file}: read messages go to the user's mbox. */
final class Closing {
    private final Session session;

    private enum Fate {
        STAYS,
        MOVES,
        GOES
    }

    Closing(Session session) {
        this.session = session;
    }

    /** Closes the mailbox that is open; false, after a complaint, if that cannot be done. */
    boolean close() throws IOException {
        Mailbox mailbox = session.folders().current().orElse(null);
        if (mailbox == null) {
            return true;
        }
        try {
            if (!session.variables().isTrue("readonly")) {
                commit(mailbox);
                mailbox.flush();
            }
            int held = mailbox.messages().size();
            session.println(counted("Held", held) + mailbox.name());
            mailbox.close();
            return true;
        } catch (ErrnoException e) {
            session.complain("Cannot write mailbox " + mailbox.name() + ": " + e.getMessage());
            return true;
        } catch (Folders.Unavailable e) {
            session.complain(e.getMessage());
            return false;
        }
    }

    private static String counted(String verb, int count) {
        return verb + " " + count + (count == 1 ? " message in " : " messages in ");
    }

    private void commit(Mailbox mailbox) throws IOException, Folders.Unavailable {
        boolean inbox = mailbox.name().equals(session.folders().inbox());
        List<StoredMessage> moved = new ArrayList<>();
        for (StoredMessage each : mailbox.messages()) {
            if (!each.isDeleted()) {
                Fate fate = fate(each, inbox);
                if (fate == Fate.MOVES) {
                    moved.add(each);
                } else if (fate == Fate.GOES) {
                    each.set(StoredMessage.Attribute.DELETED, true);
                } else if (each.is(StoredMessage.Attribute.READ)) {
                    each.set(StoredMessage.Attribute.SEEN, true);
                }
            }
        }
        if (!moved.isEmpty()) {
            String mbox = session.folders().expand("&");
            session.folders().append(mbox, moved);
            moved.forEach(it -> it.set(StoredMessage.Attribute.DELETED, true));
            session.println(counted("Saved", moved.size()) + mbox);
        }
    }

    private Fate fate(StoredMessage message, boolean inbox) {
        boolean holds = !inbox || session.variables().isTrue("hold");
        if (message.has(StoredMessage.Mark.PRESERVED)) {
            return Fate.STAYS;
        } else if (message.has(StoredMessage.Mark.MBOXED)) {
            return Fate.MOVES;
        } else if (!inbox) {
            return Fate.STAYS;
        } else if (message.has(StoredMessage.Mark.SHOWN) || message.has(StoredMessage.Mark.TOUCHED)) {
            return holds ? Fate.STAYS : Fate.MOVES;
        } else if (message.has(StoredMessage.Mark.SAVED)) {
            boolean keeps = session.variables().isTrue("keepsave");
            return keeps ? holds ? Fate.STAYS : Fate.MOVES : Fate.GOES;
        }
        return Fate.STAYS;
    }
}
