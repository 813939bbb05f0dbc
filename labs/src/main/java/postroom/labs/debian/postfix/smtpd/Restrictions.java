package postroom.labs.debian.postfix.smtpd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.postfix.address.DomainList;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.config.HostnameCheck;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.server.smtp.Reply;

/**
 * Applies a list of smtpd restrictions ({@code postconf(5)}, smtpd_recipient_restrictions and its like) to one request.
 */
final class Restrictions {
    private static final int MAX_DEPTH = 20;

    private final Service service;
    private final Parameters parameters;
    private final Request request;
    private final Access access;
    private final DnsChecks dns;
    private final AddressChecks addresses;
    private Reply deferIfPermit;

    /** What is asked for, as far as it is known. The sender and recipient are null where there is none yet. */
    interface Request {
        String clientName();

        String reverseClientName();

        String clientAddress();

        String helo();

        String sender();

        String recipient();

        boolean encrypted();

        /** Who has logged in. */
        Optional<String> login();

        int recipientCount();

        /** An action that the message is to get later: HOLD, DISCARD, FILTER, REDIRECT, PREPEND, BCC. */
        void action(String action, String text);

        /** Logs what is not a refusal: {@code WARN}, {@code INFO}, {@code warn_if_reject}. */
        void log(String what, String text);
    }

    Restrictions(Service service, Request request) {
        this.service = service;
        this.parameters = service.parameters();
        this.request = request;
        this.access = new Access(parameters);
        this.dns = new DnsChecks(service);
        this.addresses = new AddressChecks(service, dns);
    }

    /** What a defer_if_permit has said; null if none has. */
    Reply deferred() {
        return deferIfPermit;
    }

    /** Asks the list of a parameter. */
    Ruling apply(String parameter) throws TableError {
        return list(parameters.list(parameter), parameter, 0);
    }

