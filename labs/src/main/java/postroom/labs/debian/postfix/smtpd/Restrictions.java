package postroom.labs.debian.postfix.smtpd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.DomainList;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.OwnAddresses;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.net.Network;

/**
 * Applies lists of smtpd restrictions ({@code postconf(5)}, smtpd_recipient_restrictions and its like) to one request:
 * reads their words, and asks the class that knows about each.
 */
final class Restrictions {
    private static final Set<String> WITH_DOMAIN = Set.of(
            "reject_rbl_client",
            "reject_rbl",
            "permit_dnswl_client",
            "reject_rhsbl_client",
            "permit_rhswl_client",
            "reject_rhsbl_reverse_client",
            "reject_rhsbl_helo",
            "reject_rhsbl_sender",
            "reject_rhsbl_recipient");

    private final Service service;
    private final Parameters parameters;
    private final Request request;
    private final Standing standing;
    private final AccessRestrictions access;
    private final HeloChecks helo;
    private final AddressChecks addresses;
    private final BlockLists lists;
    private final Listed listed;
    private final AccessActions actions;

    Restrictions(Service service, Request request, Standing standing) {
        this.service = service;
        this.parameters = service.parameters();
        this.request = request;
        this.standing = standing;
        this.actions = new AccessActions(parameters, request, standing, this);
        DnsChecks dns = new DnsChecks(parameters, request.msg());
        this.access = new AccessRestrictions(service, request, standing, this, actions);
        this.helo = new HeloChecks(parameters, request, standing, dns);
        this.addresses = new AddressChecks(service, request, standing, dns);
        this.lists = new BlockLists(service, request, standing, dns);
        this.listed = new Listed(service, request, standing);
    }

    /** Asks the list of a parameter. */
    Ruling apply(String parameter, Subject subject) throws TableError {
        Optional<Asked> before = standing.asks(Asked.parameter(parameter));
        Ruling ruling = check(parameters.list(parameter), subject);
        standing.asked(before);
        return ruling;
    }

    /** Asks whether an address of ours exists, unless that was asked before. */
    Listed listed() {
        return listed;
    }

    /** Asks restrictions in turn, until one decides. */
    Ruling check(List<String> words, Subject subject) throws TableError {
        int saved = standing.deeper();
        Ruling ruling = Ruling.DUNNO;
        for (Words left = new Words(words); left.more() && !standing.discards(); ) {
            String word = left.next();
            if (word.equalsIgnoreCase("warn_if_reject")) {
                standing.warnIfReject();
                continue;
            }
            left.back();
            Optional<Asked> before = standing.asksRule(left);
            ruling = one(left.next(), left, subject);
            standing.asked(before);
            standing.forgetWarning();
            if (!(ruling instanceof Ruling.Dunno) || standing.settled()) {
                break;
            }
        }
        standing.back(saved);
        return ruling;
    }

    /** The words of a list, and how far they were read. */
    static final class Words {
        private final List<String> words;
        private int at;

        Words(List<String> words) {
            this.words = new ArrayList<>(words);
        }

        boolean more() {
            return at < words.size();
        }

        String next() {
            return words.get(at++);
        }

        /** The word that comes next, without reading it. */
        Optional<String> peek() {
            return more() ? Optional.of(words.get(at)) : Optional.empty();
        }

        /** The word that was read last is read again, as an argument. */
        void back() {
            at--;
        }

        /** How many words were read. */
        int at() {
            return at;
        }

        /** The words that were read from one on. */
        String from(int start) {
            return String.join(" ", words.subList(start, at));
        }
    }

    private Ruling one(String typed, Words left, Subject subject) throws TableError {
        String word = typed.toLowerCase(Locale.ROOT);
        if (typed.indexOf(':') >= 0) {
            if (subject.check().isEmpty()) {
                request.msg()
                        .warning("specify one of (check_client_access, check_reverse_client_hostname_access,"
                                + " check_helo_access, check_sender_access, check_recipient_access, check_etrn_access)"
                                + " before " + subject.kind() + " restriction \"" + typed + "\"");
                return misconfigured();
            }
            left.back();
            word = subject.check();
        }
        if (WITH_DOMAIN.contains(word)) {
            return listedInDns(word, typed, left);
        }
        if (word.startsWith("check_") && word.endsWith("_access")) {
            return access.ask(word, left, subject);
        }
        return simple(word, typed, left, subject);
    }

