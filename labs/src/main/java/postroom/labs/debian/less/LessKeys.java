package postroom.labs.debian.less;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import postroom.labs.debian.gnu.Call;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Terminal;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.Termios;

/** The keyboard of {@code less}: the terminal gives key by key until this is closed. */
final class LessKeys implements AutoCloseable {
    static final int INTERRUPT = 3;
    static final int ESCAPE = 27;
    /** What {@link #command} gives when the window has another size. */
    static final int RESIZED = -2;

    private static final int MOST_TYPED = 200;
    private static final Duration REST_OF_A_SEQUENCE = Duration.ofMillis(200);

    private final Call call;
    private final Pty pty;
    private final Termios before;
    private final Descriptor keys;
    private volatile boolean resized;
    private int pushedBack = -1;

    LessKeys(Call call, Terminal terminal) throws IOException {
        this.call = call;
        this.pty = terminal instanceof Pty it ? it : null;
        this.before = pty == null ? null : pty.termios();
        this.keys = call.process().open("/dev/tty", EnumSet.of(Open.READ), 0);
        if (pty != null) {
            Termios raw = before.keyByKey();
            pty.termios(new Termios(false, false, false, raw.mapReturn(), raw.process(), raw.flowControl(), -1));
        }
        call.process().disposition(Signal.WINCH, Process.Disposition.HANDLE, signal -> resized = true);
    }

    @Override
    public void close() throws IOException {
        call.process().disposition(Signal.WINCH, Process.Disposition.DEFAULT, null);
        if (pty != null) {
            pty.termios(before);
        }
        keys.close();
    }

    /** The first key of a command, or {@link #RESIZED}. */
    int command() throws IOException {
        if (!hasUnread()) {
            call.process().await(null, () -> resized || keys.readable(), keys);
            if (resized) {
                resized = false;
                return RESIZED;
            }
        }
        return read();
    }

    int read() throws IOException {
        if (pushedBack >= 0) {
            int key = pushedBack;
            pushedBack = -1;
            return key;
        }
        byte[] one = new byte[1];
        return call.process().read(keys, one, 0, 1) <= 0 ? 'q' : one[0] & 0xFF;
    }

    /** Gives back a key, which is the next that is read. */
    void unread(int key) {
        pushedBack = key;
    }

    boolean hasUnread() {
        return pushedBack >= 0;
    }

    /** Whether a key comes within some time. */
    boolean within(Duration time) throws IOException {
        return call.process().poll(time, keys);
    }

    /** Behind Escape: the command that an arrow, Page Up or Down, Home or End stands for; 0 if it is none of them. */
    int function() throws IOException {
        if (!within(REST_OF_A_SEQUENCE)) {
            return 0;
        }
        int second = read();
        if (second != '[' && second != 'O') {
            return 0;
        }
        int third = read();
        if ("5614".indexOf(third) >= 0) {
            read();
        }
        return switch (third) {
            case 'A' -> 'k';
            case 'B' -> 'j';
            case 'H', '1' -> 'g';
            case 'F', '4' -> 'G';
            case '5' -> 'b';
            case '6' -> ' ';
            default -> 0;
        };
    }

    static boolean isReturn(int key) {
        return key == '\n' || key == '\r';
    }

    static boolean isErase(int key) {
        return key == 127 || key == 8;
    }

    /** A line typed behind {@code mark}; empty if it was given up. */
    String line(String mark) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            call.print("\r\u001b[K" + mark + text);
            call.out().flush();
            int key = read();
            if (isReturn(key)) {
                return text.toString();
            }
            if (key == INTERRUPT || key == ESCAPE || isErase(key) && text.length() == 0) {
                return "";
            }
            if (isErase(key)) {
                text.setLength(text.length() - 1);
            } else if (key >= ' ' && text.length() < MOST_TYPED) {
                text.append((char) key);
            }
        }
    }
}
