package postroom.server.imap.user;

import java.util.Locale;
import java.util.Set;
import postroom.server.imap.syntax.ArgumentParser;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.Output;
import postroom.server.mailbox.MailboxException;

/** A command that is being carried out, bit by bit. */
public final class Running {
    private static final Set<String> USES_NONEXISTENT = Set.of("DELETE", "RENAME");
    private static final Set<String> TRIES_CREATE = Set.of("COPY", "MOVE", "APPEND");

    private final UserSession session;
    private final byte[] bytes;
    private final long began = System.nanoTime();
    private Invocation invocation;
    private Outcome outcome;
    private boolean done;
    private boolean bad;
    private boolean idles;

    Running(UserSession session, byte[] bytes) {
        this.session = session;
        this.bytes = bytes;
    }

    /** Does the next bit. @return what goes to the client */
    public byte[] next() {
        Output out = new Output();
        try {
            if (outcome == null) {
                outcome = start(out);
            }
            if (outcome == null) {
                return out.take();
            }
            if (!outcome.rest().write(out)) {
                return out.take();
            }
            if (outcome.sync() != Outcome.Sync.NONE) {
                sync(out);
            }
            finish(outcome.answer(), out);
        } catch (BadCommand e) {
            complain("command " + fullName(), e.getMessage(), out);
        } catch (Refused e) {
            finish(e.getMessage(), out);
        } catch (MailboxException e) {
            finish(answer(e, invocation.name()), out);
        }
        return out.take();
    }

    private void sync(Output out) {
        try {
            session.sync(outcome.sync() == Outcome.Sync.ALL, invocation.uid(), invocation.silent(), out);
        } catch (MailboxException e) {
            session.lose();
        }
    }

    private Outcome start(Output out) throws BadCommand, Refused, MailboxException {
        ArgumentParser parser = new ArgumentParser(bytes);
        String tag = parser.word();
        if (!ArgumentParser.isAtom(tag) || tag.indexOf('+') >= 0) {
            invocation = new Invocation("*", "", false, parser, out);
            complain("tag", "Invalid tag", out);
            return null;
        }
        String name = parser.word().toUpperCase(Locale.ROOT);
        boolean uid = name.equals("UID");
        if (uid) {
            name = parser.word().toUpperCase(Locale.ROOT);
        }
        invocation = new Invocation(tag, name, uid, parser, out);
        if (!ArgumentParser.isAtom(name)) {
            complain("command", "Invalid command name", out);
            return null;
        }
        UserSession.Command command = UserSession.find(name, uid);
        if (command == null) {
            complain("command " + fullName(), "Unknown command", out);
            return null;
        }
        if (name.equals("IDLE")) {
            idles = true;
            done = true;
            out.line("+ idling");
            return null;
        }
        return command.run(session, invocation);
    }

    /** The command's name, with UID where it stood. */
    public String fullName() {
        return (invocation.uid() ? "UID " : "") + invocation.name();
    }

    private void complain(String of, String why, Output out) {
        bad = true;
        finish("BAD Error in IMAP " + of + ": " + why + ".", out);
    }

    private void finish(String answer, Output out) {
        done = true;
        if (session.isLost()) {
            return;
        }
        bad |= answer.startsWith("BAD Error");
        out.line(invocation.tag() + " " + timed(answer, began));
    }

    /** An answer with the time that it took. */
    private static String timed(String answer, long began) {
        String text = answer.endsWith(".") ? answer.substring(0, answer.length() - 1) : answer;
        long millis = Math.max(1, (System.nanoTime() - began) / 1_000_000);
        return text + String.format(" (%d.%03d + 0.000 secs).", millis / 1000, millis % 1000);
    }

    /** The answer at the end of IDLE. */
    public String afterIdle(String answer) {
        return invocation.tag() + " " + timed(answer, began);
    }

    static String answer(MailboxException e, String command) {
        String code = switch (e.reason()) {
            case NOT_FOUND ->
                USES_NONEXISTENT.contains(command)
                        ? "[NONEXISTENT] "
                        : TRIES_CREATE.contains(command) ? "[TRYCREATE] " : "";
            case EXISTS -> "[ALREADYEXISTS] ";
            case CANNOT -> "[CANNOT] ";
            case PERMISSION -> "[NOPERM] ";
            case OVER_QUOTA -> "[OVERQUOTA] ";
            case EXPUNGED -> "[EXPUNGEISSUED] ";
            case INTERNAL -> "[SERVERBUG] ";
            case OTHER -> "";
        };
        return "NO " + code + e.getMessage();
    }

    /** Whether all was said. */
    public boolean isDone() {
        return done;
    }

    /** Whether the command could not be understood. */
    public boolean isBad() {
        return bad;
    }

    /** Whether the client waits for changes now. */
    public boolean idles() {
        return idles;
    }
}