    private Ruling simple(String word, String typed, Words left, Subject subject) throws TableError {
        switch (word) {
            case "permit":
                ignored(left, "permit", true);
                return permit(typed, subject, "");
            case "defer", "reject": {
                boolean defers = word.equals("defer");
                Ruling ruling = standing.reject(
                        request,
                        number(word + "_code"),
                        defers ? "4.3.2" : "5.7.1",
                        subject.rejected(defers ? "Try again later" : "Access denied"));
                ignored(left, word, !standing.warns());
                return ruling;
            }
            case "defer_if_permit":
                return standing.deferIfPermit(request, 450, "4.7.0", subject.rejected("defer_if_permit requested"));
            case "defer_if_reject":
                standing.deferIfReject(request, 450, "4.7.0", subject.rejected("defer_if_reject requested"));
                return Ruling.DUNNO;
            case "reject_unauth_pipelining":
                return request.improperPipelining()
                        ? standing.reject(
                                request, 503, "5.5.0", subject.rejected("Improper use of SMTP command pipelining"))
                        : Ruling.DUNNO;
            case "check_policy_service":
                return policy(left, subject);
            case "sleep":
                return sleep(left);
            case "reject_multi_recipient_bounce":
                return "".equals(request.sender())
                                && request.recipientCount() > (request.where().equals("RCPT") ? 0 : 1)
                        ? standing.reject(
                                request,
                                number("multi_recipient_bounce_reject_code"),
                                "5.5.3",
                                subject.rejected("Multi-recipient bounce"))
                        : Ruling.DUNNO;
            default:
                return session(word, typed, left, subject);
        }
    }

    /** Restrictions about the connection and the client. */
    private Ruling session(String word, String typed, Words left, Subject subject) throws TableError {
        Client client = request.client();
        Subject host = subject.about(client.toString(), Subject.CLIENT);
        switch (word) {
            case "reject_plaintext_session":
                return request.encrypted()
                        ? Ruling.DUNNO
                        : standing.reject(
                                request, number("plaintext_reject_code"), "4.7.1", "Session encryption is required");
            case "reject_unknown_client_hostname", "reject_unknown_client":
                return client.nameStatus() == Client.Lookup.FOUND
                        ? Ruling.DUNNO
                        : unknownClient(client.nameStatus(), "4.7.25", "cannot find your hostname");
            case "reject_unknown_reverse_client_hostname":
                return client.reverseStatus() == Client.Lookup.FOUND
                        ? Ruling.DUNNO
                        : unknownClient(client.reverseStatus(), "4.7.1", "cannot find your reverse hostname");
            case "permit_inet_interfaces":
                return permitIf(OwnAddresses.of(parameters).contains(Network.address(client.address())), typed, host);
            case "permit_mynetworks":
                return permitIf(
                        new DomainList("mynetworks", parameters, service.tables(), service.files(), request.msg())
                                .hasClient(client.name(), client.address()),
                        typed,
                        host);
            case "permit_sasl_authenticated":
                return permitIf(request.login().isPresent(), typed, host);
            case "permit_tls_clientcerts", "permit_tls_all_clientcerts":
                if (request.encrypted() && !parameters.bool("smtpd_tls_ask_ccert")) {
                    request.msg().warning(word + " is requested, but \"smtpd_tls_ask_ccert = no\"");
                }
                return Ruling.DUNNO;
            case "reject_maps_rbl":
                request.msg()
                        .warning("support for restriction \"reject_maps_rbl\" will be removed from Postfix; use"
                                + " \"reject_rbl_client domain-name\" instead");
                return mapsRbl(subject);
            default:
                return hello(word, typed, left, subject);
        }
    }

    private Ruling unknownClient(Client.Lookup status, String dsn, String why) {
        int code = status == Client.Lookup.TRY_AGAIN ? 450 : number("unknown_client_reject_code");
        return standing.reject(
                request,
                code,
                dsn,
                "Client host rejected: " + why + ", [" + request.client().address() + "]");
    }

    private Ruling mapsRbl(Subject subject) throws TableError {
        for (String list : parameters.list("maps_rbl_domains")) {
            Ruling ruling = lists.client(list, subject.about(request.client().address(), Subject.CLIENT));
            if (!(ruling instanceof Ruling.Dunno)) {
                return ruling;
            }
        }
        return Ruling.DUNNO;
    }

    private Ruling hello(String word, String typed, Words left, Subject subject) throws TableError {
        switch (word) {
            case "reject_invalid_helo_hostname", "reject_invalid_hostname":
                return helo.invalid();
            case "reject_unknown_helo_hostname", "reject_unknown_hostname":
                return helo.unknown();
            case "reject_non_fqdn_helo_hostname", "reject_non_fqdn_hostname":
                return helo.nonFqdn();
            case "permit_naked_ip_address": {
                request.msg()
                        .warning("restriction permit_naked_ip_address is deprecated. Use permit_mynetworks or"
                                + " permit_sasl_authenticated instead");
                Ruling bad = helo.isNakedAddress() ? helo.address() : Ruling.DUNNO;
                return bad instanceof Ruling.Dunno
                        ? permitIf(helo.isNakedAddress(), typed, subject.about(request.helo(), Subject.HELO))
                        : bad;
            }
            default:
                return envelope(word, typed, left, subject);
        }
    }

