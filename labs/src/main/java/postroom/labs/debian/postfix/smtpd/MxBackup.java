package postroom.labs.debian.postfix.smtpd;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.DomainList;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.config.IpText;
import postroom.labs.debian.postfix.config.OwnAddresses;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.host.Dns;
import postroom.labs.net.dns.DnsName;
import postroom.labs.net.dns.DnsRecord;
import postroom.labs.net.dns.DnsType;

/** {@code permit_mx_backup}: whether this host stands behind a better one in a domain's MX records. */
final class MxBackup {
    private final Service service;
    private final Parameters parameters;
    private final Request request;
    private final Standing standing;

    MxBackup(Service service, Request request, Standing standing) {
        this.service = service;
        this.parameters = service.parameters();
        this.request = request;
        this.standing = standing;
    }

    boolean permits(Subject subject) throws TableError {
        Resolution where = service.resolve(request.sender() == null ? "" : request.sender(), subject.name());
        String domain = Address.of(where.recipient()).domain();
        if (domain == null) {
            return true;
        }
        if (where.routed() && !parameters.bool("allow_untrusted_routing")) {
            return false;
        }
        if (where.isFinal() || where.domainClass() == Resolution.DomainClass.RELAY) {
            return true;
        }
        return !domain.startsWith("[") && permits(domain, subject);
    }

    private boolean permits(String domain, Subject subject) throws TableError {
        Dns.Answer mx = parameters.host().query(domain, DnsType.MX);
        if (!mx.found()) {
            if (mx.outcome() == Dns.Outcome.TRY_AGAIN) {
                defer(subject, "Unable to look up mail exchanger information: " + DnsChecks.why(mx.outcome()));
            }
            return false;
        }
        List<DnsRecord> sorted = new ArrayList<>(mx.records());
        sorted.sort(Comparator.comparingInt(DnsRecord::preference));
        int best = sorted.get(0).preference();
        List<String> first =
                names(sorted.stream().filter(it -> it.preference() == best).toList());
        List<String> rest =
                names(sorted.stream().filter(it -> it.preference() != best).toList());
        if (isMine(first, subject) || rest.isEmpty() || !isMine(rest, subject)) {
            return false;
        }
        return parameters.get("permit_mx_backup_networks").isEmpty() || allTrusted(first, subject);
    }

    private static List<String> names(List<DnsRecord> records) {
        return records.stream()
                .map(it -> DnsName.relative(it.target().orElse(".")))
                .toList();
    }

    private void defer(Subject subject, String why) {
        standing.deferIfReject(request, 450, "4.4.4", subject.rejected(why));
    }

    private boolean isMine(List<String> hosts, Subject subject) throws TableError {
        for (String host : hosts) {
            if (service.resolver().isLocal(host)) {
                return true;
            }
        }
        for (String host : hosts) {
            List<InetAddress> addresses = parameters.host().resolve(host);
            if (addresses.isEmpty()) {
                defer(
                        subject,
                        "Unable to look up mail exchanger host " + host + ": " + DnsChecks.unresolved(service, host));
            }
            if (addresses.stream().anyMatch(OwnAddresses.of(parameters)::contains)) {
                return true;
            }
        }
        return false;
    }

    private boolean allTrusted(List<String> hosts, Subject subject) throws TableError {
        DomainList trusted = new DomainList(
                "permit_mx_backup_networks", parameters, service.tables(), service.files(), request.msg());
        for (String host : hosts) {
            Dns.Answer answer = parameters.host().query(host, DnsType.A);
            if (!answer.found()) {
                defer(
                        subject,
                        "Unable to look up host " + host + " as mail exchanger: " + DnsChecks.why(answer.outcome()));
                return false;
            }
            for (DnsRecord each : answer.records()) {
                if (!trusted.hasClient(host, each.address().map(IpText::of).orElse(""))) {
                    return false;
                }
            }
        }
        return true;
    }
}
