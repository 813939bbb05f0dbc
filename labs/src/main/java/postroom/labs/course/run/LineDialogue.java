package postroom.labs.course.run;

import java.time.Instant;
import postroom.labs.course.check.Protocol;
import postroom.server.wire.WireEvent;
import postroom.server.wire.WireEvent.Side;

/**
 * Makes commands and their answers of the lines of one IMAP or POP3 session, of whose meaning the wire tells nothing.
 * The servers read a command when the one before is answered, so a client's line in between belongs to the same one.
 */
final class LineDialogue {
    private final Protocol protocol;
    private WireEvent.Line command;
    private AnswerLines answer;
    private Instant at;
    private boolean continued;
    private boolean dismissed;

    LineDialogue(Protocol protocol) {
        this.protocol = protocol;
    }

    /** What a line has changed. */
    enum Change {
        /** Nothing that an exercise may wait for. */
        NONE,
        /** The server has said more to a command that goes on, while the client waits. */
        MORE,
        /** A command is answered. */
        ANSWERED
    }

    /** Takes a line in, and tells what has come of it. */
    Change add(WireEvent.Line line) {
        at = line.time();
        if (line.side() == Side.CLIENT) {
            if (answer == null || answer.isWhole()) {
                command = line;
                answer = AnswerLines.to(protocol, line.text());
                continued = false;
            } else {
                continued = true;
            }
            return Change.NONE;
        }
        if (answer == null || answer.isWhole()) {
            dismissed |= line.text().startsWith("* BYE") || line.text().startsWith("-ERR");
            return Change.NONE;
        }
        answer.add(line.text());
        dismissed |= line.text().startsWith("* BYE");
        if (answer.isWhole()) {
            dismissed |= protocol == Protocol.POP3 && answer.verb().equals("QUIT");
            return Change.ANSWERED;
        }
        return answer.verb().equals("IDLE") && !continued ? Change.MORE : Change.NONE;
    }

    /** Whether a command waits for its answer. */
    boolean isOpen() {
        return answer != null && !answer.isWhole();
    }

    /** The last command's line. */
    WireEvent.Line command() {
        return command;
    }

    /** When the last line came. */
    Instant at() {
        return at;
    }

    /** What has been answered to it so far. */
    AnswerLines answer() {
        return answer;
    }

    /** Whether the server has said that it hangs up. */
    boolean isDismissed() {
        return dismissed;
    }
}
