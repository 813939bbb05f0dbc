package postroom.labs.debian.bind9dnsutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.bind9libs.Transport;
import postroom.labs.host.Process;
import postroom.labs.net.dns.DnsMessage;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/** An answer in nslookup's words. */
final class NslookupAnswer {
    private final Process process;
    private final Transport.Reply reply;
    private final DnsMessage message;
    private final String given;
    private final String name;
    private final boolean debug;

    /** @param given what was asked for; {@code name} is what was sent */
    NslookupAnswer(Process process, Transport.Reply reply, String given, String name, boolean debug) {
        this.process = process;
        this.reply = reply;
        this.message = reply.message();
        this.given = given;
        this.name = name;
        this.debug = debug;
    }

    private void say(String text) throws IOException {
        process.out().println(text);
    }

    boolean found() {
        return message.code == DnsType.NOERROR;
    }

    /**
     * The whole answer; false if it is a failure.
     *
     * @param typed whether a type was asked for
     */
    boolean first(boolean reverse, boolean typed) throws IOException {
        boolean plain = reverse && found();
        boolean alone = typed || reverse;
        if (!reverse || typed) {
            say("Server:\t\t" + reply.server().given());
            say("Address:\t" + reply.server().text());
            say("");
        }
        debug();
        if (message.code != DnsType.NOERROR) {
            cannot();
            return false;
        }
        if (!message.authoritative && !plain) {
            say("Non-authoritative answer:");
        }
        records();
        if (message.answers().isEmpty() && alone) {
            say("*** Can't find " + given + ": No answer");
        }
        if (!message.authoritative && alone && !isAddress()) {
            say("");
            say("Authoritative answers can be found from:");
            more(message.authority());
            more(message.additional());
        }
        return true;
    }

    /** The answer to the question for IPv6 addresses; false if it is a failure. */
    boolean second(boolean before) throws IOException {
        debug();
        if (message.code != DnsType.NOERROR) {
            cannot();
            return false;
        }
        records();
        if (message.answers().isEmpty() && !before) {
            say("*** Can't find " + given + ": No answer");
        }
        return true;
    }

    /** Asks for the IPv6 addresses, too. */
    void follow(NslookupSession session) throws IOException {
        String at = name;
        for (DnsRecord each : message.answers()) {
            if (each.type() == DnsType.CNAME && DnsName.key(each.name()).equals(DnsName.key(at))) {
                at = each.target().orElse(at);
            }
        }
        session.addresses6(DnsName.relative(name), at, !message.answers().isEmpty());
    }

    private void cannot() throws IOException {
        String what = message.code == DnsType.NXDOMAIN ? given : DnsName.relative(name);
        boolean number = postroom.labs.host.Numeric.strict(given).isPresent();
        say("** server can't find " + (number ? DnsName.relative(name) : DnsName.relative(what)) + ": "
                + DnsType.code(message.code));
    }

    private boolean isAddress() {
        int type = message.question().map(DnsMessage.Question::type).orElse(0);
        return type == DnsType.A || type == DnsType.AAAA;
    }

    private void more(List<DnsRecord> records) throws IOException {
        for (DnsRecord each : records) {
            say(DnsName.relative(each.name()) + "\t" + data(each));
        }
    }

    private void records() throws IOException {
        for (DnsRecord each : message.answers()) {
            if (each.type() == DnsType.A || each.type() == DnsType.AAAA) {
                say("Name:\t" + DnsName.relative(each.name()));
                say("Address: " + each.text());
            } else {
                say(DnsName.relative(each.name()) + "\t" + data(each));
            }
        }
    }

    private static String data(DnsRecord record) {
        return switch (record.type()) {
            case DnsType.CNAME -> "canonical name = " + record.text();
            case DnsType.MX -> "mail exchanger = " + record.text();
            case DnsType.NS -> "nameserver = " + record.text();
            case DnsType.PTR -> "name = " + record.text();
            case DnsType.TXT -> "text = " + record.text();
            case DnsType.SRV -> "service = " + record.text();
            case DnsType.HINFO -> "hinfo = " + record.text();
            case DnsType.SOA -> soa(record.text());
            case DnsType.A -> "internet address = " + record.text();
            case DnsType.AAAA -> "has AAAA address " + record.text();
            default -> "rdata_" + record.type() + " = " + record.text();
        };
    }

    private static String soa(String text) {
        String[] words = text.split(" ");
        String[] names = {"origin", "mail addr", "serial", "refresh", "retry", "expire", "minimum"};
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < names.length && i < words.length; i++) {
            String value = i < 2 ? DnsName.relative(words[i]) : words[i];
            out.append("\n\t").append(names[i]).append(" = ").append(value);
        }
        return out.toString().stripLeading().isEmpty() ? text : out.substring(0);
    }

    private void debug() throws IOException {
        if (!debug) {
            return;
        }
        say("------------");
        say("    QUESTIONS:");
        if (message.question().isPresent()) {
            DnsMessage.Question asked = message.question().get();
            say("\t" + DnsName.relative(asked.name()) + ", type = " + DnsType.name(asked.type()) + ", class = "
                    + DnsType.className(asked.dnsClass()));
        }
        section("ANSWERS", message.answers());
        section("AUTHORITY RECORDS", message.authority());
        section("ADDITIONAL RECORDS", message.additional());
        say("------------");
    }

    private void section(String heading, List<DnsRecord> records) throws IOException {
        say("    " + heading + ":");
        for (DnsRecord each : records) {
            say("    ->  " + DnsName.relative(each.name()));
            say("\t" + data(each));
            say("\tttl = " + each.ttl());
        }
    }
}
