package postroom.labs.debian.postfix.smtpd;

import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.config.HostnameCheck;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.server.smtp.Reply;

/** The restrictions about the domain of an address: whether it is whole, and whether it is known. */
final class AddressChecks {
    private final Service service;
    private final Parameters parameters;
    private final DnsChecks dns;

    AddressChecks(Service service, DnsChecks dns) {
        this.service = service;
        this.parameters = service.parameters();
        this.dns = dns;
    }

    /** Whether a host name has a domain. */
    static boolean isFqdn(String name) {
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return HostnameCheck.valid(plain) && plain.indexOf('.') > 0;
    }

    /** {@code reject_non_fqdn_sender} and {@code _recipient}. @param what whose address it is, for the reply */
    Ruling fqdn(String address, String what) {
        if (address == null || address.isEmpty() || address.equalsIgnoreCase("postmaster")) {
            return Ruling.DUNNO;
        }
        String domain = Address.of(address).domain();
        if (domain != null && (isFqdn(domain) || domain.startsWith("["))) {
            return Ruling.DUNNO;
        }
        return Ruling.refuse(
                (int) parameters.number("non_fqdn_reject_code"),
                "5.5.2",
                "<" + address + ">: " + what + " rejected: need fully-qualified address");
    }

    /** {@code reject_unknown_sender_domain} and {@code _recipient_domain}. */
    Ruling knownDomain(String address, String what, String dsn) throws TableError {
        if (address == null || address.isEmpty()) {
            return Ruling.DUNNO;
        }
        String domain = Address.of(address).domain();
        if (domain == null || domain.startsWith("[") || service.resolver().isLocal(domain)) {
            return Ruling.DUNNO;
        }
        Resolution where = service.resolver().resolve("", service.rewriter().rewrite(address));
        if (where.domainClass() != Resolution.DomainClass.DEFAULT) {
            return Ruling.DUNNO;
        }
        DnsChecks.Domain known = dns.mail(domain);
        if (known == DnsChecks.Domain.KNOWN) {
            return Ruling.DUNNO;
        }
        if (known == DnsChecks.Domain.NULL_MX) {
            boolean sender = what.startsWith("Sender");
            return new Ruling.Refuse(Reply.of(
                    sender ? 550 : 556,
                    sender ? "5.7.27" : "5.1.10",
                    "<" + address + ">: " + what + " rejected: Domain " + domain + " does not accept mail (nullMX)"));
        }
        return Ruling.refuse(
                (int) parameters.number("unknown_address_reject_code"),
                dsn,
                "<" + address + ">: " + what + " rejected: Domain not found");
    }
}
