package postroom.labs.debian.postfix.smtpd;

import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.config.HostnameCheck;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.verify.Verification;

/** The restrictions about an address: whether it is whole, whether its domain is known, whether it takes mail. */
final class AddressChecks {
    private final Service service;
    private final Parameters parameters;
    private final Request request;
    private final Standing standing;
    private final DnsChecks dns;

    AddressChecks(Service service, Request request, Standing standing, DnsChecks dns) {
        this.service = service;
        this.parameters = service.parameters();
        this.request = request;
        this.standing = standing;
        this.dns = dns;
    }

    /** {@code reject_non_fqdn_sender} and {@code _recipient}. */
    Ruling fqdn(Subject subject) {
        Address address = Address.of(subject.name());
        String domain = address.domain() == null ? "" : address.domain();
        if (domain.startsWith("[") && domain.endsWith("]")) {
            return Ruling.DUNNO;
        }
        boolean one = domain.length() > 1 && domain.endsWith(".") && domain.charAt(domain.length() - 2) != '.';
        String name = one ? domain.substring(0, domain.length() - 1) : domain;
        return HostnameCheck.valid(name) && name.indexOf('.') >= 0
                ? Ruling.DUNNO
                : standing.reject(
                        request,
                        (int) parameters.number("non_fqdn_reject_code"),
                        "4.5.2",
                        subject.rejected("need fully-qualified address"));
    }

    /** {@code reject_unknown_sender_domain} and {@code _recipient_domain}. */
    Ruling knownDomain(Subject subject) throws TableError {
        boolean sender = subject.kind().equals(Subject.SENDER);
        String other = sender ? request.recipient() : request.sender();
        Resolution where = service.resolve(other == null ? "" : other, subject.name());
        String domain = Address.of(where.recipient()).domain();
        if (domain == null || where.isFinal() || domain.startsWith("[") && domain.endsWith("]")) {
            return Ruling.DUNNO;
        }
        String dsn = sender ? "4.1.8" : "4.1.2";
        String missing = subject.rejected("Domain not found");
        return switch (dns.mail(domain)) {
            case KNOWN -> Ruling.DUNNO;
            case NULL_MX ->
                standing.reject(
                        request,
                        sender ? 550 : 556,
                        sender ? "4.7.27" : "4.1.10",
                        subject.rejected("Domain " + domain + " does not accept mail (nullMX)"));
            case UNKNOWN ->
                standing.reject(request, (int) parameters.number("unknown_address_reject_code"), dsn, missing);
            case UNREACHABLE ->
                TemporaryFailure.of(parameters, "unknown_address_tempfail_action")
                        .apply(standing, request, 450, dsn, missing);
        };
    }

    /** {@code reject_unverified_sender} and {@code _recipient}. */
    Ruling verified(Subject subject) {
        boolean sender = subject.kind().equals(Subject.SENDER);
        String prefix = sender ? "unverified_sender_" : "unverified_recipient_";
        Verification known = request.verify(subject.name());
        if (known.status() == Verification.Status.OK) {
            return Ruling.DUNNO;
        }
        boolean bounces = known.status() == Verification.Status.UNDELIVERABLE;
        int code = (int) parameters.number(prefix + (bounces ? "reject_code" : "defer_code"));
        String own = parameters.get(prefix + "reject_reason");
        String why = code >= 400 && !own.isEmpty() ? own : known.text();
        String dsn = sender ? "4.1.7" : "4.1.1";
        if (code / 100 == 2 || code == 0) {
            return Ruling.DUNNO;
        }
        if (code / 100 == 4) {
            String text = subject.rejected("unverified address: " + why.substring(0, Math.min(250, why.length())));
            return TemporaryFailure.of(parameters, prefix + "tempfail_action")
                    .apply(standing, request, code, dsn, text);
        }
        return standing.reject(request, code, dsn, subject.rejected("undeliverable address: " + why));
    }
}
