package postroom.server.imap.user;

import java.util.List;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.mailbox.MailboxException;

/** NOTIFY (RFC 5465). */
final class NotifyCommand implements UserSession.Command {

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        List<Argument> arguments = in.arguments();
        if (!arguments.isEmpty() && arguments.get(0).is("NONE")) {
            session.notifyWith(null);
        } else if (!arguments.isEmpty() && arguments.get(0).is("SET")) {
            NotifyRequest request = NotifyRequest.parse(arguments.subList(1, arguments.size()));
            if (request.status()) {
                session.enableCondstore(in.out());
            }
            Notifier notifier = new Notifier(session.store(), request, session::condstore);
            notifier.begin(session.hasSelected() ? session.selected().mailbox().name() : null, in.out());
            session.notifyWith(request.selected() == null && request.groups().isEmpty() ? null : notifier);
        } else {
            throw new BadCommand("Invalid arguments");
        }
        return Outcome.synced("OK NOTIFY completed.", true);
    }
}
