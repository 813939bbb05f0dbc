package postroom.server.imap.user;

import java.util.List;
import postroom.server.imap.search.SearchMessage;
import postroom.server.imap.search.SearchParser;
import postroom.server.imap.search.SortProgram;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.mailbox.MailboxException;

/** SORT and UID SORT (RFC 5256), also extended (RFC 5267). */
final class SortCommand implements UserSession.Command {

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        List<Argument> arguments = in.arguments();
        session.selected();
        SearchSupport.Returns returns = new SearchSupport.Returns();
        int at = SearchSupport.returns(arguments, returns);
        if (at >= arguments.size() || arguments.get(at).list() == null) {
            throw new BadCommand("Invalid sort argument");
        }
        SortProgram order = SortProgram.parse(arguments.get(at).list());
        String charset = at + 1 < arguments.size() ? arguments.get(at + 1).astring() : null;
        if (charset == null) {
            throw new BadCommand("Invalid charset argument");
        }
        SearchParser.Program program =
                SearchSupport.program(session, arguments, at + 2, SearchSupport.charset(charset));
        SearchSupport.requireNewTag(session, in, returns);
        List<SearchMessage> found = SearchSupport.found(session, program);
        order.sort(found);
        SearchSupport.keep(session, in, returns, found, program);
        if (returns.extended) {
            SearchSupport.writeExtended(session, in, returns, found, program);
        } else {
            StringBuilder out = new StringBuilder("* SORT");
            found.forEach(it -> out.append(' ').append(SearchSupport.number(it, in.uid())));
            in.out().line(out.toString());
        }
        return Outcome.synced("OK Sort completed.", in.uid());
    }
}
