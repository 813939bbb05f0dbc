package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import postroom.labs.debian.dovecot.print.Column;
import postroom.labs.debian.dovecot.print.Rows;
import postroom.labs.debian.dovecot.storage.MaildirStore;
import postroom.labs.debian.dovecot.storage.Quota;
import postroom.labs.debian.dovecot.storage.QuotaKeeper;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailboxException;

/** {@code doveadm quota}, which is there if the plugin is. */
final class QuotaCommands {
    /** The commands by their names. */
    static final Map<String, DoveadmCommand> ALL = Map.of(
            "quota get", new MailCommand("quota get", "", "table", QuotaCommands::get),
            "quota recalc", new MailCommand("quota recalc", "", "flow", call -> QuotaCommands::recalculate));

    private QuotaCommands() {}

    private static MailCommand.Work get(MailCommand.Call call) throws IOException {
        call.rows().header(new Column("root", "Quota name", false, false, false));
        call.rows().header(new Column("type", "Type", false, false, false));
        call.rows().header(new Column("value", "Value", false, true, false));
        call.rows().header(new Column("limit", "Limit", false, true, false));
        call.rows().header(new Column("percent", "%", false, true, false));
        return user -> {
            Optional<QuotaKeeper> keeper = keeper(user);
            if (keeper.isEmpty()) {
                return;
            }
            for (Quota each : keeper.get().roots()) {
                QuotaKeeper.Usage used = used(user, keeper.get(), each);
                if (used == null) {
                    continue;
                }
                OptionalLong bytes = each.bytes("*");
                OptionalLong kib = bytes.isPresent() ? OptionalLong.of(bytes.getAsLong() / 1024) : bytes;
                row(call.rows(), each.name(), "STORAGE", (used.bytes() + 1023) / 1024, kib);
                row(call.rows(), each.name(), "MESSAGE", used.messages(), each.messages("*"));
            }
        };
    }

    private static void row(Rows rows, String name, String type, long value, OptionalLong limit) throws IOException {
        rows.value(name);
        rows.value(type);
        rows.value(value);
        rows.value(limit.isPresent() ? Long.toString(limit.getAsLong()) : "-");
        rows.value(limit.isPresent() && limit.getAsLong() > 0 ? value * 100 / limit.getAsLong() : 0);
    }

    /** The keeper of somebody's quota; there is none for mbox files. */
    private static Optional<QuotaKeeper> keeper(MailUserSession user) throws IOException {
        try {
            return user.use(store ->
                    store instanceof MaildirStore maildir ? Optional.of(maildir.quotaKeeper()) : Optional.empty());
        } catch (MailboxException e) {
            user.failed("Failed to get quota resource STORAGE: ", e);
            return Optional.empty();
        }
    }

    private static QuotaKeeper.Usage used(MailUserSession user, QuotaKeeper keeper, Quota quota) throws IOException {
        try {
            return user.use(store -> {
                try {
                    return keeper.usage(quota);
                } catch (ErrnoException e) {
                    throw new MailboxException(
                            MailboxException.Reason.INTERNAL, e.errno().text());
                }
            });
        } catch (MailboxException e) {
            user.failed("Failed to get quota resource STORAGE: ", e);
            return null;
        }
    }

    private static void recalculate(MailUserSession user) throws IOException {
        Optional<QuotaKeeper> keeper = keeper(user);
        if (keeper.isEmpty()) {
            return;
        }
        try {
            user.use(store -> {
                for (Quota each : keeper.get().roots()) {
                    try {
                        keeper.get().recalculate(each);
                    } catch (ErrnoException e) {
                        throw new MailboxException(
                                MailboxException.Reason.INTERNAL, e.errno().text());
                    }
                }
                return null;
            });
        } catch (MailboxException e) {
            user.failed("Failed to recalculate quota: ", e);
        }
    }
}
