package postroom.server.imap.user;

import java.io.ByteArrayOutputStream;
import java.util.List;
import postroom.server.imap.fetch.FetchParser;
import postroom.server.imap.fetch.FetchedMessage;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.ImapUrl;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;

/** A message that is put together of texts and parts of other messages (CATENATE, RFC 4469). */
final class Catenation {
    private static final int LARGEST = 32 << 20;

    private Catenation() {}

    /** The bytes of the message. */
    static byte[] bytes(UserSession session, List<Argument> parts) throws BadCommand, Refused {
        if (parts.isEmpty()) {
            throw new BadCommand("Empty CATENATE list");
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i += 2) {
            Argument value = i + 1 < parts.size() ? parts.get(i + 1) : null;
            if (parts.get(i).is("TEXT") && value instanceof Argument.Literal text) {
                message.writeBytes(text.bytes());
            } else if (parts.get(i).is("URL") && value != null && value.astring() != null) {
                message.writeBytes(resolved(session, value.astring()));
            } else {
                throw new BadCommand("Invalid arguments");
            }
            if (message.size() > LARGEST) {
                throw new Refused("NO [TOOBIG] Message too large.");
            }
        }
        return message.toByteArray();
    }

    private static byte[] resolved(UserSession session, String text) throws Refused {
        try {
            ImapUrl url = ImapUrl.parse(text);
            if (url.mailbox().isEmpty() && !session.hasSelected()) {
                throw new BadCommand("Mailbox-relative IMAP URL, but no mailbox selected");
            }
            if (url.uid() == 0) {
                throw new Refused("NO [SERVERBUG] BUG: Unknown internal error.");
            }
            Mailbox mailbox = url.mailbox().isEmpty()
                    ? session.selected().mailbox()
                    : session.store().open(Invocation.mailboxName(url.mailbox()));
            return read(session, mailbox, url);
        } catch (BadCommand | MailboxException bad) {
            throw new Refused("NO [BADURL " + text + "] " + bad.getMessage() + ".");
        }
    }

    private static byte[] read(UserSession session, Mailbox mailbox, ImapUrl url) throws BadCommand, MailboxException {
        MailboxView view = mailbox.look(false);
        if (url.validity() != 0 && url.validity() != view.validity()) {
            throw new BadCommand("Invalid UIDVALIDITY");
        }
        MailRecord record = view.messages().stream()
                .filter(it -> it.uid() == url.uid())
                .findFirst()
                .orElseThrow(() -> new BadCommand("Message not found"));
        FetchedMessage message = new FetchedMessage(mailbox, record, false, session.counts());
        byte[] bytes = FetchParser.section(url.section(), message);
        if (url.count() < 0) {
            return bytes;
        }
        int from = (int) Math.min(url.from(), bytes.length);
        int to = (int) Math.min(bytes.length, from + url.count());
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }
}
