package postroom.labs.net.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A question or an answer (RFC 1035 §4). The OPT record of RFC 6891 is not among the additional ones but {@link #edns}. */
public final class DnsMessage {
    private static final int MAX_RECORDS = 4096;
    private static final Set<Integer> ONE_NAME = Set.of(DnsType.NS, DnsType.CNAME, DnsType.PTR, 39);

    /** What is asked. */
    public record Question(String name, int type, int dnsClass) {}

    /**
     * The OPT record.
     *
     * @param size the longest UDP message that the sender takes
     * @param dnssec the DO flag
     */
    public record Edns(int size, int version, boolean dnssec, List<Option> options) {}

    /** An option of the OPT record. */
    public record Option(int code, byte[] data) {}

    public int id;
    public int opcode;
    public int code;
    public boolean response;
    public boolean authoritative;
    public boolean truncated;
    public boolean recursionDesired;
    public boolean recursionAvailable;
    public boolean authentic;
    public boolean checkingDisabled;
    public boolean reserved;
    private Question question;
    private Edns edns;
    private final List<DnsRecord> answers = new ArrayList<>();
    private final List<DnsRecord> authority = new ArrayList<>();
    private final List<DnsRecord> additional = new ArrayList<>();

    /** An empty message. */
    public DnsMessage() {}

    /** A query for one thing, recursion desired. */
    public static DnsMessage query(int id, String name, int type) {
        DnsMessage query = new DnsMessage();
        query.id = id;
        query.recursionDesired = true;
        query.question = new Question(DnsName.absolute(name), type, DnsType.IN);
        return query;
    }

    /** What is asked, if anything is. */
    public Optional<Question> question() {
        return Optional.ofNullable(question);
    }

    /** Sets {@link #question}. */
    public void question(Question newQuestion) {
        question = newQuestion;
    }

    /** The OPT record, if there is one. */
    public Optional<Edns> edns() {
        return Optional.ofNullable(edns);
    }

    /** Sets {@link #edns}; null for none. */
    public void edns(Edns newEdns) {
        edns = newEdns;
    }

    /** The answer section; may be changed. */
    public List<DnsRecord> answers() {
        return answers;
    }

    /** The authority section; may be changed. */
    public List<DnsRecord> authority() {
        return authority;
    }

    /** The additional section without the OPT record; may be changed. */
    public List<DnsRecord> additional() {
        return additional;
    }

    /** An empty answer to this query. */
    public DnsMessage reply() {
        DnsMessage reply = new DnsMessage();
        reply.id = id;
        reply.opcode = opcode;
        reply.response = true;
        reply.recursionDesired = recursionDesired;
        reply.question = question;
        return reply;
    }

    /** The bytes. Names of owners that stood before are pointers; names in data are not compressed, as dnsmasq has it. */
    public byte[] encode() throws DnsFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        u16(out, id);
        u16(out, flags());
        u16(out, question == null ? 0 : 1);
        u16(out, answers.size());
        u16(out, authority.size());
        u16(out, additional.size() + (edns == null ? 0 : 1));
        Map<String, Integer> seen = new HashMap<>();
        if (question != null) {
            name(out, question.name(), seen);
            u16(out, question.type());
            u16(out, question.dnsClass());
        }
        for (List<DnsRecord> section : List.of(answers, authority, additional)) {
            for (DnsRecord each : section) {
                record(out, each, seen);
            }
        }
        if (edns != null) {
            out.write(0);
            u16(out, DnsType.OPT);
            u16(out, edns.size());
            u16(out, code >> 4 << 8 | edns.version());
            u16(out, edns.dnssec() ? 0x8000 : 0);
            u16(
                    out,
                    edns.options().stream().mapToInt(it -> it.data().length + 4).sum());
            for (Option each : edns.options()) {
                u16(out, each.code());
                u16(out, each.data().length);
                out.writeBytes(each.data());
            }
        }
        return out.toByteArray();
    }

    private int flags() {
        return bit(response, 15)
                | opcode << 11
                | bit(authoritative, 10)
                | bit(truncated, 9)
                | bit(recursionDesired, 8)
                | bit(recursionAvailable, 7)
                | bit(reserved, 6)
                | bit(authentic, 5)
                | bit(checkingDisabled, 4)
                | code & 15;
    }

    private static int bit(boolean set, int at) {
        return set ? 1 << at : 0;
    }

    private static void u16(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private static void name(ByteArrayOutputStream out, String name, Map<String, Integer> seen)
            throws DnsFormatException {
        Integer before = seen.get(DnsName.key(name));
        if (before != null && !name.equals(".")) {
            u16(out, 0xC000 | before);
            return;
        }
        remember(name, out.size(), seen);
        out.writeBytes(DnsName.wire(name));
    }

    private static void remember(String name, int at, Map<String, Integer> seen) {
        if (at < 0x4000) {
            seen.putIfAbsent(DnsName.key(name), at);
        }
    }

    private static void record(ByteArrayOutputStream out, DnsRecord each, Map<String, Integer> seen)
            throws DnsFormatException {
        name(out, each.name(), seen);
        u16(out, each.type());
        u16(out, each.dnsClass());
        u16(out, (int) (each.ttl() >> 16));
        u16(out, (int) each.ttl());
        u16(out, each.data().length);
        int start = out.size() + (each.type() == DnsType.MX ? 2 : each.type() == DnsType.SRV ? 6 : 0);
        each.target().ifPresent(target -> remember(target, start, seen));
        out.writeBytes(each.data());
    }

    /** Reads a message; bytes behind its end are left alone. */
    public static DnsMessage parse(byte[] bytes) throws DnsFormatException {
        DnsReader in = new DnsReader(bytes, 0);
        DnsMessage message = new DnsMessage();
        message.id = in.u16();
        int flags = in.u16();
        message.response = (flags & 0x8000) != 0;
        message.opcode = flags >> 11 & 15;
        message.authoritative = (flags & 0x400) != 0;
        message.truncated = (flags & 0x200) != 0;
        message.recursionDesired = (flags & 0x100) != 0;
        message.recursionAvailable = (flags & 0x80) != 0;
        message.reserved = (flags & 0x40) != 0;
        message.authentic = (flags & 0x20) != 0;
        message.checkingDisabled = (flags & 0x10) != 0;
        message.code = flags & 15;
        int questions = in.u16();
        int[] counts = {in.u16(), in.u16(), in.u16()};
        if (counts[0] + counts[1] + counts[2] > MAX_RECORDS) {
            throw new DnsFormatException("too many records");
        }
        for (int i = 0; i < questions; i++) {
            Question asked = new Question(in.name(), in.u16(), in.u16());
            message.question = i == 0 ? asked : message.question;
        }
        List<List<DnsRecord>> sections = List.of(message.answers, message.authority, message.additional);
        for (int section = 0; section < 3; section++) {
            for (int i = 0; i < counts[section]; i++) {
                message.read(in, bytes, sections.get(section));
            }
        }
        return message;
    }

    private void read(DnsReader in, byte[] bytes, List<DnsRecord> section) throws DnsFormatException {
        String name = in.name();
        int type = in.u16();
        int dnsClass = in.u16();
        long ttl = in.u32();
        int length = in.u16();
        int start = in.at();
        byte[] data = in.bytes(length);
        if (type == DnsType.OPT) {
            code |= (int) (ttl >> 24) << 4;
            edns = new Edns(dnsClass, (int) (ttl >> 16 & 0xFF), (ttl & 0x8000) != 0, options(data));
        } else {
            section.add(new DnsRecord(name, type, dnsClass, ttl, expanded(type, new DnsReader(bytes, start), data)));
        }
    }

    private static List<Option> options(byte[] data) throws DnsFormatException {
        List<Option> options = new ArrayList<>();
        DnsReader in = new DnsReader(data, 0);
        while (in.left() > 0) {
            int code = in.u16();
            options.add(new Option(code, in.bytes(in.u16())));
        }
        return options;
    }

    private static byte[] expanded(int type, DnsReader in, byte[] data) throws DnsFormatException {
        if (ONE_NAME.contains(type)) {
            return DnsName.wire(in.name());
        }
        return switch (type) {
            case DnsType.MX -> RData.mx(in.u16(), in.name());
            case DnsType.SRV -> RData.srv(in.u16(), in.u16(), in.u16(), in.name());
            case DnsType.SOA -> RData.soa(in.name(), in.name(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32());
            default -> data;
        };
    }

    /** The text of an option's data where it has one. */
    public static String text(Option option) {
        return new String(option.data(), StandardCharsets.UTF_8);
    }
}