    /** Restrictions about sender and recipient. */
    private Ruling envelope(String word, String typed, Words left, Subject subject) throws TableError {
        boolean ofSender = request.sender() != null && !request.sender().isEmpty();
        Subject sender = subject.about(request.sender(), Subject.SENDER);
        Subject recipient = subject.about(request.recipient(), Subject.RECIPIENT);
        boolean ofRecipient = request.recipient() != null;
        switch (word) {
            case "reject_unknown_address", "reject_unknown_sender_domain":
                return ofSender ? addresses.knownDomain(sender) : Ruling.DUNNO;
            case "reject_unverified_sender":
                return ofSender ? addresses.verified(sender) : Ruling.DUNNO;
            case "reject_non_fqdn_sender":
                return ofSender ? addresses.fqdn(sender) : Ruling.DUNNO;
            case "reject_unlisted_sender":
                return ofSender ? listed.sender(sender.name()) : Ruling.DUNNO;
            case "reject_sender_login_mismatch":
                return check(
                        List.of(
                                "reject_authenticated_sender_login_mismatch",
                                "reject_unauthenticated_sender_login_mismatch"),
                        sender);
            case "reject_authenticated_sender_login_mismatch",
                    "reject_known_sender_login_mismatch",
                    "reject_unauthenticated_sender_login_mismatch":
                return login(word, typed, ofSender);
            case "reject_unknown_recipient_domain":
                return ofRecipient ? addresses.knownDomain(recipient) : Ruling.DUNNO;
            case "reject_non_fqdn_recipient":
                return ofRecipient ? addresses.fqdn(recipient) : Ruling.DUNNO;
            case "reject_unverified_recipient":
                return ofRecipient ? addresses.verified(recipient) : Ruling.DUNNO;
            case "check_recipient_maps", "reject_unlisted_recipient":
                return ofRecipient ? listed.recipient(recipient.name()) : Ruling.DUNNO;
            case "permit_mx_backup":
                return ofRecipient
                        ? permitIf(new MxBackup(service, request, standing).permits(recipient), typed, recipient)
                        : Ruling.DUNNO;
            case "permit_auth_destination":
                return ofRecipient ? permitIf(isAuthorised(), typed, recipient) : Ruling.DUNNO;
            case "reject_unauth_destination":
                return relay(number("relay_domains_reject_code"), "5.7.1");
            case "defer_unauth_destination":
                return relay(number("relay_domains_reject_code") - 100, "4.7.1");
            case "check_relay_domains":
                request.msg()
                        .warning("support for restriction \"check_relay_domains\" will be removed from Postfix; use"
                                + " \"reject_unauth_destination\" instead");
                return checkRelay(typed, recipient);
            default:
                return named(typed, subject);
        }
    }

    private Ruling login(String word, String typed, boolean ofSender) throws TableError {
        if (!parameters.bool("smtpd_sasl_auth_enable")) {
            request.msg().warning("restriction `" + typed + "' ignored: no SASL support");
            return Ruling.DUNNO;
        }
        SenderLogin owners = new SenderLogin(service, request, standing);
        if (!ofSender) {
            return Ruling.DUNNO;
        }
        boolean loggedIn = request.login().isPresent();
        return switch (word) {
            case "reject_authenticated_sender_login_mismatch" -> owners.authenticated(false);
            case "reject_unauthenticated_sender_login_mismatch" -> owners.unauthenticated();
            default -> loggedIn ? owners.authenticated(true) : owners.unauthenticated();
        };
    }

    /** A restriction class; anything else is a mistake. */
    private Ruling named(String typed, Subject subject) throws TableError {
        if (parameters.list("smtpd_restriction_classes").contains(typed)) {
            return check(parameters.list(typed), subject);
        }
        request.msg().warning("unknown smtpd restriction: \"" + typed + "\"");
        return misconfigured();
    }

