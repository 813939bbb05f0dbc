package postroom.labs.debian.procps;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;

/** {@code pgrep(1)} and {@code pkill(1)}: processes by their name. A pattern is at most 200 characters long. */
final class Pgrep implements Program {
    private static final Getopt OPTIONS = new Getopt(
            "lafxu:vnocP:",
            "list-name",
            "l",
            "list-full",
            "a",
            "full",
            "f",
            "exact",
            "x",
            "euid=",
            "u",
            "inverse",
            "v",
            "newest",
            "n",
            "oldest",
            "o",
            "count",
            "c",
            "parent=",
            "P");
    private final boolean kills;

    Pgrep(boolean kills) {
        this.kills = kills;
    }

    @Override
    public int run(Process process) throws IOException {
        String name = kills ? "pkill" : "pgrep";
        java.util.List<String> argv = new java.util.ArrayList<>(process.argv());
        Signal signal = Signal.TERM;
        if (kills && argv.size() > 1 && argv.get(1).startsWith("-")) {
            String text = argv.get(1).substring(1);
            Optional<Signal> named =
                    text.matches("[0-9]{1,2}") ? Signal.of(Integer.parseInt(text)) : Signal.named(text);
            if (named.isPresent()) {
                signal = named.get();
                argv.remove(1);
            }
        }
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(argv);
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            return 2;
        }
        if (parsed.operands().size() != 1 && !parsed.has("u") && !parsed.has("P")) {
            process.err().println(name + ": no matching criteria specified");
            process.err().println("Try `" + name + " --help' for more information.");
            return 2;
        }
        String text = parsed.operands().isEmpty() ? "" : parsed.operands().get(0);
        Pattern pattern;
        try {
            pattern = Pattern.compile(text.length() > 200 ? Pattern.quote(text) : text);
        } catch (PatternSyntaxException broken) {
            process.err().println(name + ": invalid pattern: " + text);
            return 2;
        }
        return each(process, parsed, pattern, signal);
    }

    private int each(Process me, Getopt.Parsed parsed, Pattern pattern, Signal signal) throws IOException {
        int count = 0;
        for (Process it : me.host().processes().all()) {
            me.step();
            if (it == me || !matches(me, parsed, pattern, it)) {
                continue;
            }
            count++;
            if (kills) {
                if (me.who().isRoot() || it.who().uid() == me.who().uid()) {
                    it.signal(signal);
                } else {
                    me.err().println("pkill: killing pid " + it.pid() + " failed: Operation not permitted");
                }
            } else if (!parsed.has("c")) {
                String label = parsed.has("a") ? " " + it.title() : parsed.has("l") ? " " + Ps.command(it) : "";
                me.out().println(it.pid() + label);
            }
        }
        if (parsed.has("c")) {
            me.out().println(Integer.toString(count));
        }
        return count > 0 ? 0 : 1;
    }

    private static boolean matches(Process me, Getopt.Parsed parsed, Pattern pattern, Process it) {
        String subject = parsed.has("f") ? it.title() : Ps.command(it);
        boolean named = parsed.has("x")
                ? pattern.matcher(subject).matches()
                : pattern.matcher(subject).find();
        boolean owned = !parsed.has("u")
                || parsed.value("u", "")
                        .equals(me.host().accounts().userName(it.who().uid()));
        boolean child = !parsed.has("P") || parsed.value("P", "").equals(Integer.toString(it.parent()));
        return (named && owned && child) != parsed.has("v");
    }
}
