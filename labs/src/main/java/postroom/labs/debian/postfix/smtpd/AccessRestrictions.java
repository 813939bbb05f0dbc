package postroom.labs.debian.postfix.smtpd;

import java.util.Optional;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/** The restrictions {@code check_..._access}: which name or address each of them looks up. */
final class AccessRestrictions {
    private final Service service;
    private final Request request;
    private final Restrictions restrictions;
    private final AccessTables tables;

    AccessRestrictions(
            Service service, Request request, Standing standing, Restrictions restrictions, AccessActions actions) {
        this.service = service;
        this.request = request;
        this.restrictions = restrictions;
        this.tables = new AccessTables(service, request, standing, actions);
    }

    /** Asks one of them; its table is the next word. */
    Ruling ask(String word, Restrictions.Words left, Subject subject) throws TableError {
        boolean known = word.matches("check_(client|reverse_client_hostname|helo|sender|recipient)(_(ns|mx|a))?_access"
                + "|check_(ccert|sasl|etrn)_access");
        if (!known) {
            request.msg().warning("unknown smtpd restriction: \"" + word + "\"");
            return restrictions.misconfigured();
        }
        Optional<String> spec = left.peek();
        if (spec.filter(it -> it.indexOf(':') >= 0).isEmpty()) {
            request.msg()
                    .warning("restriction " + word + ": bad argument \"" + spec.orElse(word)
                            + "\": need maptype:mapname");
            return restrictions.misconfigured();
        }
        left.next();
        return look(word, spec.get(), subject);
    }

    private Ruling look(String word, String spec, Subject subject) throws TableError {
        Client client = request.client();
        switch (word) {
            case "check_client_access":
                return tables.host(
                        spec, client.name(), client.address(), subject.about(client.toString(), Subject.CLIENT));
            case "check_reverse_client_hostname_access": {
                Subject reverse = subject.about(client.reverseName(), Subject.REVERSE_CLIENT);
                return notAllowed(
                        word, client.reverseName(), tables.host(spec, client.reverseName(), client.address(), reverse));
            }
            case "check_ccert_access":
                if (!service.parameters().bool("smtpd_tls_ask_ccert")) {
                    request.msg().warning(word + " is requested, but \"smtpd_tls_ask_ccert = no\"");
                }
                return Ruling.DUNNO;
            case "check_sasl_access":
                return login(word, spec, subject);
            case "check_helo_access":
                return request.helo() == null
                        ? Ruling.DUNNO
                        : tables.domain(spec, request.helo(), subject.about(request.helo(), Subject.HELO));
            case "check_etrn_access":
                return request.etrnDomain() == null
                        ? Ruling.DUNNO
                        : tables.domain(spec, request.etrnDomain(), subject.about(request.etrnDomain(), Subject.ETRN));
            case "check_sender_access":
                return sender(spec, subject);
            case "check_recipient_access":
                return request.recipient() == null
                        ? Ruling.DUNNO
                        : tables.mail(spec, request.recipient(), subject.about(request.recipient(), Subject.RECIPIENT));
            default:
                return servers(word, spec, subject);
        }
    }

    private Ruling login(String word, String spec, Subject subject) throws TableError {
        if (!service.parameters().bool("smtpd_sasl_auth_enable")) {
            request.msg().warning("restriction `" + word + "' ignored: no SASL support");
            return Ruling.DUNNO;
        }
        return request.login().isEmpty()
                ? Ruling.DUNNO
                : tables.exactly(
                        spec,
                        request.login().get(),
                        subject.about(request.login().get(), Subject.LOGIN));
    }

    private Ruling sender(String spec, Subject subject) throws TableError {
        String sender = request.sender();
        if (sender == null) {
            return Ruling.DUNNO;
        }
        Subject about = subject.about(sender, Subject.SENDER);
        return sender.isEmpty()
                ? tables.exactly(spec, service.parameters().get("smtpd_null_access_lookup_key"), about)
                : tables.mail(spec, sender, about);
    }

    /** {@code check_sender_mx_access} and its kin. */
    private Ruling servers(String word, String spec, Subject subject) throws TableError {
        ServerNames.Type type = word.endsWith("_ns_access")
                ? ServerNames.Type.NS
                : word.endsWith("_mx_access") ? ServerNames.Type.MX : ServerNames.Type.A;
        Client client = request.client();
        String name;
        Subject about;
        if (word.startsWith("check_client")) {
            name = client.name();
            about = subject.about(client.toString(), Subject.CLIENT);
        } else if (word.startsWith("check_reverse")) {
            name = client.reverseName();
            about = subject.about(name, Subject.REVERSE_CLIENT);
        } else if (word.startsWith("check_helo")) {
            name = request.helo();
            about = subject.about(name, Subject.HELO);
        } else if (word.startsWith("check_sender")) {
            name = request.sender();
            about = subject.about(name, Subject.SENDER);
        } else {
            name = request.recipient();
            about = subject.about(name, Subject.RECIPIENT);
        }
        boolean none = name == null || name.isEmpty() || word.contains("client") && name.equalsIgnoreCase("unknown");
        return none ? Ruling.DUNNO : notAllowed(word, name, tables.servers(spec, name, type, about));
    }

    /** Names that anybody can claim must not open a door. */
    private Ruling notAllowed(String word, String target, Ruling ruling) {
        if (!(ruling instanceof Ruling.Permit)) {
            return ruling;
        }
        request.msg().warning("restriction " + word + " returns OK for " + target);
        request.msg().warning("this is not allowed for security reasons");
        request.msg().warning("use DUNNO instead of OK if you want to make an exception");
        return restrictions.misconfigured();
    }
}
