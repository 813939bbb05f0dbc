package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.mbox.FromLine;
import postroom.labs.io.ErrnoException;

/** Asks for a letter and sends it. At a terminal it asks for what is missing and knows the escapes. */
final class Composer {
    private static final int LONGEST = 16 << 20;
    private static final DateTimeFormatter FROM_DATE =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);

    private final Session session;
    private final Outgoing letter;
    private final Draft draft = new Draft();

    Composer(Session session, Outgoing letter) {
        this.session = session;
        this.letter = letter;
    }

    /** A letter to those who are named; asks for them if nobody is. @return 0 if it was sent */
    int write(List<String> recipients, boolean byName) throws IOException {
        boolean asks = session.isInteractive();
        if (recipients.isEmpty() && asks) {
            set("To", session.input().answer("To: "));
        } else if (recipients.isEmpty() && session.variables().isTrue("editheaders")) {
            readHeader();
        } else if (recipients.isEmpty()) {
            session.complain("No recipients specified");
            throw new Session.Quit(1);
        }
        for (String each : recipients) {
            if (each.startsWith("/") || each.startsWith(".") || each.startsWith("|")) {
                letter.files().add(each);
            } else {
                letter.add("To", each);
            }
        }
        boolean mailx = session.variables().isTrue("mailx");
        if (asks && !mailx) {
            askForCopies();
        }
        if (asks && session.variables().isTrue("ask")) {
            set("Subject", session.input().answer("Subject: "));
        }
        return compose(byName);
    }

    private void askForCopies() throws IOException {
        if (session.variables().isTrue("askcc")) {
            set("Cc", session.input().answer("Cc: "));
        }
        if (session.variables().isTrue("askbcc")) {
            set("Bcc", session.input().answer("Bcc: "));
        }
    }

    private void set(String field, String value) {
        if (!value.isEmpty()) {
            letter.header().set(field, value);
        }
    }

    // ---- a header that stands in the text -------------------------------------------------------------

    private void readHeader() throws IOException {
        List<String> lines = new ArrayList<>();
        int number = 0;
        boolean begun = false;
        try {
            for (Optional<String> line = session.input().line("");
                    line.isPresent();
                    line = session.input().line("")) {
                String text = line.get().stripTrailing();
                number++;
                if (!begun && (text.isEmpty() || Character.isWhitespace(text.charAt(0)))) {
                    continue;
                }
                begun = true;
                if (text.isEmpty()) {
                    break;
                }
                if (!Character.isWhitespace(text.charAt(0)) && text.indexOf(':') < 0) {
                    session.complain(number + ": not a header line");
                    session.complain("Errors parsing message");
                    throw new Session.Quit(1);
                }
                lines.add(text);
            }
        } catch (Input.Interrupted key) {
            throw new Session.Quit(1);
        }
        Header header = new Header();
        for (Header.Field each : Header.parse(lines).fields()) {
            header.append(each.name(), each.value());
        }
        for (Drafts.Extra each : session.drafts().headers()) {
            boolean known = header.get(each.name()).isPresent();
            new Drafts.Extra(each.name(), each.value(), known || each.replaces()).into(header);
        }
        letter.header(header);
    }

    // ---- the text -------------------------------------------------------------------------------------

    /** Reads the text and sends the letter. @return 0 if it was sent */
    int compose(boolean byName) throws IOException {
        if (!readText()) {
            deadLetter(letter.header().text() + "\n" + draft.text());
            return 1;
        }
        if (session.variables().isTrue("mailx")) {
            askForCopies();
        }
        if (session.variables().isTrue("useragent")) {
            letter.header().set("User-Agent", "mail (GNU Mailutils " + Outgoing.VERSION + ")");
        }
        letter.expandAliases();
        boolean sends = !letter.recipients().isEmpty();
        String text = draft.text();
        if (text.isEmpty()) {
            if (!session.variables().isTrue("nullbody")) {
                return 1;
            }
            Optional<String> remark = session.variables().text("nullbodymsg");
            if (remark.isPresent()) {
                session.complain(remark.get());
            }
        }
        String body = new MimeLetter(session, letter).body(text);
        letter.header().set("Date", letter.date());
        String message = letter.header().text() + "\n" + body;
        try {
            record(byName, body);
            toFiles(message, body);
            if (sends) {
                letter.send(message);
            }
            return 0;
        } catch (Outgoing.Unsent e) {
            session.complain("cannot send message: " + e.getMessage());
            deadLetter(message);
            return 1;
        }
    }

    /** Reads lines until the letter ends; false if it is given up. */
    private boolean readText() throws IOException {
        Escapes escapes = new Escapes(session, letter, draft);
        int interrupts = 0;
        while (draft.length() < LONGEST) {
            Optional<String> line;
            try {
                line = session.input().line("");
            } catch (Input.Interrupted key) {
                if (session.variables().isTrue("ignore")) {
                    session.println("@");
                } else if (++interrupts == 2) {
                    session.println("");
                    return false;
                } else {
                    session.println("");
                    session.complain("\n(Interrupt -- one more to kill letter)");
                }
                continue;
            }
            if (line.isEmpty()) {
                if (session.isInteractive() && session.variables().isTrue("ignoreeof")) {
                    boolean dot = session.variables().isTrue("dot");
                    session.complain("Use \"" + (dot ? "." : "~.") + "\" to terminate letter.");
                    continue;
                }
                if (session.isInteractive()) {
                    session.println("");
                }
                return true;
            }
            interrupts = 0;
            String text = line.get();
            String escape = session.variables().text("escape").orElse("");
            if (text.equals(".") && session.variables().isTrue("dot")) {
                return true;
            } else if (!session.isInteractive() || escape.isEmpty() || !text.startsWith(escape)) {
                draft.append(text + "\n");
            } else if (text.startsWith(escape, 1)) {
                draft.append(text.substring(1) + "\n");
            } else if (text.startsWith(".", 1)) {
                return true;
            } else if (text.startsWith("x", 1)) {
                return false;
            } else {
                escapes.run(text.substring(1));
            }
        }
        return true;
    }

    // ---- where it goes --------------------------------------------------------------------------------

    private StoredMessage stored(String body) {
        String now = FROM_DATE.format(session.process().host().clock().instant().atZone(ZoneOffset.UTC));
        return new StoredMessage(session.email(), now, letter.header(), body);
    }

    /** Keeps a copy, as the variable {@code record} or a command that begins with a capital asks for. */
    private void record(boolean byName, String body) throws IOException {
        Optional<String> target = session.variables().text("record");
        if (byName && !letter.recipients().isEmpty()) {
            String local = letter.recipients().get(0).replaceFirst("@.*", "");
            boolean folder = session.variables().isTrue("outfolder");
            target = session.variables()
                    .text("outfolder")
                    .map(it -> it + "/" + local)
                    .or(() -> folder ? Optional.of("+" + local) : Optional.empty());
        }
        if (target.isPresent()) {
            file(target.get(), body);
        }
    }

    private void toFiles(String message, String body) throws IOException, Outgoing.Unsent {
        for (String each : letter.files()) {
            if (each.startsWith("|")) {
                letter.pipe(each.substring(1), message);
            } else {
                file(each, body);
            }
        }
    }

    private void file(String name, String body) throws IOException {
        try {
            session.folders().append(session.folders().expand(name), List.of(stored(body)));
        } catch (Folders.Unavailable e) {
            session.complain("Cannot create mailbox " + name + ": "
                    + e.getMessage().replaceFirst("^Cannot open mailbox .*: ", ""));
        }
    }

    private void deadLetter(String text) throws IOException {
        if (!session.variables().isTrue("save")) {
            return;
        }
        String path = session.process().environment().getOrDefault("DEAD", session.home() + "/dead.letter");
        FromLine from = new FromLine(session.email(), stored("").date());
        byte[] bytes = Text.bytes(from.line() + "\n" + text + "\n");
        try {
            if (session.variables().isTrue("appenddeadletter")) {
                session.process().files().append(path, bytes);
            } else {
                session.process().files().writeAll(path, bytes);
            }
        } catch (ErrnoException e) {
            session.complain("Cannot open file " + path + ": " + e.getMessage());
        }
    }
}
