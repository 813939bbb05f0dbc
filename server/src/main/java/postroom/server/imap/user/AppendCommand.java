package postroom.server.imap.user;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.SequenceSet;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;

/** APPEND, also of several messages (RFC 3502). */
final class AppendCommand implements UserSession.Command {
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d-MMM-yyyy HH:mm:ss xx")
            .toFormatter(Locale.ENGLISH);

    private record Message(MailFlags flags, Instant received, byte[] text) {}

    @Override
    public Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        List<Argument> arguments = in.arguments();
        Mailbox mailbox = mailbox(session, arguments);
        List<String> keywords = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i++) {
            List<Argument> list = arguments.get(i).list();
            if (list != null && !arguments.get(i - 1).is("CATENATE")) {
                keywords.addAll(FlagLists.parse(list).keywords());
            }
        }
        mailbox.mention(keywords);
        List<Message> messages = messages(session, arguments, true);
        List<Long> uids = new ArrayList<>();
        for (Message each : messages) {
            uids.add(mailbox.append(each.text, each.flags, each.received));
        }
        return Outcome.synced(
                "OK [APPENDUID " + mailbox.look(false).validity() + " " + SequenceSet.text(uids)
                        + "] Append completed.",
                true);
    }

    private static Mailbox mailbox(UserSession session, List<Argument> arguments)
            throws BadCommand, Refused, MailboxException {
        if (arguments.isEmpty()) {
            throw new BadCommand("Missing arguments");
        }
        if (arguments.get(0).astring() == null) {
            throw new BadCommand("Invalid arguments");
        }
        return session.store().open(Invocation.mailboxName(arguments.get(0).astring()));
    }

    /** The beginning of a command up to the first list of CATENATE, which is not complete before its literals are there. */
    static byte[] withoutCatenation(byte[] beginning) {
        String text = new String(beginning, java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = text.toUpperCase(Locale.ROOT).indexOf(" CATENATE (");
        return at < 0 ? beginning : java.util.Arrays.copyOf(beginning, at);
    }

    /** Looks at what stands before a message, before the message is sent. */
    static void requireBeginning(UserSession session, List<Argument> arguments)
            throws BadCommand, Refused, MailboxException {
        if (!arguments.isEmpty()) {
            messages(session, arguments, false);
            mailbox(session, arguments);
        }
    }

    private static List<Message> messages(UserSession session, List<Argument> arguments, boolean complete)
            throws BadCommand, Refused {
        List<Message> messages = new ArrayList<>();
        int at = 1;
        while (at < arguments.size()) {
            MailFlags flags = MailFlags.NONE;
            Instant received = session.clock().instant();
            if (arguments.get(at).list() != null) {
                flags = FlagLists.parse(arguments.get(at).list());
                at++;
            }
            if (at < arguments.size() && arguments.get(at) instanceof Argument.Quoted date) {
                received = date(date.text());
                at++;
            }
            if (at >= arguments.size()) {
                if (complete) {
                    throw new BadCommand("Invalid arguments");
                }
                break;
            }
            if (arguments.get(at).is("CATENATE")) {
                List<Argument> parts =
                        at + 1 < arguments.size() ? arguments.get(at + 1).list() : null;
                if (parts == null && complete) {
                    throw new BadCommand("Invalid arguments");
                }
                if (parts != null) {
                    messages.add(new Message(flags, received, Catenation.bytes(session, parts)));
                }
                at += 2;
                continue;
            }
            if (!(arguments.get(at) instanceof Argument.Literal text)) {
                throw new BadCommand("Invalid arguments");
            }
            if (text.bytes().length == 0) {
                throw new Refused("NO Can't save a zero byte message.");
            }
            messages.add(new Message(flags, received, text.bytes()));
            at++;
        }
        if (complete && messages.isEmpty()) {
            throw new BadCommand("Missing message size");
        }
        return messages;
    }

    private static Instant date(String text) throws BadCommand {
        try {
            return OffsetDateTime.parse(text.strip(), DATE).toInstant();
        } catch (DateTimeException e) {
            throw new BadCommand("Invalid internal date");
        }
    }
}
