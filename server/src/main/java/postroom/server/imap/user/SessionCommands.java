package postroom.server.imap.user;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.BadCommand;

/** Commands about the session itself. */
final class SessionCommands {
    static final Map<String, UserSession.Command> ALL = Map.of(
            "CAPABILITY",
            (session, in) -> {
                in.out().line("* CAPABILITY " + Capabilities.after(session.store()));
                return Outcome.of("OK Capability completed.");
            },
            "NOOP",
            (session, in) -> Outcome.synced("OK NOOP completed.", true),
            "CHECK",
            (session, in) -> {
                session.selected();
                return Outcome.synced("OK Check completed.", true);
            },
            "LOGOUT",
            (session, in) -> {
                in.out().line("* BYE Logging out");
                session.logOut();
                return Outcome.of("OK Logout completed.");
            },
            "ID",
            (session, in) -> {
                in.out().line("* ID (\"name\" \"Dovecot\")");
                return Outcome.of("OK ID completed.");
            },
            "ENABLE",
            SessionCommands::enable,
            "NAMESPACE",
            (session, in) -> {
                in.out().line("* NAMESPACE ((\"\" \"" + session.store().separator() + "\")) NIL NIL");
                return Outcome.of("OK Namespace completed.");
            },
            "CANCELUPDATE",
            SessionCommands::cancelUpdate,
            "IDLE",
            (session, in) -> Outcome.of("OK Idle completed."));

    private SessionCommands() {}

    /** Ends updates of searches (RFC 5267 §4.3); the first tag that is not known ends this command. */
    private static Outcome cancelUpdate(UserSession session, Invocation in) throws BadCommand, Refused {
        List<Argument> tags = in.arguments();
        if (tags.isEmpty() || !tags.stream().allMatch(it -> it instanceof Argument.Quoted)) {
            throw new BadCommand("Invalid parameters");
        }
        for (Argument each : tags) {
            if (!session.hasSelected() || !session.selected().contexts().cancel(each.astring())) {
                throw new Refused("NO Unknown tag.");
            }
        }
        return Outcome.of("OK Updates cancelled.");
    }

    private static Outcome enable(UserSession session, Invocation in) throws BadCommand {
        StringBuilder enabled = new StringBuilder();
        for (Argument each : in.arguments()) {
            String name = each.atom() == null ? "" : each.atom().toUpperCase(Locale.ROOT);
            if (name.equals("CONDSTORE") || name.equals("QRESYNC")) {
                enabled.append(' ').append(name);
                session.enableCondstore(in.out());
                if (name.equals("QRESYNC")) {
                    session.enableQresync();
                }
            }
        }
        if (!enabled.isEmpty()) {
            in.out().line("* ENABLED" + enabled);
        }
        return Outcome.of("OK Enabled.");
    }
}
