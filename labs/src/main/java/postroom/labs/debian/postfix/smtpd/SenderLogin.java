package postroom.labs.debian.postfix.smtpd;

import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.address.AddressMap;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/** Who may use which sender address: smtpd_sender_login_maps ({@code postconf(5)}). */
final class SenderLogin {
    private final Service service;
    private final Request request;
    private final Standing standing;

    SenderLogin(Service service, Request request, Standing standing) {
        this.service = service;
        this.request = request;
        this.standing = standing;
    }

    /** reject_authenticated_sender_login_mismatch; with {@code knownOnly} an address without an owner is anybody's. */
    Ruling authenticated(boolean knownOnly) throws TableError {
        if (request.login().isEmpty() || service.list("smtpd_sender_login_maps").isEmpty()) {
            return Ruling.DUNNO;
        }
        String login = request.login().get();
        boolean owned = owners().map(all -> all.stream().anyMatch(login::equalsIgnoreCase))
                .orElse(knownOnly);
        return owned ? Ruling.DUNNO : rejected("not owned by user " + login);
    }

    /** reject_unauthenticated_sender_login_mismatch. */
    Ruling unauthenticated() throws TableError {
        return request.login().isEmpty() && owners().isPresent() ? rejected("not logged in") : Ruling.DUNNO;
    }

    private Optional<List<String>> owners() throws TableError {
        String other = request.recipient() == null ? "" : request.recipient();
        String address = service.resolve(other, request.sender()).recipient();
        return new AddressMap(
                        service.list("smtpd_sender_login_maps"),
                        "none",
                        service.parameters(),
                        service.resolver(),
                        service.rewriter())
                .value(address)
                .map(Parameters::words);
    }

    private Ruling rejected(String why) {
        return standing.reject(request, 553, "5.7.1", "<" + request.sender() + ">: Sender address rejected: " + why);
    }
}