    private Ruling listedInDns(String word, String typed, Words left) throws TableError {
        if (!left.more()) {
            request.msg().warning("restriction " + typed + " requires domain name argument");
            return Ruling.DUNNO;
        }
        String list = left.next();
        Client client = request.client();
        Subject address = new Subject(client.address(), Subject.CLIENT, "");
        Subject host = new Subject(client.toString(), Subject.CLIENT, "");
        Subject name = new Subject(client.name(), Subject.CLIENT, "");
        switch (word) {
            case "permit_dnswl_client":
                return permitIf(mayTrust() && lists.goodClient(list, address), typed, host);
            case "permit_rhswl_client":
                return permitIf(!isUnknown(client.name()) && mayTrust() && lists.goodDomain(list, name), typed, host);
            case "reject_rhsbl_client":
                return isUnknown(client.name()) ? Ruling.DUNNO : lists.domain(list, name);
            case "reject_rhsbl_reverse_client":
                return isUnknown(client.reverseName())
                        ? Ruling.DUNNO
                        : lists.domain(list, new Subject(client.reverseName(), Subject.REVERSE_CLIENT, ""));
            case "reject_rhsbl_helo":
                return inDnsList(list, request.helo(), Subject.HELO);
            case "reject_rhsbl_sender":
                return inDnsList(list, request.sender(), Subject.SENDER);
            case "reject_rhsbl_recipient":
                return inDnsList(list, request.recipient(), Subject.RECIPIENT);
            default:
                return lists.client(list, address);
        }
    }

    private Ruling inDnsList(String list, String what, String kind) throws TableError {
        return what == null || what.isEmpty() ? Ruling.DUNNO : lists.domain(list, new Subject(what, kind, ""));
    }

    /** A list of good hosts must not open a relay. */
    private boolean mayTrust() throws TableError {
        return !request.where().equals("RCPT") || request.recipient() == null || isAuthorised();
    }

    private static boolean isUnknown(String name) {
        return name.equalsIgnoreCase("unknown");
    }

    private Ruling policy(Words left, Subject subject) throws TableError {
        if (left.peek().filter(it -> it.indexOf(':') >= 0).isEmpty()) {
            request.msg().warning("restriction check_policy_service must be followed by transport:server");
            return misconfigured();
        }
        String server = left.next();
        String action = new PolicyServer(service, request).ask(server);
        return actions.act(server.replaceAll("^\\{\\s*|[\\s,].*|}$", ""), action, "policy query", subject);
    }

    private Ruling sleep(Words left) {
        if (left.peek().filter(it -> it.matches("[0-9]+")).isEmpty()) {
            request.msg().warning("restriction sleep must be followed by number");
            return misconfigured();
        }
        String seconds = left.next();
        request.sleep(seconds.length() > 6 ? 999_999 : Integer.parseInt(seconds));
        return Ruling.DUNNO;
    }

    private void ignored(Words left, String word, boolean says) {
        if (says) {
            left.peek()
                    .ifPresent(next ->
                            request.msg().warning("restriction `" + next + "' after `" + word + "' is ignored"));
        }
    }

    private Ruling permitIf(boolean condition, String action, Subject subject) {
        return condition ? permit(action, subject, "") : Ruling.DUNNO;
    }

    /** Permits, with a word in the log where smtpd_log_access_permit_actions asks for it. */
    Ruling permit(String action, Subject subject, String from) {
        boolean logged = !standing.defersIfPermit()
                && parameters.list("smtpd_log_access_permit_actions").stream().anyMatch(action::equalsIgnoreCase);
        if (logged) {
            request.log("permit", "action=" + action + " for " + subject.kind() + "=" + subject.name() + " " + from);
        }
        return Ruling.PERMIT;
    }

    private int number(String name) {
        return (int) parameters.number(name);
    }

    private boolean isAuthorised() throws TableError {
        String sender = request.sender() == null ? "" : request.sender();
        Resolution where = service.resolve(sender, request.recipient());
        if (where.recipient().indexOf('@') < 0) {
            return true;
        }
        if (where.routed() && !parameters.bool("allow_untrusted_routing")) {
            return false;
        }
        return where.domainClass() != Resolution.DomainClass.DEFAULT;
    }

    private Ruling relay(int code, String dsn) throws TableError {
        return request.recipient() == null || isAuthorised()
                ? Ruling.DUNNO
                : standing.reject(request, code, dsn, "<" + request.recipient() + ">: Relay access denied");
    }

    private Ruling checkRelay(String typed, Subject recipient) throws TableError {
        if (request.recipient() == null) {
            return Ruling.DUNNO;
        }
        boolean relays = new DomainList("relay_domains", parameters, service.tables(), service.files(), request.msg())
                .hasDomain(request.client().name());
        return relays || isAuthorised()
                ? permit(typed, recipient, "")
                : standing.reject(
                        request,
                        number("relay_domains_reject_code"),
                        "5.7.1",
                        recipient.rejected("Relay access denied"));
    }

    /** A mistake in the configuration, which has been logged. */
    Ruling misconfigured() {
        return standing.fault(request, 451, "4.3.5", "Server configuration error");
    }

    /** Names the classes that have no definition. @throws Fatal for the first one */
    static void checkClasses(Parameters parameters) {
        for (String name : parameters.list("smtpd_restriction_classes")) {
            if (parameters.get(name).isEmpty()) {
                throw new Fatal("restriction class `" + name + "' needs a definition");
            }
        }
    }
}
