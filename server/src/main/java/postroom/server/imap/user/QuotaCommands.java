package postroom.server.imap.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.Quoting;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.ModifiedUtf7;
import postroom.server.mailbox.QuotaRoot;

/** GETQUOTA, GETQUOTAROOT and SETQUOTA (RFC 9208), which are there if the user's quota may be seen. */
final class QuotaCommands {
    static final Map<String, UserSession.Command> ALL = Map.of(
            "GETQUOTA", QuotaCommands::get,
            "GETQUOTAROOT", QuotaCommands::roots,
            "SETQUOTA", QuotaCommands::set);

    private QuotaCommands() {}

    private static List<QuotaRoot> quota(UserSession session, Invocation in) throws BadCommand, MailboxException {
        Optional<List<QuotaRoot>> quota = session.store().quota();
        if (quota.isEmpty()) {
            throw new BadCommand("Unknown command");
        }
        if (in.argument(0) == null) {
            throw new BadCommand("Missing arguments");
        }
        return quota.get();
    }

    private static Outcome get(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        List<QuotaRoot> all = quota(session, in);
        String name = in.string(0);
        for (QuotaRoot each : all) {
            if (each.name().equals(name)) {
                write(in, each);
                return Outcome.of("OK Getquota completed.");
            }
        }
        throw new Refused("NO Quota root doesn't exist.");
    }

    private static Outcome roots(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        List<QuotaRoot> all = quota(session, in);
        StringBuilder line = new StringBuilder("* QUOTAROOT ");
        line.append(Quoting.astring(ModifiedUtf7.encode(in.mailbox(0))));
        all.forEach(each -> line.append(' ').append(Quoting.astring(each.name())));
        in.out().line(line.toString());
        all.forEach(each -> write(in, each));
        return Outcome.of("OK Getquotaroot completed.");
    }

    private static Outcome set(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException {
        quota(session, in);
        if (in.argument(1) == null) {
            throw new BadCommand("Missing arguments");
        }
        in.string(0);
        throw new Refused("NO Quota can be changed only by admin.");
    }

    private static void write(Invocation in, QuotaRoot root) {
        String resources = root.resources().stream()
                .map(each -> each.name() + " " + each.used() + " " + each.limit())
                .collect(Collectors.joining(" "));
        in.out().line("* QUOTA " + Quoting.astring(root.name()) + " (" + resources + ")");
    }
}
