package postroom.labs.debian.postfix.smtpd;

import postroom.labs.debian.postfix.config.HostnameCheck;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.host.Dns;
import postroom.labs.host.Numeric;

/** The restrictions about the name that a client gives itself. */
final class HeloChecks {
    private final Parameters parameters;
    private final Request request;
    private final Standing standing;
    private final DnsChecks dns;

    HeloChecks(Parameters parameters, Request request, Standing standing, DnsChecks dns) {
        this.parameters = parameters;
        this.request = request;
        this.standing = standing;
        this.dns = dns;
    }

    private static String withoutDot(String name) {
        boolean one = name.length() > 1 && name.endsWith(".") && name.charAt(name.length() - 2) != '.';
        return one ? name.substring(0, name.length() - 1) : name;
    }

    private Ruling refuse(String code, String dsn, String why) {
        Subject subject = new Subject(request.helo(), Subject.HELO, "");
        return standing.reject(request, (int) parameters.number(code), dsn, subject.rejected(why));
    }

    /** An address in brackets has to be one; a name is left to {@code otherwise}. */
    private Ruling unlessLiteral(java.util.function.Supplier<Ruling> otherwise) {
        String name = request.helo();
        return name == null ? Ruling.DUNNO : name.startsWith("[") ? literal() : otherwise.get();
    }

    private Ruling literal() {
        String name = request.helo();
        boolean brackets = name.startsWith("[") && name.length() > 2 && name.endsWith("]");
        String inside = brackets ? name.substring(1, name.length() - 1) : name;
        boolean v6 = inside.regionMatches(true, 0, "IPv6:", 0, 5);
        boolean fine = Numeric.strict(v6 ? inside.substring(5) : inside)
                .filter(it -> v6 == (it.getAddress().length == 16))
                .isPresent();
        return fine ? Ruling.DUNNO : refuse("invalid_hostname_reject_code", "5.5.2", "invalid ip address");
    }

    Ruling invalid() {
        return unlessLiteral(() -> {
            String name = withoutDot(request.helo());
            return HostnameCheck.valid(name) || Numeric.strict(name).isPresent()
                    ? Ruling.DUNNO
                    : refuse("invalid_hostname_reject_code", "5.5.2", "Invalid name");
        });
    }

    Ruling nonFqdn() {
        return unlessLiteral(() -> {
            String name = withoutDot(request.helo());
            return HostnameCheck.valid(name) && name.indexOf('.') >= 0
                    ? Ruling.DUNNO
                    : refuse("non_fqdn_reject_code", "5.5.2", "need fully-qualified hostname");
        });
    }

    Ruling unknown() {
        return unlessLiteral(() -> {
            Dns.Outcome outcome = dns.host(request.helo());
            if (outcome == Dns.Outcome.FOUND) {
                return Ruling.DUNNO;
            }
            if (outcome != Dns.Outcome.TRY_AGAIN) {
                return refuse("unknown_hostname_reject_code", "4.7.1", "Host not found");
            }
            String text = new Subject(request.helo(), Subject.HELO, "").rejected("Host not found");
            return TemporaryFailure.of(parameters, "unknown_helo_hostname_tempfail_action")
                    .apply(standing, request, 450, "4.7.1", text);
        });
    }

    /** {@code permit_naked_ip_address}: true for an address without brackets. */
    boolean isNakedAddress() {
        return request.helo() != null && request.helo().matches("[0-9.:]*");
    }

    Ruling address() {
        return literal();
    }
}
