package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.Optional;
import postroom.labs.debian.mailutils.Folders.Unavailable;

/** Reads a mailbox: opens it, lists it, and obeys commands until one ends it. */
final class Reader {
    private final Session session;
    private final String user;

    /**
     * A reader.
     *
     * @param user whose mail it is said to be; null if the session's user's
     */
    Reader(Session session, String user) {
        this.session = session;
        this.user = user == null ? session.user() : user;
    }

    /**
     * Reads.
     *
     * @param typed the mailbox that was asked for; null if it is the user's own
     * @return the exit status
     */
    int read(String typed) throws IOException {
        Folders folders = session.folders();
        String mode = session.variables().text("mode").orElse("");
        boolean opened = false;
        try {
            String name = typed == null ? folders.expand("%") : folders.expand(typed);
            folders.secondary(typed == null ? null : name);
            folders.current(folders.open(name, typed == null ? name : typed, true));
            opened = true;
        } catch (Unavailable e) {
            boolean unknown = e.getMessage() == null || e.getMessage().startsWith("Cannot create mailbox");
            session.complain(
                    e.getMessage() == null
                            ? "Cannot create mailbox " + typed + ": Requested item not found"
                            : e.getMessage());
            if (unknown) {
                return 1;
            }
        }
        if (opened) {
            switch (mode) {
                case "exist":
                    folders.current().orElseThrow().close();
                    return session.total() < 1 ? 1 : 0;
                case "print":
                    return once("print *");
                case "headers":
                    return once("from *");
                default:
                    break;
            }
        }
        if (session.total() == 0 && !(mode.equals("read") && session.variables().isTrue("emptystart"))) {
            if (typed != null) {
                session.commands().execute("summary");
            } else {
                session.println("No mail for " + user);
            }
            return 1;
        }
        return converse();
    }

    private int once(String command) throws IOException {
        int status = session.commands().execute(command);
        session.folders().current().orElseThrow().close();
        return status;
    }

    private int converse() throws IOException {
        if (session.variables().isTrue("header")) {
            session.commands().execute("summary");
            session.commands().execute("headers");
        }
        String prompt = session.variables().text("prompt").orElse("");
        Reading reading = new Reading(session);
        session.commands().loop(() -> line(prompt, reading));
        session.println("");
        new Filing(session).quit(java.util.List.of("quit"));
        return 0;
    }

    private Optional<String> line(String prompt, Reading reading) throws IOException {
        while (true) {
            if (session.variables().isTrue("autoinc") && reading.grown()) {
                session.println("New mail has arrived.");
            }
            try {
                Optional<String> line = session.input().line(prompt);
                if (line.isPresent() || !session.variables().isTrue("ignoreeof")) {
                    return line;
                }
                session.complain("Use \"quit\" to quit.");
            } catch (Input.Interrupted key) {
                session.println("");
                session.complain("Interrupt");
                if (session.variables().isTrue("quit")) {
                    throw new Session.Quit(0);
                }
            }
        }
    }
}
