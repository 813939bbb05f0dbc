package postroom.server.imap.fetch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import postroom.server.imap.syntax.Output;
import postroom.server.imap.syntax.Quoting;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.ModifiedUtf7;

/** Something that FETCH can ask of a message. */
interface FetchItem {
    /** Writes name and value. */
    void write(FetchedMessage message, Output out) throws MailboxException;

    /** Whether Dovecot has its value at hand: such items come first. */
    default boolean atHand() {
        return false;
    }

    /** Whether fetching it marks the message as read. */
    default boolean marksSeen() {
        return false;
    }

    /** An item that is a name and a value. */
    record Plain(String name, boolean atHand, Value value) implements FetchItem {
        /** What stands behind the name. */
        interface Value {
            String of(FetchedMessage message) throws MailboxException;
        }

        @Override
        public void write(FetchedMessage message, Output out) throws MailboxException {
            out.add(name).add(" ").add(value.of(message));
        }
    }

    /** The item of a name in capitals, or null. */
    static FetchItem named(String name) {
        return switch (name) {
            case "UID" -> new Plain(name, true, it -> String.valueOf(it.record().uid()));
            case "FLAGS" ->
                new Plain(name, true, it -> "(" + it.record().flags().text(it.recent()) + ")");
            case "MODSEQ" -> new Plain(name, true, it -> "(" + it.record().modseq() + ")");
            case "INTERNALDATE" -> new Plain(name, true, it -> date(it.record().received()));
            case "SAVEDATE" -> new Plain(name, true, it -> date(it.record().saved()));
            case "RFC822.SIZE" -> new Plain(name, true, it -> String.valueOf(it.size()));
            case "ENVELOPE" ->
                new Plain(name, false, it -> Envelope.text(it.parts().header()));
            case "BODY" -> new Plain(name, false, it -> BodyStructure.text(it.parts(), false));
            case "BODYSTRUCTURE" -> new Plain(name, false, it -> BodyStructure.text(it.parts(), true));
            case "X-SAVEDATE" -> new Plain(name, true, it -> date(it.record().saved()));
            case "X-GUID" ->
                new Plain(
                        name,
                        true,
                        it -> Quoting.astring(it.mailbox().guid(it.record().uid())));
            case "X-MAILBOX" ->
                new Plain(
                        name,
                        true,
                        it -> Quoting.astring(ModifiedUtf7.encode(it.mailbox().name())));
            case "X-REAL-UID" ->
                new Plain(name, true, it -> String.valueOf(it.record().uid()));
            case "PREVIEW" -> new Plain(name, false, it -> Quoting.string(Preview.of(it.parts())));
            case "SNIPPET" -> new Plain(name, false, it -> "(FUZZY " + Quoting.string(Preview.of(it.parts())) + ")");
            default -> null;
        };
    }

    private static String date(Instant at) {
        return DateTimeFormatter.ofPattern("\"dd-MMM-yyyy HH:mm:ss xx\"".replace("\"", "'\"'"), Locale.ENGLISH)
                .format(at.atOffset(ZoneOffset.UTC));
    }
}
