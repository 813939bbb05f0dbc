package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Attaches files to a letter: the escapes {@code ~+ ~^ ~l ~/}, and what the option {@code -A} does. */
final class Attaching {
    private final Session session;
    private final Outgoing letter;

    Attaching(Session session, Outgoing letter) {
        this.session = session;
        this.letter = letter;
    }

    private String kind() {
        return "multipart/" + (letter.isAlternative() ? "alternative" : "mixed");
    }

    int toggle(List<String> argv) throws IOException {
        letter.alternative(!letter.isAlternative());
        session.println(kind());
        return 0;
    }

    int list(List<String> argv) throws IOException {
        session.println(kind());
        if (letter.attachments().isEmpty()) {
            session.println("No attachments");
        }
        int number = 1;
        for (Attachment each : letter.attachments()) {
            session.print(String.format("%3d %-12s %-30s %s\n", number++, each.id(), each.type(), each.encoding()));
        }
        return 0;
    }

    int attach(List<String> argv) throws IOException {
        if (Escapes.misused(session, argv, 1, 3)) {
            return 1;
        }
        String type = argv.size() > 2 ? argv.get(2) : session.drafts().contentType();
        String encoding = argv.size() > 3 ? argv.get(3) : session.drafts().encoding();
        return attach(session, letter.attachments(), argv.get(1), type, encoding, argv.get(1), argv.get(1));
    }

    /** Attaches a file; 1 after a complaint. */
    static int attach(
            Session session,
            List<Attachment> to,
            String path,
            String type,
            String encoding,
            String name,
            String fileName)
            throws IOException {
        byte[] content;
        try {
            Stat stat = session.process().files().stat(path);
            if (!stat.isFile()) {
                session.complain(path + ": not a regular file or FIFO");
                return 1;
            }
            content = session.process().files().readAll(path);
        } catch (ErrnoException e) {
            boolean missing = e.errno() == Errno.ENOENT;
            session.complain(
                    missing ? path + ": file does not exist" : "can't open file " + path + ": " + e.getMessage());
            return 1;
        }
        String shown = fileName == null ? path : fileName;
        return add(session, to, "\"" + path + "\"", content, type, encoding, name, shown.replaceFirst(".*/", ""));
    }

    /** Attaches what has been read; 1 after a complaint. */
    static int add(
            Session session,
            List<Attachment> to,
            String id,
            byte[] content,
            String type,
            String encoding,
            String name,
            String fileName)
            throws IOException {
        String used = encoding == null ? "base64" : encoding;
        if (!Attachment.ENCODINGS.contains(used)) {
            session.complain("unsupported encoding: " + used);
            return 1;
        }
        String full = MimeLetter.typed(session, type == null ? "application/octet-stream" : type);
        to.add(new Attachment(
                id, full, used, name, fileName, content, session.drafts().skipsEmpty(), false));
        return 0;
    }

    int detach(List<String> argv) throws IOException {
        if (Escapes.misused(session, argv, 1, 1)) {
            return 1;
        }
        if (!argv.get(1).matches("[0-9]{1,9}")) {
            session.complain("not a valid number: " + argv.get(1));
            return 1;
        }
        int number = Integer.parseInt(argv.get(1));
        if (number == 0 || number > letter.attachments().size()) {
            session.complain("index out of range");
            return 1;
        }
        letter.attachments().remove(number - 1);
        return 0;
    }
}
