package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import postroom.labs.debian.dovecot.print.Column;
import postroom.labs.debian.dovecot.print.Rows;
import postroom.labs.debian.dovecot.storage.Quota;
import postroom.labs.debian.dovecot.storage.StoredMailbox;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;

/** {@code doveadm quota}, which is there if the plugin is. */
final class QuotaCommands {
    /** The commands by their names. */
    static final Map<String, DoveadmCommand> ALL = Map.of(
            "quota get", new MailCommand("quota get", "", "table", QuotaCommands::get),
            "quota recalc", new MailCommand("quota recalc", "", "flow", call -> user -> used(user)));

    private QuotaCommands() {}

    private static MailCommand.Work get(MailCommand.Call call) throws IOException {
        call.rows().header(new Column("root", "Quota name", false, false, false));
        call.rows().header(new Column("type", "Type", false, false, false));
        call.rows().header(new Column("value", "Value", false, true, false));
        call.rows().header(new Column("limit", "Limit", false, true, false));
        call.rows().header(new Column("percent", "%", false, true, false));
        return user -> {
            long[] used = used(user);
            for (Quota each : Quota.of(user.config(), "doveadm")) {
                OptionalLong bytes = each.bytes();
                OptionalLong kib = bytes.isPresent() ? OptionalLong.of(bytes.getAsLong() / 1024) : bytes;
                row(call.rows(), each.name(), "STORAGE", (used[0] + 1023) / 1024, kib);
                row(call.rows(), each.name(), "MESSAGE", used[1], each.messages());
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

    /** How many bytes and messages somebody has. */
    private static long[] used(MailUserSession user) throws IOException {
        long[] used = new long[2];
        try {
            user.use(store -> {
                for (MailStore.Entry each : store.list()) {
                    if (each.exists()) {
                        Mailbox mailbox = store.open(each.name());
                        List<MailRecord> messages = mailbox.look(false).messages();
                        for (MailRecord message : messages) {
                            used[0] += ((StoredMailbox) mailbox).fileSize(message.uid());
                        }
                        used[1] += messages.size();
                    }
                }
                return null;
            });
        } catch (MailboxException e) {
            user.failed("Failed to get quota resource STORAGE: ", e);
        }
        return used;
    }
}
