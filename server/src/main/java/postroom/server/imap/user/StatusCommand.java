package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.Output;
import postroom.server.imap.syntax.Quoting;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;
import postroom.server.mailbox.ModifiedUtf7;

/** STATUS. */
final class StatusCommand implements UserSession.Command {
    private static final List<String> ITEMS =
            List.of("MESSAGES", "RECENT", "UIDNEXT", "UIDVALIDITY", "UNSEEN", "HIGHESTMODSEQ", "SIZE");

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        if (in.argument(1) == null) {
            throw new BadCommand("Missing arguments");
        }
        if (in.argument(1).list() == null || in.argument(0).astring() == null) {
            throw new BadCommand("Invalid arguments");
        }
        List<String> items = items(in.argument(1).list());
        String name = in.mailbox(0);
        if (items.contains("HIGHESTMODSEQ")) {
            session.enableCondstore(in.out());
        }
        write(session.store().open(name), items, in.out());
        return Outcome.of("OK Status completed.");
    }

    /** Reads the list of items. */
    static List<String> items(List<Argument> list) throws BadCommand {
        List<String> items = new ArrayList<>();
        for (Argument each : list) {
            if (each.atom() == null) {
                throw new BadCommand("Status list contains non-atoms");
            }
            String name = each.atom().toUpperCase(Locale.ROOT);
            if (!ITEMS.contains(name)) {
                throw new BadCommand("Invalid status item " + name);
            }
            items.add(name);
        }
        if (items.isEmpty()) {
            throw new BadCommand("Empty status list");
        }
        return items;
    }

    /** Writes the line for a mailbox. */
    static void write(Mailbox mailbox, List<String> items, Output out) throws MailboxException {
        MailboxView view = mailbox.look(false);
        StringBuilder line = new StringBuilder();
        for (String each : ITEMS) {
            if (items.contains(each)) {
                line.append(line.isEmpty() ? "" : " ").append(each).append(' ').append(value(each, mailbox, view));
            }
        }
        out.line("* STATUS " + Quoting.astring(ModifiedUtf7.encode(mailbox.name())) + " (" + line + ")");
    }

    private static long value(String item, Mailbox mailbox, MailboxView view) throws MailboxException {
        return switch (item) {
            case "MESSAGES" -> view.messages().size();
            case "RECENT" -> view.recent();
            case "UIDNEXT" -> view.next();
            case "UIDVALIDITY" -> view.validity();
            case "UNSEEN" -> view.unseen();
            case "HIGHESTMODSEQ" -> view.highestModseq();
            default -> {
                long size = 0;
                for (MailRecord each : view.messages()) {
                    size += mailbox.size(each.uid());
                }
                yield size;
            }
        };
    }
}
