package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;

/** Makes a letter with attachments, or one that is to name its type, into a MIME message. */
final class MimeLetter {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final Session session;
    private final Outgoing letter;
    private final String stamp;

    MimeLetter(Session session, Outgoing letter) {
        this.session = session;
        this.letter = letter;
        this.stamp = ID.format(session.process().host().clock().instant().atZone(ZoneOffset.UTC)) + "."
                + session.process().pid();
    }

    /** The body that is sent; the letter's header says then what it is. */
    String body(String text) throws IOException {
        boolean mime = session.variables().isTrue("mime");
        List<Attachment> parts = new ArrayList<>(letter.attachments());
        if (mime) {
            parts.add(0, textPart(text));
        }
        parts.removeIf(it -> it.skippedIfEmpty() && it.content().length == 0);
        if (parts.isEmpty()) {
            return text;
        }
        Header header = new Header();
        header.append("MIME-Version", "1.0");
        String body = parts.size() == 1 ? single(header, parts.get(0)) : multipart(header, parts);
        for (Header.Field each : letter.header().fields()) {
            if (each.is("MIME-Version") || each.name().regionMatches(true, 0, "Content-", 0, 8)) {
                session.complain(each.name() + ": not setting header");
            } else {
                header.fields().add(each);
            }
        }
        letter.header(header);
        return body;
    }

    private Attachment textPart(String text) {
        Drafts drafts = session.drafts();
        String type = typed(session, drafts.contentType() == null ? "text/plain" : drafts.contentType());
        String encoding = drafts.encoding() == null ? "8bit" : drafts.encoding();
        boolean skipped = drafts.skipsEmpty() || drafts.isAlternative();
        return new Attachment("(body)", type, encoding, null, null, Text.bytes(text), skipped, true);
    }

    /** A type with the character set of the user, if it is a text's and has none. */
    static String typed(Session session, String type) {
        Optional<String> charset = charset(session);
        boolean lacks = type.startsWith("text/") && !type.contains("charset=") && charset.isPresent();
        return lacks ? type + "; charset=" + charset.get() : type;
    }

    private static Optional<String> charset(Session session) {
        String set = session.variables().text("charset").orElse("auto");
        if (!set.equals("auto")) {
            return Optional.of(set);
        }
        var environment = session.process().environment();
        String locale = environment.getOrDefault("LC_ALL", environment.getOrDefault("LANG", ""));
        int dot = locale.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(locale.substring(dot + 1));
    }

    private String single(Header header, Attachment part) {
        header.append("Content-Type", type(part));
        header.append("Content-Transfer-Encoding", part.encoding());
        return part.encoded();
    }

    private String multipart(Header header, List<Attachment> parts) {
        long now = session.process().host().clock().instant().getEpochSecond();
        String boundary = "1804289383-" + now + "=:" + session.process().pid();
        String kind = letter.isAlternative() ? "alternative" : "mixed";
        header.append("Content-Type", "multipart/" + kind + "; boundary=\"" + boundary + "\"");
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Attachment part = parts.get(i);
            Header about = new Header();
            about.append("Content-Type", type(part));
            if (!letter.isAlternative()) {
                String name = part.fileName() == null ? "" : "; filename=\"" + part.fileName() + "\"";
                about.append("Content-Disposition", part.inline() ? "inline" : "attachment" + name);
            }
            about.append("Content-Transfer-Encoding", part.encoding());
            about.append("Content-ID", "<" + stamp + (i == 0 ? "" : "." + i) + "@" + session.domain() + ">");
            body.append("--").append(boundary).append('\n').append(about.text()).append('\n');
            body.append(part.encoded()).append('\n');
        }
        return body.append("--").append(boundary).append("--\n").toString();
    }

    private String type(Attachment part) {
        String name = part.name() == null ? part.fileName() : part.name();
        if (name == null) {
            return part.type();
        }
        return part.type() + "; name=" + (letter.isAlternative() ? name : "\"" + name + "\"");
    }
}
