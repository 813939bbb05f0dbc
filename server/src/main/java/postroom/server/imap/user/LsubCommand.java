package postroom.server.imap.user;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.ModifiedUtf7;

/** LSUB: subscribed names, and for {@code %} those above them. */
final class LsubCommand implements UserSession.Command {

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        String text = in.string(0) + in.string(1);
        Pattern pattern = new Pattern(text, session.store().separator());
        Listing all = new Listing(session.store());
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (String name : all.subscriptions()) {
            if (pattern.matches(ModifiedUtf7.encode(name))) {
                lines.put(name, List.of(all.specialUse(name)));
            } else if (text.endsWith("%")) {
                for (String above : all.above(name)) {
                    if (pattern.matches(ModifiedUtf7.encode(above)) && !all.isSubscribed(above)) {
                        lines.put(above, List.of("\\Noselect"));
                    }
                }
            }
        }
        lines.forEach((name, attributes) -> in.out().line(all.line("LSUB", attributes, name)));
        return Outcome.of("OK Lsub completed.");
    }
}
