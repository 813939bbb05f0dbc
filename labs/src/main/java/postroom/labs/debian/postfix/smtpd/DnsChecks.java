package postroom.labs.debian.postfix.smtpd;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.Dns;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;
import postroom.labs.net.dns.RecordText;

/** What smtpd's restrictions ask of the domain name system. */
final class DnsChecks {
    private final Service service;
    private final Parameters parameters;

    DnsChecks(Service service) {
        this.service = service;
        this.parameters = service.parameters();
    }

    /** What is known of a domain as a place for mail. */
    enum Domain {
        KNOWN,
        UNKNOWN,
        NULL_MX
    }

    /** Whether a host of this name has an address or takes mail. */
    boolean isHost(String name) {
        return List.of(DnsType.A, DnsType.AAAA, DnsType.MX).stream()
                .anyMatch(type -> parameters.host().query(name, type).found());
    }

    /** Whether mail can go to a domain: it has an MX record that is not the null one (RFC 7505), or an address. */
    Domain mail(String domain) {
        Dns.Answer mx = parameters.host().query(domain, DnsType.MX);
        if (mx.found()) {
            boolean none = mx.records().size() == 1
                    && mx.records().get(0).target().orElse("").equals(".");
            return none ? Domain.NULL_MX : Domain.KNOWN;
        }
        if (mx.outcome() == Dns.Outcome.TRY_AGAIN) {
            return Domain.UNKNOWN;
        }
        boolean known = parameters.host().query(domain, DnsType.A).found()
                || parameters.host().query(domain, DnsType.AAAA).found();
        return known ? Domain.KNOWN : Domain.UNKNOWN;
    }

    /**
     * Whether a list of {@code reject_rbl_client} has an address; if so, what else it says of it.
     *
     * @param list its domain, perhaps with {@code =} and the answer that counts
     */
    Optional<String> listed(InetAddress address, String list) {
        String reversed = DnsName.reverse(address).replaceFirst("(in-addr|ip6)\\.arpa\\.$", "");
        return listed(reversed, list);
    }

    /** The same for a domain ({@code reject_rhsbl_sender} and so on). */
    Optional<String> listed(String prefix, String list) {
        int equals = list.indexOf('=');
        String domain = equals < 0 ? list : list.substring(0, equals);
        String name = (prefix.endsWith(".") ? prefix : prefix + ".") + domain;
        Dns.Answer answer = parameters.host().query(name, DnsType.A);
        if (answer.outcome() == Dns.Outcome.TRY_AGAIN) {
            service.msg()
                    .warning(name + ": RBL lookup error: Host or domain name not found. Name service error for name="
                            + name + " type=A: Host not found, try again");
            return Optional.empty();
        }
        String wanted = equals < 0 ? "" : list.substring(equals + 1);
        boolean hit = answer.records().stream()
                .anyMatch(it -> wanted.isEmpty()
                        || it.address().map(RecordText::address).orElse("").equals(wanted));
        if (!hit) {
            return Optional.empty();
        }
        for (DnsRecord each : parameters.host().query(name, DnsType.TXT).records()) {
            return Optional.of(String.join("", RecordText.strings(each.data())));
        }
        return Optional.of("");
    }
}
