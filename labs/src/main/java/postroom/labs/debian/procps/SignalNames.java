package postroom.labs.debian.procps;

import java.util.Locale;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;

/** The signals as procps and psmisc write them, and who may send them. */
public final class SignalNames {
    private static final int WIDTH = 78;
    private static final int COLUMNS = 7;

    private SignalNames() {}

    /** A signal by its number or its name, with or without {@code SIG}. */
    public static Optional<Signal> parse(String text) {
        if (text.matches("[0-9]{1,2}")) {
            return Signal.of(Integer.parseInt(text));
        }
        String name = text.toUpperCase(Locale.ROOT);
        String bare = name.startsWith("SIG") ? name.substring(3) : name;
        return bare.equals("POLL") ? Optional.of(Signal.IO) : Signal.named(bare);
    }

    /** The name: {@code POLL} for what bash calls {@code IO}. */
    public static String of(Signal signal) {
        return signal == Signal.IO ? "POLL" : signal.name();
    }

    /** All names, in lines. */
    public static String list() {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (Signal each : Signal.values()) {
            String name = of(each);
            if (column > 0 && column + 1 + name.length() > WIDTH) {
                out.append('\n');
                column = 0;
            }
            out.append(column == 0 ? "" : " ").append(name);
            column += name.length() + (column == 0 ? 0 : 1);
        }
        return out.append('\n').toString();
    }

    /** All names with their numbers, in columns. */
    public static String table() {
        StringBuilder out = new StringBuilder();
        for (Signal each : Signal.values()) {
            int number = each.number();
            boolean last = number % COLUMNS == 0;
            out.append(
                    last ? String.format("%2d %s\n", number, of(each)) : String.format("%2d %-8s", number, of(each)));
        }
        return out.append('\n').toString();
    }

    /** A process' name as {@code ps -o comm} shows it. */
    public static String command(Process process) {
        return Ps.command(process);
    }

    /** Whether a process may send another a signal ({@code kill(2)}). */
    public static boolean mayKill(Process sender, Process target) {
        int uid = sender.who().uid();
        return uid == 0
                || target.realUid() == uid
                || target.realUid() == sender.realUid()
                || target.who().uid() == uid;
    }
}
