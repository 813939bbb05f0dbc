package postroom.labs.debian.bind9libs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import postroom.labs.host.Output;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/** Writes a message as dig and {@code host -v} do: header, pseudo section, sections. */
public final class MessageText {
    private static final String[] EDE = {
        "Other",
        "Unsupported DNSKEY Algorithm",
        "Unsupported DS Digest Type",
        "Stale Answer",
        "Forged Answer",
        "DNSSEC Indeterminate",
        "DNSSEC Bogus",
        "Signature Expired",
        "Signature Not Yet Valid",
        "DNSKEY Missing",
        "RRSIGs Missing",
        "No Zone Key Bit Set",
        "NSEC Missing",
        "Cached Error",
        "Not Ready",
        "Blocked",
        "Censored",
        "Filtered",
        "Prohibited",
        "Stale NXDOMAIN Answer",
        "Not Authoritative",
        "Not Supported",
        "No Reachable Authority",
        "Network Error",
        "Invalid Data"
    };

    private final Output out;
    private final Set<String> sections;
    private final boolean comments;
    private final RecordLine line;

    /**
     * @param sections what is shown: {@code question}, {@code answer}, {@code authority}, {@code additional}
     * @param comments whether header, headings and empty lines are
     */
    public MessageText(Output out, Set<String> sections, boolean comments, RecordLine line) {
        this.out = out;
        this.sections = sections;
        this.comments = comments;
        this.line = line;
    }

    /** Writes the whole of it. */
    public void print(DnsMessage message) throws IOException {
        if (comments) {
            header(message);
            out.println("");
            if (message.edns().isPresent()) {
                pseudo(message.edns().get());
            }
        }
        if (sections.contains("question") && message.question().isPresent()) {
            heading("QUESTION");
            out.println(line.of(message.question().get()));
            close();
        }
        section("ANSWER", message.answers());
        section("AUTHORITY", message.authority());
        section("ADDITIONAL", message.additional());
    }

    private void header(DnsMessage message) throws IOException {
        out.println(";; ->>HEADER<<- opcode: " + DnsType.opcode(message.opcode) + ", status: "
                + DnsType.code(message.code) + ", id: " + message.id);
        List<String> flags = new ArrayList<>();
        add(flags, "qr", message.response);
        add(flags, "aa", message.authoritative);
        add(flags, "tc", message.truncated);
        add(flags, "rd", message.recursionDesired);
        add(flags, "ra", message.recursionAvailable);
        add(flags, "ad", message.authentic);
        add(flags, "cd", message.checkingDisabled);
        int more = message.additional().size() + (message.edns().isPresent() ? 1 : 0);
        String text = flags.isEmpty() ? "" : " " + String.join(" ", flags);
        out.println(";; flags:" + text + (message.reserved ? "; MBZ: 0x4" : "") + "; QUERY: "
                + (message.question().isPresent() ? 1 : 0) + ", ANSWER: "
                + message.answers().size() + ", AUTHORITY: "
                + message.authority().size() + ", ADDITIONAL: " + more);
        if (message.response && message.recursionDesired && !message.recursionAvailable) {
            out.println(";; WARNING: recursion requested but not available");
        }
    }

    private static void add(List<String> flags, String flag, boolean set) {
        if (set) {
            flags.add(flag);
        }
    }

    private void pseudo(DnsMessage.Edns edns) throws IOException {
        out.println(";; OPT PSEUDOSECTION:");
        out.println("; EDNS: version: " + edns.version() + ", flags:" + (edns.dnssec() ? " do" : "") + "; udp: "
                + edns.size());
        for (DnsMessage.Option each : edns.options()) {
            byte[] data = each.data();
            switch (each.code()) {
                case 3 ->
                    out.println("; NSID: " + HexFormat.ofDelimiter(" ").formatHex(data) + " (\""
                            + new String(data, StandardCharsets.US_ASCII) + "\")");
                case 10 -> out.println("; COOKIE: " + HexFormat.of().formatHex(data));
                case 15 -> {
                    int code = data.length < 2 ? 0 : (data[0] & 0xFF) << 8 | data[1] & 0xFF;
                    String text = data.length > 2
                            ? ": (" + new String(data, 2, data.length - 2, StandardCharsets.UTF_8) + ")"
                            : "";
                    out.println("; EDE: " + code + (code < EDE.length ? " (" + EDE[code] + ")" : "") + text);
                }
                default ->
                    out.println("; OPT=" + each.code()
                            + (data.length == 0
                                    ? ""
                                    : ": " + HexFormat.ofDelimiter(" ").formatHex(data)));
            }
        }
    }

    private void section(String name, List<DnsRecord> records) throws IOException {
        if (records.isEmpty() || !sections.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            return;
        }
        heading(name);
        for (DnsRecord each : records) {
            out.println(line.of(each));
        }
        close();
    }

    private void heading(String name) throws IOException {
        if (comments) {
            out.println(";; " + name + " SECTION:");
        }
    }

    private void close() throws IOException {
        if (comments) {
            out.println("");
        }
    }
}
