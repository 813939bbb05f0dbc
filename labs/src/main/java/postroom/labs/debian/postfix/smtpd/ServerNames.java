package postroom.labs.debian.postfix.smtpd;

import java.util.List;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.host.Dns;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsType;

/** The mail exchangers and name servers of domains, for the restrictions that look at them. */
final class ServerNames {
    private final Service service;
    private final Msg msg;

    ServerNames(Service service, Msg msg) {
        this.service = service;
        this.msg = msg;
    }

    /** Which servers are meant; those of type A are the host itself. */
    enum Type {
        MX(DnsType.MX),
        NS(DnsType.NS),
        A(DnsType.A);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    /** Their names. A domain without MX records is its own exchanger; name servers are those of the next parent. */
    List<String> of(String domain, Type type) {
        if (type == Type.A) {
            return List.of(domain);
        }
        String asked = domain;
        Dns.Answer answer = ask(asked, type);
        if (isMissing(answer) && type == Type.MX) {
            return List.of(domain);
        }
        for (int dot = asked.indexOf('.');
                isMissing(answer) && dot >= 0 && dot + 1 < asked.length();
                dot = asked.indexOf('.')) {
            asked = asked.substring(dot + 1);
            answer = ask(asked, type);
        }
        if (!answer.found()) {
            msg.warning("Unable to look up " + type + " host for " + (asked.indexOf('.') < 0 ? domain : asked) + ": "
                    + DnsChecks.why(answer.outcome()));
            return List.of();
        }
        List<String> names =
                answer.records().stream().map(it -> it.target().orElse(".")).toList();
        return names.equals(List.of("."))
                ? List.of()
                : names.stream().map(DnsName::relative).toList();
    }

    private Dns.Answer ask(String name, Type type) {
        return service.parameters().host().query(name, type.number);
    }

    private static boolean isMissing(Dns.Answer answer) {
        return answer.outcome() == Dns.Outcome.NO_NAME || answer.outcome() == Dns.Outcome.NO_DATA;
    }

    /** The addresses of a server. */
    List<String> addresses(String server, Type type, Subject subject) {
        List<String> found = service.parameters().host().resolve(server).stream()
                .map(IpText::of)
                .toList();
        if (found.isEmpty() && type != Type.A) {
            msg.warning("Unable to look up " + type + " host " + server + " for " + subject.kind() + " "
                    + subject.name() + ": " + DnsChecks.unresolved(service, server));
        }
        return found;
    }
}
