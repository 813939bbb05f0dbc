package postroom.labs.debian.postfix.smtpd;

import java.util.List;
import postroom.labs.debian.postfix.address.AddressMap;
import postroom.labs.debian.postfix.address.Resolution;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.server.smtp.Reply;

/** Whether an address of ours exists: reject_unlisted_recipient and reject_unlisted_sender (LOCAL_RECIPIENT_README). */
final class Listed {
    private final Service service;

    Listed(Service service) {
        this.service = service;
    }

    Ruling recipient(String sender, String address) throws TableError {
        return check(sender == null ? "" : sender, address, "Recipient address rejected", "5.1.1");
    }

    Ruling sender(String address) throws TableError {
        return check("", address, "Sender address rejected", "5.1.0");
    }

    private Ruling check(String sender, String address, String what, String dsn) throws TableError {
        String full = service.rewriter().rewrite(address);
        for (String parameter : List.of("recipient_canonical_maps", "canonical_maps", "virtual_alias_maps")) {
            if (map(parameter).has(full)) {
                return Ruling.DUNNO;
            }
        }
        Resolution where = service.resolver().resolve(sender, full);
        switch (where.domainClass()) {
            case LOCAL:
                return listed(
                        "local_recipient_maps",
                        where,
                        address,
                        what,
                        dsn,
                        "unknown_local_recipient_reject_code",
                        "local recipient table");
            case VIRTUAL_ALIAS:
                return unknown("unknown_virtual_alias_reject_code", address, what, dsn, "virtual alias table");
            case VIRTUAL_MAILBOX:
                return listed(
                        "virtual_mailbox_maps",
                        where,
                        address,
                        what,
                        dsn,
                        "unknown_virtual_mailbox_reject_code",
                        "virtual mailbox table");
            case RELAY:
                return listed(
                        "relay_recipient_maps",
                        where,
                        address,
                        what,
                        dsn,
                        "unknown_relay_recipient_reject_code",
                        "relay recipient table");
            default:
                return Ruling.DUNNO;
        }
    }

    private AddressMap map(String parameter) {
        return new AddressMap(
                service.list(parameter), "", service.parameters(), service.resolver(), service.rewriter());
    }

    private Ruling listed(
            String maps, Resolution where, String address, String what, String dsn, String code, String table)
            throws TableError {
        AddressMap map = map(maps);
        return map.isEmpty() || map.has(where.recipient()) ? Ruling.DUNNO : unknown(code, address, what, dsn, table);
    }

    private Ruling unknown(String code, String address, String what, String dsn, String table) {
        boolean named = service.parameters().bool("show_user_unknown_table_name");
        int number = (int) service.parameters().number(code);
        return new Ruling.Refuse(Reply.of(
                number,
                number / 100 + dsn.substring(1),
                "<" + address + ">: " + what + ": User unknown" + (named ? " in " + table : "")));
    }
}
