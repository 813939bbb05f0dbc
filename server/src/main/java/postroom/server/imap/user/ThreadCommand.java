package postroom.server.imap.user;

import java.util.List;
import java.util.Locale;
import postroom.server.imap.search.SearchParser;
import postroom.server.imap.search.Threads;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.mailbox.MailboxException;

/** THREAD and UID THREAD (RFC 5256). */
final class ThreadCommand implements UserSession.Command {
    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        List<Argument> arguments = in.arguments();
        session.selected();
        if (arguments.size() < 2
                || arguments.get(0).astring() == null
                || arguments.get(1).astring() == null) {
            throw new BadCommand("Invalid arguments");
        }
        String algorithm = arguments.get(0).astring().toUpperCase(Locale.ROOT);
        if (!Threads.ALGORITHMS.contains(algorithm)) {
            throw new BadCommand("Unknown thread algorithm");
        }
        SearchParser.Program program = SearchSupport.program(
                session, arguments, 2, SearchSupport.charset(arguments.get(1).astring()));
        String threads = Threads.text(
                algorithm, SearchSupport.found(session, program), it -> SearchSupport.number(it, in.uid()));
        in.out().line("* THREAD" + (threads.isEmpty() ? "" : " " + threads));
        return Outcome.synced("OK Thread completed.", in.uid());
    }
}
