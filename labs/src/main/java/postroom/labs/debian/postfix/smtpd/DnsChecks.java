package postroom.labs.debian.postfix.smtpd;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.Dns;
import postroom.labs.host.Resolver;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;
import postroom.labs.net.dns.RecordText;

/** What smtpd's restrictions ask of the domain name system. */
final class DnsChecks {
    private static final int MAX_REASON = 500;

    private final Parameters parameters;
    private final Msg msg;

    DnsChecks(Parameters parameters, Msg msg) {
        this.parameters = parameters;
        this.msg = msg;
    }

    /** What is known of a domain as a place for mail. */
    enum Domain {
        KNOWN,
        UNKNOWN,
        NULL_MX,
        UNREACHABLE
    }

    /** What a list says: the addresses that it gives, and its reason; or that it could not be asked. */
    record Listing(List<String> addresses, String reason, boolean failed) {}

    /** {@code h_errno} in words. */
    static String why(Dns.Outcome outcome) {
        return switch (outcome) {
            case TRY_AGAIN -> "Host not found, try again";
            case NO_DATA -> "Host found but no data record of requested type";
            default -> "Host not found";
        };
    }

    /** Why a name has no address, in the words of {@code gai_strerror(3)}. */
    static String unresolved(Service service, String name) {
        try {
            new Resolver(service.host()).addresses(name);
            return "Name or service not known";
        } catch (Resolver.Unresolved e) {
            return e.getMessage();
        }
    }

    private Dns.Answer ask(String name, int type) {
        return parameters.host().query(name, type);
    }

    /** Whether a host of this name has an address or takes mail. */
    Dns.Outcome host(String name) {
        boolean again = false;
        for (int type : List.of(DnsType.A, DnsType.AAAA, DnsType.MX)) {
            Dns.Answer answer = ask(name, type);
            if (answer.found()) {
                return Dns.Outcome.FOUND;
            }
            again |= answer.outcome() == Dns.Outcome.TRY_AGAIN;
        }
        return again ? Dns.Outcome.TRY_AGAIN : Dns.Outcome.NO_NAME;
    }

    /** Whether mail can go to a domain: it has an MX record that is not the null one (RFC 7505), or an address. */
    Domain mail(String domain) {
        Dns.Answer mx = ask(domain, DnsType.MX);
        if (mx.found()) {
            boolean none = mx.records().size() == 1
                    && mx.records().get(0).target().orElse("").equals(".");
            return none ? Domain.NULL_MX : Domain.KNOWN;
        }
        boolean again = mx.outcome() == Dns.Outcome.TRY_AGAIN;
        for (int type : List.of(DnsType.A, DnsType.AAAA)) {
            Dns.Answer answer = ask(domain, type);
            if (answer.found()) {
                return Domain.KNOWN;
            }
            again |= answer.outcome() == Dns.Outcome.TRY_AGAIN;
        }
        return again ? Domain.UNREACHABLE : Domain.UNKNOWN;
    }

    /** Whether a DNS list has a name; empty if not. */
    Optional<Listing> listed(String name) {
        Dns.Answer answer = ask(name, DnsType.A);
        if (answer.outcome() == Dns.Outcome.TRY_AGAIN) {
            msg.warning(name + ": RBL lookup error: Host or domain name not found. Name service error for name=" + name
                    + " type=A: Host not found, try again");
            return Optional.of(new Listing(List.of(), "", true));
        }
        if (!answer.found()) {
            return Optional.empty();
        }
        List<String> addresses = answer.records().stream()
                .flatMap(it -> it.address().stream())
                .map(RecordText::address)
                .toList();
        String reason =
                ask(name, DnsType.TXT).records().stream().map(DnsChecks::text).collect(Collectors.joining(" / "));
        return Optional.of(new Listing(addresses, reason.substring(0, Math.min(MAX_REASON, reason.length())), false));
    }

    private static String text(DnsRecord record) {
        return String.join("", RecordText.strings(record.data()));
    }
}
