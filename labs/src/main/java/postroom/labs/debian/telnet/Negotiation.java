package postroom.labs.debian.telnet;

import java.io.ByteArrayOutputStream;

/** The telnet protocol's commands in what the other side sends (RFC 854): taken out, and every option refused. */
final class Negotiation {
    private static final int IAC = 0xFF;
    private static final int DONT = 0xFE;
    private static final int DO = 0xFD;
    private static final int WONT = 0xFC;
    private static final int WILL = 0xFB;
    private static final int SUBNEGOTIATION = 0xFA;
    private static final int END = 0xF0;
    private static final int TIMING_MARK = 6;

    private enum State {
        TEXT,
        RETURN,
        COMMAND,
        OPTION,
        SUB,
        SUB_COMMAND
    }

    private State state = State.TEXT;
    private int verb;
    private boolean mark;

    /** Puts text into {@code text}; gives what must be answered. */
    byte[] take(byte[] bytes, int length, ByteArrayOutputStream text) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int i = 0; i < length; i++) {
            take(bytes[i] & 0xFF, text, answer);
        }
        return answer.toByteArray();
    }

    private void take(int b, ByteArrayOutputStream text, ByteArrayOutputStream answer) {
        switch (state) {
            case RETURN:
                state = State.TEXT;
                if (b != 0) {
                    take(b, text, answer);
                }
                break;
            case TEXT:
                if (b == IAC) {
                    state = State.COMMAND;
                } else {
                    text.write(b);
                    state = b == '\r' ? State.RETURN : State.TEXT;
                }
                break;
            case COMMAND:
                command(b, text);
                break;
            case OPTION:
                option(b, answer);
                state = State.TEXT;
                break;
            case SUB:
                state = b == IAC ? State.SUB_COMMAND : State.SUB;
                break;
            case SUB_COMMAND:
                state = b == END ? State.TEXT : State.SUB;
                break;
        }
    }

    private void command(int b, ByteArrayOutputStream text) {
        if (b == IAC) {
            text.write(IAC);
            state = State.TEXT;
        } else if (b == SUBNEGOTIATION) {
            state = State.SUB;
        } else if (b >= WILL) {
            verb = b;
            state = State.OPTION;
        } else {
            state = State.TEXT;
        }
    }

    private void option(int option, ByteArrayOutputStream answer) {
        if (option == TIMING_MARK && (verb == WILL || verb == WONT)) {
            mark = true;
        } else if (verb == DO || verb == WILL) {
            answer.write(IAC);
            answer.write(verb == DO ? WONT : DONT);
            answer.write(option);
        }
    }

    /** True once after the other side has answered a timing mark. */
    boolean takeMark() {
        boolean was = mark;
        mark = false;
        return was;
    }
}
