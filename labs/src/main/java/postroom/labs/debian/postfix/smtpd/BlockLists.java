package postroom.labs.debian.postfix.smtpd;

import java.net.InetAddress;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.net.Network;

/** The restrictions that ask a DNS list about a client, a name or an address: {@code reject_rbl_client} and its kin. */
final class BlockLists {
    private final Parameters parameters;
    private final DnsChecks dns;
    private final Restrictions.Request request;

    BlockLists(Parameters parameters, DnsChecks dns, Restrictions.Request request) {
        this.parameters = parameters;
        this.dns = dns;
        this.request = request;
    }

    /**
     * What a list says.
     *
     * @param word the restriction
     * @param list its argument: a domain, and behind {@code =} the answers that count
     */
    Ruling ask(String word, String list) {
        String subject;
        String kind;
        switch (word) {
            case "reject_rbl", "reject_rbl_client" -> {
                kind = "Client host";
                subject = request.clientAddress();
            }
            case "permit_dnswl_client" -> {
                InetAddress address = Network.address(request.clientAddress());
                return dns.listed(address, list).isPresent() ? Ruling.PERMIT : Ruling.DUNNO;
            }
            case "reject_rhsbl_client" -> {
                kind = "Client host";
                subject = request.clientName().equals("unknown") ? null : request.clientName();
            }
            case "reject_rhsbl_helo" -> {
                kind = "Helo command";
                subject = request.helo();
            }
            case "reject_rhsbl_sender" -> {
                kind = "Sender address";
                subject = request.sender();
            }
            case "reject_rhsbl_recipient" -> {
                kind = "Recipient address";
                subject = request.recipient();
            }
            default -> {
                return Ruling.DUNNO;
            }
        }
        if (subject == null || subject.isEmpty()) {
            return Ruling.DUNNO;
        }
        Optional<String> reason = word.startsWith("reject_rbl")
                ? dns.listed(Network.address(subject), list)
                : dns.listed(subject.substring(subject.lastIndexOf('@') + 1), list);
        if (reason.isEmpty()) {
            return Ruling.DUNNO;
        }
        String domain = list.replaceFirst("=.*", "");
        return Ruling.refuse(
                (int) parameters.number("maps_rbl_reject_code"),
                "5.7.1",
                "Service unavailable; " + kind + " [" + subject + "] blocked using " + domain
                        + (reason.get().isEmpty() ? "" : "; " + reason.get()));
    }
}
