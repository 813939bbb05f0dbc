package postroom.server.imap.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import postroom.server.imap.search.SearchMessage;
import postroom.server.imap.search.SearchParser;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.mailbox.MailboxException;

/** SEARCH and UID SEARCH, also extended (RFC 4731). */
final class SearchCommand implements UserSession.Command {

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        List<Argument> arguments = in.arguments();
        session.selected();
        SearchSupport.Returns returns = new SearchSupport.Returns();
        int at = SearchSupport.returns(arguments, returns);
        Charset charset = UTF_8;
        if (at < arguments.size() && arguments.get(at).is("CHARSET")) {
            String name = at + 1 < arguments.size() ? arguments.get(at + 1).astring() : null;
            if (name == null) {
                throw new BadCommand("Invalid charset argument");
            }
            charset = SearchSupport.charset(name);
            at += 2;
        }
        SearchParser.Program program = SearchSupport.program(session, arguments, at, charset);
        SearchSupport.requireNewTag(session, in, returns);
        if (program.usesModseq()) {
            session.enableCondstore(in.out());
        }
        List<SearchMessage> found = SearchSupport.found(session, program);
        SearchSupport.keep(session, in, returns, found, program);
        if (returns.extended) {
            SearchSupport.writeExtended(session, in, returns, found, program);
        } else {
            StringBuilder out = new StringBuilder("* SEARCH");
            found.forEach(it -> out.append(' ').append(SearchSupport.number(it, in.uid())));
            if (program.usesModseq() && !found.isEmpty()) {
                out.append(" (MODSEQ ").append(SearchSupport.highest(found)).append(')');
            }
            in.out().line(out.toString());
        }
        return Outcome.synced("OK Search completed.", in.uid());
    }
}
