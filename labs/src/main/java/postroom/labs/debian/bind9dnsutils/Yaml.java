package postroom.labs.debian.bind9dnsutils;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.bind9libs.Transport;
import postroom.labs.host.Process;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/** {@code dig +yaml}. */
final class Yaml {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private final Process process;

    Yaml(Process process) {
        this.process = process;
    }

    private void line(int depth, String text) throws IOException {
        process.out().println("  ".repeat(depth) + text);
    }

    void print(Transport.Reply reply) throws IOException {
        DnsMessage message = reply.message();
        String now = TIME.format(process.host().clock().instant().atZone(ZoneOffset.UTC));
        boolean six = reply.server().address().getAddress().length == 16;
        line(0, "- type: MESSAGE");
        line(1, "message:");
        line(2, "type: " + (message.authoritative && !message.recursionAvailable ? "AUTH" : "RECURSIVE") + "_RESPONSE");
        line(2, "query_time: !!timestamp " + now);
        line(2, "response_time: !!timestamp " + now);
        line(2, "message_size: " + reply.size() + "b");
        line(2, "socket_family: INET" + (six ? "6" : ""));
        line(2, "socket_protocol: " + (reply.tcp() ? "TCP" : "UDP"));
        line(2, "response_address: \"" + reply.server().address().getHostAddress() + "\"");
        line(2, "response_port: " + reply.server().port());
        line(2, "query_address: \"" + (six ? "::" : "0.0.0.0") + "\"");
        line(2, "query_port: 0");
        line(2, "response_message_data:");
        header(message);
    }

    private void header(DnsMessage message) throws IOException {
        List<String> flags = new ArrayList<>(List.of("qr"));
        boolean[] set = {
            message.authoritative,
            message.truncated,
            message.recursionDesired,
            message.recursionAvailable,
            message.authentic,
            message.checkingDisabled
        };
        String[] names = {"aa", "tc", "rd", "ra", "ad", "cd"};
        for (int i = 0; i < set.length; i++) {
            if (set[i]) {
                flags.add(names[i]);
            }
        }
        line(3, "opcode: " + DnsType.opcode(message.opcode));
        line(3, "status: " + DnsType.code(message.code));
        line(3, "id: " + message.id);
        line(3, "flags: " + String.join(" ", flags));
        line(3, "QUESTION: " + (message.question().isPresent() ? 1 : 0));
        line(3, "ANSWER: " + message.answers().size());
        line(3, "AUTHORITY: " + message.authority().size());
        line(3, "ADDITIONAL: " + (message.additional().size() + (message.edns().isPresent() ? 1 : 0)));
        if (message.edns().isPresent()) {
            line(3, "OPT_PSEUDOSECTION:");
            line(4, "EDNS:");
            line(5, "version: " + message.edns().get().version());
            line(5, "flags:" + (message.edns().get().dnssec() ? " do" : ""));
            line(5, "udp: " + message.edns().get().size());
        }
        if (message.question().isPresent()) {
            DnsMessage.Question asked = message.question().get();
            line(3, "QUESTION_SECTION:");
            line(
                    4,
                    "- '" + asked.name() + " " + DnsType.className(asked.dnsClass()) + " " + DnsType.name(asked.type())
                            + "'");
        }
        section("ANSWER", message.answers());
        section("AUTHORITY", message.authority());
        section("ADDITIONAL", message.additional());
    }

    private void section(String name, List<DnsRecord> records) throws IOException {
        if (records.isEmpty()) {
            return;
        }
        line(3, name + "_SECTION:");
        for (DnsRecord each : records) {
            String text = each.name() + " " + each.ttl() + " " + DnsType.className(each.dnsClass()) + " "
                    + DnsType.name(each.type()) + " " + each.text();
            line(4, "- '" + text.replace("'", "''") + "'");
        }
    }
}
