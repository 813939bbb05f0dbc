package postroom.labs.debian.bind9libs;

import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;
import postroom.labs.net.dns.RecordText;

/**
 * A record as a line in columns ({@code dns_master_style_t}): tabs up to the column, or one blank where the text is past it.
 *
 * @param ttl whether it is shown
 * @param dnsClass whether it is shown
 * @param multiline whether a SOA record is spread over lines
 * @param units whether times are written {@code 1h30m}
 * @param unknown whether the data is written as that of an unknown type
 */
public record RecordLine(boolean ttl, boolean dnsClass, boolean multiline, boolean units, boolean unknown) {
    /** The usual form. */
    public static final RecordLine PLAIN = new RecordLine(true, true, false, false, false);

    private int column(int number) {
        int narrower = multiline || !ttl && !dnsClass ? 2 : ttl && dnsClass ? 0 : 1;
        return Math.max(24, 24 + 8 * (number - narrower));
    }

    /** A record, without a line feed. */
    public String of(DnsRecord record) {
        Columns out = new Columns();
        out.text(record.name());
        if (ttl) {
            out.indent(24).text(units ? units(record.ttl()) : Long.toString(record.ttl()));
        }
        if (dnsClass) {
            out.indent(column(1)).text(unknown ? "CLASS" + record.dnsClass() : DnsType.className(record.dnsClass()));
        }
        out.indent(column(2)).text(unknown ? "TYPE" + record.type() : DnsType.name(record.type()));
        out.indent(column(3));
        if (unknown) {
            out.text(RecordText.unknown(record.data()));
        } else if (multiline && record.type() == DnsType.SOA) {
            out.text(RecordText.soaOnLines(record.data(), "\t\t\t\t"));
        } else {
            out.text(record.text());
        }
        return out.toString();
    }

    /** A question, with its semicolon. */
    public String of(DnsMessage.Question question) {
        Columns out = new Columns();
        out.text(question.name());
        if (dnsClass) {
            out.indent(column(1)).text(DnsType.className(question.dnsClass()));
        }
        out.indent(column(2)).text(DnsType.name(question.type()));
        return ";" + out;
    }

    private static String units(long seconds) {
        long[] sizes = {604_800, 86_400, 3_600, 60, 1};
        StringBuilder out = new StringBuilder();
        long left = seconds;
        for (int i = 0; i < sizes.length; i++) {
            long n = left / sizes[i];
            left %= sizes[i];
            if (n > 0 || seconds == 0 && i == sizes.length - 1) {
                out.append(n).append("wdhms".charAt(i));
            }
        }
        return out.toString();
    }

    private static final class Columns {
        private final StringBuilder out = new StringBuilder();
        private int at;

        Columns text(String text) {
            out.append(text);
            at += text.length();
            return this;
        }

        Columns indent(int to) {
            if (at >= to) {
                out.append(' ');
                at++;
                return this;
            }
            while (at < to) {
                out.append('\t');
                at += 8 - at % 8;
            }
            return this;
        }

        @Override
        public String toString() {
            return out.toString();
        }
    }
}
