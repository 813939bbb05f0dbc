package postroom.labs.debian.postfix.smtpd;

import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.address.AddressMap;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.server.smtp.Reply;

/** Who may use which sender address: smtpd_sender_login_maps ({@code postconf(5)}). */
final class SenderLogin {
    private final Service service;
    private final String sender;
    private final Optional<String> login;

    /** @param sender null or empty if there is none to check */
    SenderLogin(Service service, String sender, Optional<String> login) {
        this.service = service;
        this.sender = sender;
        this.login = login;
    }

    /** reject_authenticated_sender_login_mismatch; with {@code knownOnly} an address without an owner is anybody's. */
    Ruling authenticated(boolean knownOnly) throws TableError {
        if (login.isEmpty() || sender == null || sender.isEmpty()) {
            return Ruling.DUNNO;
        }
        Optional<List<String>> owners = owners();
        boolean owned = owners.map(all -> all.stream().anyMatch(login.get()::equalsIgnoreCase))
                .orElse(knownOnly);
        return owned ? Ruling.DUNNO : rejected("not owned by user " + login.get());
    }

    /** reject_unauthenticated_sender_login_mismatch. */
    Ruling unauthenticated() throws TableError {
        boolean asks = service.parameters().bool("smtpd_sasl_auth_enable")
                && login.isEmpty()
                && sender != null
                && !sender.isEmpty();
        return asks && owners().isPresent() ? rejected("not logged in") : Ruling.DUNNO;
    }

    private Optional<List<String>> owners() throws TableError {
        return new AddressMap(
                        service.list("smtpd_sender_login_maps"),
                        "none",
                        service.parameters(),
                        service.resolver(),
                        service.rewriter())
                .value(sender)
                .map(Parameters::words);
    }

    private Ruling rejected(String why) {
        return new Ruling.Refuse(Reply.of(553, "5.7.1", "<" + sender + ">: Sender address rejected: " + why));
    }
}
