package postroom.labs.debian.postfix.smtpd;

import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.HostnameCheck;
import postroom.labs.debian.postfix.config.MacroExpander;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.net.Network;
import postroom.labs.net.dns.DnsName;

/** The restrictions that ask a DNS list about a client, a name or an address: {@code reject_rbl_client} and its kin. */
final class BlockLists {
    private final Service service;
    private final Parameters parameters;
    private final Request request;
    private final Standing standing;
    private final DnsChecks dns;

    BlockLists(Service service, Request request, Standing standing, DnsChecks dns) {
        this.service = service;
        this.parameters = service.parameters();
        this.request = request;
        this.standing = standing;
        this.dns = dns;
    }

    /** Refuses an address that a list has. @param list its domain, and behind {@code =} the answers that count */
    Ruling client(String list, Subject subject) throws TableError {
        return refused(address(list, subject.name()), list, subject);
    }

    /** Refuses a name, or the domain of an address. */
    Ruling domain(String list, Subject subject) throws TableError {
        return refused(name(list, subject.name()), list, subject);
    }

    /** Whether an address is on a list of good ones; one that cannot be asked turns refusals into deferrals. */
    boolean goodClient(String list, Subject subject) {
        return good(address(list, subject.name()), subject);
    }

    /** The same for a name. */
    boolean goodDomain(String list, Subject subject) {
        return good(name(list, subject.name()), subject);
    }

    private boolean good(Optional<DnsChecks.Listing> found, Subject subject) {
        if (found.isPresent() && found.get().failed()) {
            standing.deferIfReject(request, 450, "4.7.1", subject.rejected("Service unavailable"));
        }
        return found.isPresent() && !found.get().failed();
    }

    private Optional<DnsChecks.Listing> address(String list, String address) {
        String reversed = DnsName.reverse(Network.address(address)).replaceFirst("(in-addr|ip6)\\.arpa\\.$", "");
        return listed(reversed, list);
    }

    private Optional<DnsChecks.Listing> name(String list, String what) {
        String domain = what.substring(what.lastIndexOf('@') + 1);
        String last = domain.substring(domain.lastIndexOf('.') + 1);
        boolean none = domain.startsWith("[") || last.matches("[0-9]*") || !HostnameCheck.valid(domain);
        return none ? Optional.empty() : listed(domain + ".", list);
    }

    private Optional<DnsChecks.Listing> listed(String prefix, String list) {
        int equals = list.indexOf('=');
        Optional<DnsChecks.Listing> found = dns.listed(prefix + (equals < 0 ? list : list.substring(0, equals)));
        if (equals < 0) {
            return found;
        }
        String text = list.substring(equals + 1);
        IpPattern pattern = IpPattern.parse(text)
                .orElseThrow(() -> new Fatal("RBL reply error: bad address pattern: \"" + text + "\""));
        return found.filter(it -> it.failed() || it.addresses().stream().anyMatch(pattern::matches));
    }

    private Ruling refused(Optional<DnsChecks.Listing> found, String list, Subject subject) throws TableError {
        if (found.isEmpty() || found.get().failed()) {
            return Ruling.DUNNO;
        }
        Optional<String> own = service.list("rbl_reply_maps").find(list);
        String text = expanded(own.orElseGet(() -> raw("default_rbl_reply")), found.get(), list, subject);
        if (!text.matches("(?s)[45][0-9][0-9] .*")) {
            request.msg().warning("rbl response code configuration error: " + text);
            return standing.reject(request, 450, "4.7.1", "Service unavailable");
        }
        EnhancedCode code = EnhancedCode.split("4.7.1", text.substring(4));
        return standing.reject(
                request,
                Integer.parseInt(text.substring(0, 3)),
                code.fitting(subject.kind(), request.msg()),
                code.text().isEmpty() ? "Service unavailable" : code.text());
    }

    private String raw(String name) {
        return parameters.raw(name).orElse("");
    }

    private String expanded(String template, DnsChecks.Listing found, String list, Subject subject) {
        try {
            return new MacroExpander(name -> value(name, found, list, subject), request.msg()::warning, false)
                    .expand(template);
        } catch (MacroExpander.Broken broken) {
            throw new Fatal("rbl_reject_reply: bad default rbl reply template: " + template);
        }
    }

    private Optional<String> value(String name, DnsChecks.Listing found, String list, Subject subject) {
        return Optional.ofNullable(
                switch (name) {
                    case "rbl_code" -> parameters.get("maps_rbl_reject_code");
                    case "rbl_domain" -> list.replaceFirst("=.*", "");
                    case "rbl_reason", "rbl_txt" -> found.reason();
                    case "rbl_what" -> subject.name();
                    case "rbl_class" -> subject.kind();
                    case "client" -> request.client().toString();
                    case "client_address" -> request.client().address();
                    case "client_name" -> request.client().name();
                    case "reverse_client_name" -> request.client().reverseName();
                    case "helo_name" -> request.helo();
                    case "sender" -> request.sender();
                    case "recipient" -> request.recipient();
                    case "server_name" -> parameters.get("myhostname");
                    default -> null;
                });
    }
}
