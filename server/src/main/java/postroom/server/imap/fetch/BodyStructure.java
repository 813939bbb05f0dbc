package postroom.server.imap.fetch;

import java.util.List;
import java.util.Optional;
import postroom.server.imap.syntax.Quoting;
import postroom.server.message.MimePart;
import postroom.server.message.Parameters;

/** BODY and BODYSTRUCTURE of a message (RFC 3501 §7.4.2), as Dovecot writes them. */
public final class BodyStructure {
    private static final String EMPTY_PART = "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 0 0)";

    private BodyStructure() {}

    /**
     * What stands in and with the parentheses.
     *
     * @param extended true for BODYSTRUCTURE
     */
    public static String text(MimePart part, boolean extended) {
        StringBuilder out = new StringBuilder("(");
        if (part.isMultipart()) {
            multipart(part, extended, out);
        } else {
            single(part, extended, out);
        }
        return out.append(')').toString();
    }

    private static void multipart(MimePart part, boolean extended, StringBuilder out) {
        if (part.children().isEmpty()) {
            out.append(EMPTY_PART);
        }
        part.children().forEach(each -> out.append(text(each, extended)));
        out.append(' ').append(Quoting.string(part.subtype()));
        if (extended) {
            out.append(' ').append(parameters(part.type().parameters(), false));
            disposition(part, out);
        }
    }

    private static void single(MimePart part, boolean extended, StringBuilder out) {
        out.append(Quoting.string(part.maintype()))
                .append(' ')
                .append(Quoting.string(part.subtype()))
                .append(' ')
                .append(parameters(part.type().parameters(), part.isText()))
                .append(' ')
                .append(field(part, "Content-ID"))
                .append(' ')
                .append(field(part, "Content-Description"))
                .append(' ')
                .append(Quoting.string(part.encoding()))
                .append(' ')
                .append(part.end() - part.bodyStart());
        if (part.isText()) {
            out.append(' ').append(part.lines());
        } else if (part.isMessage() && !part.children().isEmpty()) {
            MimePart inner = part.children().get(0);
            out.append(' ')
                    .append(Envelope.text(inner.header()))
                    .append(' ')
                    .append(text(inner, extended))
                    .append(' ')
                    .append(part.lines());
        }
        if (extended) {
            out.append(' ').append(field(part, "Content-MD5"));
            disposition(part, out);
        }
    }

    private static String field(MimePart part, String name) {
        return Quoting.nstring(part.header().first(name).orElse(null));
    }

    private static String parameters(List<Parameters.Parameter> all, boolean ofText) {
        StringBuilder out = new StringBuilder();
        boolean charset = false;
        for (Parameters.Parameter each : all) {
            charset |= each.name().equalsIgnoreCase("charset");
            out.append(out.isEmpty() ? "" : " ")
                    .append(Quoting.string(each.name()))
                    .append(' ')
                    .append(Quoting.string(each.value()));
        }
        if (ofText && !charset) {
            out.append(out.isEmpty() ? "" : " ").append("\"charset\" \"us-ascii\"");
        }
        return out.isEmpty() ? "NIL" : "(" + out + ")";
    }

    private static void disposition(MimePart part, StringBuilder out) {
        Optional<Parameters> disposition =
                part.header().first("Content-Disposition").map(Parameters::parse);
        if (disposition.isEmpty() || disposition.get().value().isEmpty()) {
            out.append(" NIL");
        } else {
            out.append(" (")
                    .append(Quoting.string(disposition.get().value()))
                    .append(' ')
                    .append(parameters(disposition.get().parameters(), false))
                    .append(')');
        }
        out.append(' ').append(language(part));
        out.append(' ').append(field(part, "Content-Location"));
    }

    private static String language(MimePart part) {
        Optional<String> field = part.header().first("Content-Language");
        if (field.isEmpty() || field.get().isBlank()) {
            return "NIL";
        }
        StringBuilder out = new StringBuilder("(");
        for (String each : field.get().split("[,\\s]+")) {
            if (!each.isEmpty()) {
                out.append(out.length() > 1 ? " " : "").append(Quoting.string(each));
            }
        }
        return out.append(')').toString();
    }
}
