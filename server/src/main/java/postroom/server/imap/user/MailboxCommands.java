package postroom.server.imap.user;

import java.util.Map;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailboxException;

/** Commands about whole mailboxes. */
final class MailboxCommands {
    static final Map<String, UserSession.Command> ALL = Map.of(
            "CREATE",
            (session, in) -> {
                session.store().create(in.mailbox(0));
                return Outcome.of("OK Create completed.");
            },
            "DELETE",
            MailboxCommands::delete,
            "RENAME",
            (session, in) -> {
                in.string(1);
                session.store().rename(in.mailbox(0), in.mailbox(1));
                return Outcome.of("OK Rename completed.");
            },
            "SUBSCRIBE",
            (session, in) -> {
                session.store().subscribe(in.mailbox(0));
                return Outcome.of("OK Subscribe completed.");
            },
            "UNSUBSCRIBE",
            (session, in) -> {
                session.store().unsubscribe(in.mailbox(0));
                return Outcome.of("OK Unsubscribe completed.");
            },
            "CLOSE",
            MailboxCommands::close,
            "UNSELECT",
            (session, in) -> {
                session.selected();
                session.select(null);
                return Outcome.of("OK Unselect completed.");
            });

    private MailboxCommands() {}

    private static Outcome delete(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        String name = in.mailbox(0);
        if (session.hasSelected() && session.selected().mailbox().name().equals(name)) {
            session.store().delete(name);
            session.select(null);
            return Outcome.of("OK Selected mailbox deleted.");
        }
        session.store().delete(name);
        return Outcome.of("OK Delete completed.");
    }

    private static Outcome close(UserSession session, Invocation in) throws Refused, MailboxException {
        Selected selected = session.selected();
        session.select(null);
        if (!selected.readOnly()) {
            var gone = selected.known().stream()
                    .filter(it -> it.flags().has(MailFlags.DELETED))
                    .map(MailRecord::uid)
                    .toList();
            selected.mailbox().expunge(gone);
            session.count(0, gone.size());
        }
        return Outcome.of("OK Close completed.");
    }
}
