package postroom.labs.debian.procps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;
import postroom.labs.io.ErrnoException;

/**
 * {@code pgrep(1)} and {@code pkill(1)}: processes by their name and other marks. One program that does what the name it
 * was called by says. Exit status: 1 nothing matched, 2 usage.
 */
final class Pgrep implements Program {
    private static final String COMMON = "cfg:G:inoO:P:s:u:U:t:vxF:Lr:AVh";
    private static final String[] LONGS = {
        "signal=",
        "signal",
        "count",
        "c",
        "full",
        "f",
        "pgroup=",
        "g",
        "group=",
        "G",
        "ignore-case",
        "i",
        "newest",
        "n",
        "oldest",
        "o",
        "older=",
        "O",
        "parent=",
        "P",
        "session=",
        "s",
        "terminal=",
        "t",
        "euid=",
        "u",
        "uid=",
        "U",
        "inverse",
        "v",
        "exact",
        "x",
        "pidfile=",
        "F",
        "logpidfile",
        "L",
        "runstates=",
        "r",
        "ignore-ancestors",
        "A",
        "delimiter=",
        "d",
        "list-name",
        "l",
        "list-full",
        "a",
        "lightweight",
        "w",
        "echo",
        "e",
        "queue=",
        "q",
        "cgroup=",
        "cgroup",
        "ns=",
        "ns",
        "nslist=",
        "nslist",
        "help",
        "h",
        "version",
        "V"
    };
    private static final Getopt PGREP = new Getopt("ad:lw" + COMMON, LONGS);
    private static final Getopt PKILL = new Getopt("eq:" + COMMON, LONGS);
    private static final int LONGEST_NAME = 15;
    private static final int USAGE = 2;

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Wrong(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }
    }

    @Override
    public int run(Process process) throws IOException {
        boolean kills = process.name().equals("pkill");
        String name = kills ? "pkill" : "pgrep";
        List<String> argv = new ArrayList<>(process.argv());
        Optional<Signal> given = kills ? takeSignal(argv) : Optional.empty();
        boolean probe = kills && argv.remove("-0");
        Getopt.Parsed parsed;
        try {
            parsed = (kills ? PKILL : PGREP).parse(argv);
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            process.err().print(HelpText.of("procps/" + name));
            return USAGE;
        }
        if (parsed.has("h")) {
            process.out().print(HelpText.of("procps/" + name));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().println(name + " from procps-ng 4.0.2");
            return 0;
        }
        if (parsed.has("n") && parsed.has("o")) {
            process.err().print(HelpText.of("procps/" + name));
            return USAGE;
        }
        if (parsed.has("signal") && signal(parsed.value("signal", "")).isEmpty()) {
            return 1;
        }
        try {
            Signal signal = signal(parsed, given);
            return each(process, parsed, kills, probe ? null : signal);
        } catch (Wrong wrong) {
            process.err().println(name + ": " + wrong.getMessage());
            return wrong.status;
        }
    }

    /** {@code -HUP}, {@code -9} or {@code -SIGTERM} anywhere among the arguments, which getopt must not see. */
    private static Optional<Signal> takeSignal(List<String> argv) {
        for (int i = 1; i < argv.size(); i++) {
            String word = argv.get(i);
            if (word.length() < 2 || word.charAt(0) != '-' || word.charAt(1) == '-') {
                continue;
            }
            Optional<Signal> signal = signal(word.substring(1));
            if (signal.isPresent()) {
                argv.remove(i);
                return signal;
            }
        }
        return Optional.empty();
    }

    private static Optional<Signal> signal(String text) {
        return text.matches("[0-9]{1,2}") ? Signal.of(Integer.parseInt(text)) : Signal.named(text);
    }

    private static Signal signal(Getopt.Parsed parsed, Optional<Signal> given) {
        if (!parsed.has("signal")) {
            return given.orElse(Signal.TERM);
        }
        String text = parsed.value("signal", "");
        return signal(text).orElse(null);
    }

    private int each(Process me, Getopt.Parsed parsed, boolean kills, Signal signal) throws IOException {
        String name = kills ? "pkill" : "pgrep";
        ProcessCriteria criteria = criteria(me, parsed, name);
        if (criteria == null) {
            return parsed.has("F") ? 1 : USAGE;
        }
        String text = parsed.operands().isEmpty() ? "" : parsed.operands().get(0);
        Pattern pattern;
        try {
            pattern = PosixRegex.compile(
                    parsed.has("x") && !text.isEmpty() ? "^(" + text + ")$" : text,
                    PosixRegex.Syntax.EXTENDED,
                    parsed.has("i") ? Pattern.CASE_INSENSITIVE : 0);
        } catch (RegexException broken) {
            throw new Wrong(USAGE, "regex error: " + broken.getMessage());
        }
        List<Process> found = criteria.select(pattern);
        if (found.isEmpty() && !parsed.has("f") && text.length() > LONGEST_NAME) {
            me.err()
                    .println(name + ": pattern that searches for process name longer than 15 characters will result in"
                            + " zero matches\nTry `" + name
                            + " -f' option to match against the complete command line.");
        }
        if (kills) {
            kill(me, parsed, found, signal);
        } else if (!parsed.has("c")) {
            list(me, parsed, found);
        }
        if (parsed.has("c")) {
            me.out().println(Integer.toString(found.size()));
        }
        return found.isEmpty() ? 1 : 0;
    }

    private static ProcessCriteria criteria(Process me, Getopt.Parsed parsed, String name) throws IOException {
        ProcessCriteria criteria = new ProcessCriteria(me, parsed);
        String complaint = criteria.read();
        if (complaint != null) {
            me.err().println(name + ": " + complaint);
            return null;
        }
        if (parsed.has("L") && !parsed.has("F")) {
            me.err().println(name + ": -L without -F makes no sense");
            me.err().println("Try `" + name + " --help' for more information.");
            return null;
        }
        if (parsed.has("F") && !pidfile(me, parsed, criteria)) {
            me.err().println(name + ": pidfile not valid");
            me.err().println("Try `" + name + " --help' for more information.");
            return null;
        }
        if (parsed.operands().size() > 1) {
            me.err().println(name + ": only one pattern can be provided");
            me.err().println("Try `" + name + " --help' for more information.");
            return null;
        }
        if (parsed.operands().isEmpty() && !criteria.any()) {
            me.err().println(name + ": no matching criteria specified");
            me.err().println("Try `" + name + " --help' for more information.");
            return null;
        }
        return criteria;
    }

    private static boolean pidfile(Process me, Getopt.Parsed parsed, ProcessCriteria criteria) {
        try {
            String text = new String(me.files().readAll(parsed.value("F", "")), StandardCharsets.US_ASCII).strip();
            if (!text.matches("[0-9]{1,9}")) {
                return false;
            }
            criteria.onlyPid(Integer.parseInt(text));
            return true;
        } catch (ErrnoException unreadable) {
            return false;
        }
    }

    private static void kill(Process me, Getopt.Parsed parsed, List<Process> found, Signal signal) throws IOException {
        for (Process it : found) {
            if (me.who().isRoot() || it.who().uid() == me.realUid() || it.realUid() == me.realUid()) {
                if (signal != null) {
                    it.signal(signal);
                }
                if (parsed.has("e")) {
                    me.out().println(Ps.command(it) + " killed (pid " + it.pid() + ")");
                }
            } else {
                me.err().println("pkill: killing pid " + it.pid() + " failed: Operation not permitted");
            }
        }
    }

    private static void list(Process me, Getopt.Parsed parsed, List<Process> found) throws IOException {
        String delimiter = parsed.value("d", "\n");
        StringBuilder text = new StringBuilder();
        for (Process it : found) {
            String label = parsed.has("a") ? " " + it.title() : parsed.has("l") ? " " + Ps.command(it) : "";
            text.append(text.length() == 0 ? "" : delimiter).append(it.pid()).append(label);
        }
        if (!found.isEmpty()) {
            me.out().println(text.toString());
        }
    }
}