    private Ruling list(List<String> words, String where, int depth) throws TableError {
        if (depth > MAX_DEPTH) {
            return misconfigured("restriction list nesting in " + where);
        }
        boolean warn = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equalsIgnoreCase("warn_if_reject")) {
                warn = true;
                continue;
            }
            String argument = i + 1 < words.size() ? words.get(i + 1) : null;
            boolean takes = takesArgument(word);
            Ruling ruling = one(word.toLowerCase(Locale.ROOT), word, takes ? argument : null, where, depth);
            i += takes ? 1 : 0;
            if (warn && ruling instanceof Ruling.Refuse refuse) {
                request.log("reject_warning", refuse.reply().toString());
                ruling = Ruling.DUNNO;
            }
            warn = false;
            if (!(ruling instanceof Ruling.Dunno)) {
                return ruling;
            }
        }
        return Ruling.DUNNO;
    }

    private static boolean takesArgument(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.startsWith("check_") && lower.endsWith("_access")
                || lower.equals("check_policy_service")
                || lower.startsWith("reject_rbl_")
                || lower.startsWith("reject_rhsbl_")
                || lower.startsWith("permit_dnswl_")
                || lower.equals("sleep");
    }

    private Ruling one(String word, String typed, String argument, String where, int depth) throws TableError {
        switch (word) {
            case "permit":
                return Ruling.PERMIT;
            case "reject":
                return refuse(number("reject_code"), "5.7.1", subject(where), "Access denied");
            case "defer":
                return refuse(number("defer_code"), "4.7.1", subject(where), "Try again later");
            case "defer_if_permit":
                deferIfPermit = Ruling.reply(
                        450, "4.7.0", subject(where) + ": " + rejected(where) + ": defer_if_permit requested");
                return Ruling.DUNNO;
            case "permit_mynetworks":
                return permitIf(inList("mynetworks"));
            case "permit_inet_interfaces":
                return permitIf(isOwn());
            case "permit_auth_destination":
                return request.recipient() == null ? Ruling.DUNNO : permitIf(isAuthorised());
            case "reject_unauth_destination":
                return relay(number("relay_domains_reject_code"), "5.7.1");
            case "defer_unauth_destination":
                return relay(number("relay_domains_reject_code") - 100, "4.7.1");
            case "reject_invalid_helo_hostname", "reject_invalid_hostname":
                return helo(
                        HostnameCheck.valid(heloName()) || isLiteral(),
                        number("invalid_hostname_reject_code"),
                        "5.5.2",
                        "Invalid name");
            case "reject_non_fqdn_helo_hostname", "reject_non_fqdn_hostname":
                return helo(
                        AddressChecks.isFqdn(heloName()) || isLiteral(),
                        number("non_fqdn_reject_code"),
                        "5.5.2",
                        "need fully-qualified hostname");
            case "reject_unknown_helo_hostname", "reject_unknown_hostname":
                return helo(
                        request.helo() == null || isLiteral() || dns.isHost(heloName()),
                        number("unknown_hostname_reject_code"),
                        "4.7.1",
                        "Host not found");
            case "reject_unknown_client_hostname", "reject_unknown_client":
                return request.clientName().equals("unknown")
                        ? refuse(
                                number("unknown_client_reject_code"),
                                "4.7.25",
                                "",
                                "Client host rejected: cannot find your hostname, [" + request.clientAddress() + "]")
                        : Ruling.DUNNO;
            case "reject_unknown_reverse_client_hostname":
                return request.reverseClientName().equals("unknown")
                        ? refuse(
                                number("unknown_client_reject_code"),
                                "4.7.1",
                                "",
                                "Client host rejected: cannot find your reverse hostname, [" + request.clientAddress()
                                        + "]")
                        : Ruling.DUNNO;
            case "reject_non_fqdn_sender":
                return addresses.fqdn(request.sender(), "Sender address");
            case "reject_non_fqdn_recipient":
                return addresses.fqdn(request.recipient(), "Recipient address");
            case "reject_unknown_sender_domain":
                return addresses.knownDomain(request.sender(), "Sender address", "4.1.8");
            case "reject_unknown_recipient_domain":
                return addresses.knownDomain(request.recipient(), "Recipient address", "4.1.2");
            case "reject_unlisted_recipient", "check_recipient_maps":
                return request.recipient() == null
                        ? Ruling.DUNNO
                        : new Listed(service).recipient(request.sender(), request.recipient());
            case "reject_unlisted_sender":
                return request.sender() == null || request.sender().isEmpty()
                        ? Ruling.DUNNO
                        : new Listed(service).sender(request.sender());
            case "reject_multi_recipient_bounce":
                return "".equals(request.sender()) && request.recipientCount() > 1
                        ? refuse(number("multi_recipient_bounce_reject_code"), "5.5.3", "", "Multi-recipient bounce")
                        : Ruling.DUNNO;
            case "reject_plaintext_session":
                return request.encrypted()
                        ? Ruling.DUNNO
                        : refuse(number("plaintext_reject_code"), "4.7.0", "", "Session encryption is required");
            case "check_client_access":
                return table(argument, clientKeys(), "<" + client() + ">", "Client host", depth);
            case "check_helo_access":
                return request.helo() == null
                        ? Ruling.DUNNO
                        : table(
                                argument,
                                access.domain(request.helo()),
                                "<" + request.helo() + ">",
                                "Helo command",
                                depth);
            case "check_sender_access":
                return request.sender() == null
                        ? Ruling.DUNNO
                        : table(
                                argument,
                                access.address(request.sender()),
                                "<" + request.sender() + ">",
                                "Sender address",
                                depth);
            case "check_recipient_access":
                return request.recipient() == null
                        ? Ruling.DUNNO
                        : table(
                                argument,
                                access.address(request.recipient()),
                                "<" + request.recipient() + ">",
                                "Recipient address",
                                depth);
            case "permit_sasl_authenticated":
                return permitIf(request.login().isPresent());
            case "reject_sender_login_mismatch": {
                Ruling ruling = senderLogin().authenticated(false);
                return ruling instanceof Ruling.Dunno ? senderLogin().unauthenticated() : ruling;
            }
            case "reject_authenticated_sender_login_mismatch":
                return senderLogin().authenticated(false);
            case "reject_known_sender_login_mismatch":
                return senderLogin().authenticated(true);
            case "reject_unauthenticated_sender_login_mismatch":
                return senderLogin().unauthenticated();
            case "permit_tls_clientcerts",
                    "permit_tls_all_clientcerts",
                    "permit_mx_backup",
                    "permit_naked_ip_address",
                    "reject_unauth_pipelining",
                    "reject_unverified_recipient",
                    "reject_unverified_sender",
                    "sleep":
                return Ruling.DUNNO;
            default:
                return other(word, typed, argument, where, depth);
        }
    }

    private SenderLogin senderLogin() {
        return new SenderLogin(service, request.sender(), request.login());
    }

    private Ruling other(String word, String typed, String argument, String where, int depth) throws TableError {
        if (word.startsWith("reject_rbl") || word.startsWith("reject_rhsbl") || word.startsWith("permit_dnswl")) {
            return argument == null
                    ? misconfigured("restriction " + typed + " in " + where)
                    : new BlockLists(parameters, dns, request).ask(word, argument);
        }
        if (Set.copyOf(parameters.list("smtpd_restriction_classes")).contains(typed)) {
            return list(parameters.list(typed), typed, depth + 1);
        }
        if (typed.indexOf(':') > 0) {
            return shorthand(typed, where, depth);
        }
        service.msg().warning("unknown smtpd restriction: \"" + typed + "\"");
        return new Ruling.Refuse(Reply.of(451, "4.3.5", "Server configuration error"));
    }

    /** A table alone means the check that fits its list. */
    private Ruling shorthand(String spec, String where, int depth) throws TableError {
        String check = where.contains("client")
                ? "check_client_access"
                : where.contains("helo")
                        ? "check_helo_access"
                        : where.contains("sender") ? "check_sender_access" : "check_recipient_access";
        return one(check, check, spec, where, depth);
    }

    private Ruling table(String spec, List<String> keys, String subject, String what, int depth) throws TableError {
        if (spec == null) {
            return misconfigured("missing argument of " + what);
        }
        Optional<String> found;
        try {
            found = Access.find(service.tables().open(spec), keys);
        } catch (TableError e) {
            service.msg().warning(spec + ": table lookup problem");
            return new Ruling.Refuse(Reply.of(451, "4.3.5", "Server configuration error"));
        }
        return found.isEmpty() ? Ruling.DUNNO : act(found.get(), subject, what, depth);
    }

    private Ruling act(String value, String subject, String what, int depth) throws TableError {
        String[] parts = value.strip().split("\\s+", 2);
        String action = parts[0].toUpperCase(Locale.ROOT);
        String text = parts.length > 1 ? parts[1] : "";
        switch (action) {
            case "OK", "PERMIT", "PERMIT_AUTH_DESTINATION":
                return Ruling.PERMIT;
            case "DUNNO":
                return Ruling.DUNNO;
            case "REJECT":
                return withText(number("access_map_reject_code"), "5.7.1", subject, what, text, "Access denied");
            case "DEFER":
                return withText(number("access_map_defer_code"), "4.7.1", subject, what, text, "Access denied");
            case "DEFER_IF_PERMIT", "DEFER_IF_REJECT":
                Ruling later = withText(450, "4.7.1", subject, what, text, "Service unavailable");
                deferIfPermit = ((Ruling.Refuse) later).reply();
                return Ruling.DUNNO;
            case "WARN", "INFO":
                request.log(
                        action.equals("WARN") ? "warn" : "info",
                        subject + ": " + what + " triggers " + action + " action"
                                + (text.isEmpty() ? "" : ": " + text));
                return Ruling.DUNNO;
            case "DISCARD", "HOLD", "FILTER", "REDIRECT", "PREPEND", "BCC":
                if (!action.equals("PREPEND")) {
                    request.log(
                            action.toLowerCase(Locale.ROOT),
                            subject + ": " + what + " triggers " + action + " action"
                                    + (text.isEmpty() || action.equals("BCC") ? "" : " " + text));
                }
                request.action(action, text);
                return Ruling.DUNNO;
            default:
                break;
        }
        if (action.matches("[45][0-9][0-9]")) {
            int code = Integer.parseInt(action);
            return withText(code, code < 500 ? "4.7.1" : "5.7.1", subject, what, text, "Access denied");
        }
        if (value.strip().matches("[0-9]+")) {
            return Ruling.PERMIT;
        }
        return list(Parameters.words(value), what.toLowerCase(Locale.ROOT), depth + 1);
    }

    private Ruling withText(int code, String dsn, String subject, String what, String text, String otherwise) {
        String[] parts = text.split("\\s+", 2);
        boolean own = parts[0].matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}");
        String rest = own ? (parts.length > 1 ? parts[1] : "") : text;
        return Ruling.refuse(
                code,
                own ? parts[0] : dsn,
                subject + ": " + what + " rejected: " + (rest.isEmpty() ? otherwise : rest));
    }

    private int number(String name) {
        return (int) parameters.number(name);
    }

    private static Ruling permitIf(boolean condition) {
        return condition ? Ruling.PERMIT : Ruling.DUNNO;
    }

    private boolean inList(String parameter) throws TableError {
        return new DomainList(parameter, parameters, service.tables(), service.files(), service.msg())
                .hasClient(request.clientName(), request.clientAddress());
    }

    private boolean isOwn() {
        return postroom.labs.debian.postfix.config.OwnAddresses.of(parameters).stream()
                .anyMatch(each ->
                        postroom.labs.debian.postfix.config.IpText.of(each).equals(request.clientAddress()));
    }

    private boolean isAuthorised() throws TableError {
        String address = service.rewriter().rewrite(request.recipient());
        Resolution where = service.resolver().resolve(request.sender() == null ? "" : request.sender(), address);
        if (where.routed() && !parameters.bool("allow_untrusted_routing")) {
            return false;
        }
        return where.domainClass() != Resolution.DomainClass.DEFAULT;
    }

    private Ruling relay(int code, String dsn) throws TableError {
        if (request.recipient() == null || isAuthorised()) {
            return Ruling.DUNNO;
        }
        return Ruling.refuse(code, dsn, "<" + request.recipient() + ">: Relay access denied");
    }

    private String heloName() {
        return request.helo() == null ? "" : request.helo();
    }

    private boolean isLiteral() {
        return heloName().startsWith("[") && heloName().endsWith("]");
    }

    private Ruling helo(boolean fine, int code, String dsn, String text) {
        if (request.helo() == null || fine) {
            return Ruling.DUNNO;
        }
        return Ruling.refuse(code, dsn, "<" + request.helo() + ">: Helo command rejected: " + text);
    }

    private String client() {
        return request.clientName() + "[" + request.clientAddress() + "]";
    }

    private List<String> clientKeys() {
        List<String> keys = new ArrayList<>(access.domain(request.clientName()));
        keys.addAll(Access.network(request.clientAddress()));
        return keys;
    }

    private String subject(String where) {
        if (where.contains("client")) {
            return "<" + client() + ">";
        } else if (where.contains("helo")) {
            return "<" + heloName() + ">";
        } else if (where.contains("sender")) {
            return "<" + request.sender() + ">";
        }
        return "<" + (request.recipient() == null ? client() : request.recipient()) + ">";
    }

    private static String rejected(String where) {
        if (where.contains("client")) {
            return "Client host rejected";
        } else if (where.contains("helo")) {
            return "Helo command rejected";
        } else if (where.contains("sender")) {
            return "Sender address rejected";
        }
        return where.contains("data") ? "Data command rejected" : "Recipient address rejected";
    }

    private Ruling refuse(int code, String dsn, String subject, String text) {
        String what = subject.startsWith("<")
                ? subject + ": " + whatOf(subject) + " rejected: "
                : subject.isEmpty() ? "" : "<" + client() + ">: " + subject + " rejected: ";
        return Ruling.refuse(code, dsn, what + text);
    }

    private String whatOf(String subject) {
        if (subject.equals("<" + client() + ">")) {
            return "Client host";
        } else if (subject.equals("<" + request.recipient() + ">")) {
            return "Recipient address";
        }
        return subject.equals("<" + request.sender() + ">") ? "Sender address" : "Helo command";
    }

    private Ruling misconfigured(String why) {
        service.msg().warning(why);
        return new Ruling.Refuse(Reply.of(451, "4.3.5", "Server configuration error"));
    }
}
