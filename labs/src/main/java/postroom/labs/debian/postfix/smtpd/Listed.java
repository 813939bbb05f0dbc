package postroom.labs.debian.postfix.smtpd;

import java.util.List;
import java.util.Locale;
import postroom.labs.debian.postfix.address.AddressMap;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;

/** Whether an address of ours exists: reject_unlisted_recipient and reject_unlisted_sender (LOCAL_RECIPIENT_README). */
final class Listed {
    private final Service service;
    private final Request request;
    private final Standing standing;

    Listed(Service service, Request request, Standing standing) {
        this.service = service;
        this.request = request;
        this.standing = standing;
    }

    /** Asked once for a recipient, but for {@code warn_if_reject}. */
    Ruling recipient(String address) throws TableError {
        if (standing.recipientListed) {
            return Ruling.DUNNO;
        }
        standing.recipientListed = !standing.warns();
        return check(request.sender(), new Subject(address, Subject.RECIPIENT, ""), "1.1");
    }

    /** Asked once for a sender. */
    Ruling sender(String address) throws TableError {
        if (standing.senderListed) {
            return Ruling.DUNNO;
        }
        standing.senderListed = !standing.warns();
        return check(request.recipient(), new Subject(address, Subject.SENDER, ""), "1.0");
    }

    private Ruling check(String other, Subject subject, String dsn) throws TableError {
        Resolution where = service.resolve(other == null ? "" : other, subject.name());
        boolean sender = subject.kind().equals(Subject.SENDER);
        List<String> forwarding = sender
                ? List.of("recipient_canonical_maps", "sender_canonical_maps", "canonical_maps", "virtual_alias_maps")
                : List.of("recipient_canonical_maps", "canonical_maps", "virtual_alias_maps");
        for (String parameter : forwarding) {
            if (map(parameter).has(where.recipient())) {
                return Ruling.DUNNO;
            }
        }
        boolean error = where.transport().equals("error");
        if (error || where.transport().equals("retry")) {
            EnhancedCode code = EnhancedCode.split((error ? "5." : "4.") + dsn, where.nexthop());
            int number = !error
                    ? 450
                    : where.domainClass() == Resolution.DomainClass.VIRTUAL_ALIAS
                            ? number("unknown_virtual_alias_reject_code")
                            : 550;
            return standing.reject(
                    request, number, code.fitting(subject.kind(), request.msg()), subject.rejected(code.text()));
        }
        return switch (where.domainClass()) {
            case LOCAL ->
                isReserved(where.recipient())
                        ? Ruling.DUNNO
                        : listed("local_recipient_maps", where, subject, dsn, "unknown_local_recipient_reject_code");
            case VIRTUAL_MAILBOX ->
                listed("virtual_mailbox_maps", where, subject, dsn, "unknown_virtual_mailbox_reject_code");
            case RELAY -> listed("relay_recipient_maps", where, subject, dsn, "unknown_relay_recipient_reject_code");
            default -> Ruling.DUNNO;
        };
    }

    private boolean isReserved(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        String bounces = service.parameters().get("double_bounce_sender").toLowerCase(Locale.ROOT);
        return lower.startsWith(bounces + "@") || lower.startsWith("postmaster@") || lower.startsWith("mailer-daemon@");
    }

    private int number(String name) {
        return (int) service.parameters().number(name);
    }

    private AddressMap map(String parameter) {
        return new AddressMap(
                service.list(parameter), "", service.parameters(), service.resolver(), service.rewriter());
    }

    private Ruling listed(String maps, Resolution where, Subject subject, String dsn, String code) throws TableError {
        AddressMap map = map(maps);
        standing.noteTable(maps);
        if (map.isEmpty() || map.has(where.recipient())) {
            return Ruling.DUNNO;
        }
        String table = switch (where.domainClass()) {
            case LOCAL -> "local recipient table";
            case RELAY -> "relay recipient table";
            default -> "virtual mailbox table";
        };
        boolean named = service.parameters().bool("show_user_unknown_table_name");
        return standing.reject(
                request, number(code), "5." + dsn, subject.rejected("User unknown" + (named ? " in " + table : "")));
    }
}
