package postroom.labs.debian.bc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;

/** GNU {@code bc(1)}. Numbers of more than a million digits are not to be had. */
public final class Bc implements Program {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of("bc/bc", new Bc());

    private static final int LINE = 70;
    private static final Getopt OPTIONS = new Getopt(
            "chilqswv",
            "compile",
            "c",
            "help",
            "h",
            "interactive",
            "i",
            "mathlib",
            "l",
            "quiet",
            "q",
            "standard",
            "s",
            "version",
            "v",
            "warn",
            "w");

    @Override
    public int run(Process process) throws IOException {
        List<Getopt.Option> options = new ArrayList<>();
        List<String> files = new ArrayList<>();
        try {
            for (List<String> argv : List.of(fromEnvironment(process), process.argv())) {
                Getopt.Parsed parsed = OPTIONS.parse(argv);
                options.addAll(parsed.options());
                files.addAll(parsed.operands());
            }
        } catch (UsageException wrong) {
            process.err().println(wrong.getMessage());
            usage(process);
            return 1;
        }
        Getopt.Parsed all = new Getopt.Parsed(options, files);
        for (Getopt.Option each : options) {
            if (each.is("h")) {
                usage(process);
                return 0;
            }
            if (each.is("v")) {
                process.out().print(HelpText.of("bc/bc.version"));
                return 0;
            }
        }
        return calculate(process, all);
    }

    private static List<String> fromEnvironment(Process process) {
        List<String> words = new ArrayList<>(List.of("BC_ENV_ARGS"));
        for (String each : process.environment().getOrDefault("BC_ENV_ARGS", "").split(" ")) {
            if (!each.isEmpty()) {
                words.add(each);
            }
        }
        return words;
    }

    private static void usage(Process process) throws IOException {
        process.out()
                .print(HelpText.of("bc/bc").replaceFirst("bc", process.argv().get(0)));
    }

    private static int calculate(Process process, Getopt.Parsed options) throws IOException {
        boolean standard = options.has("s") || process.environment().containsKey("POSIXLY_CORRECT");
        Source source = new Source(process, options.operands());
        Complaints complaints = new Complaints(source, standard, options.has("w"));
        Names names = new Names();
        Screen screen = new Screen(process, width(process), !standard);
        Machine machine = new Machine(process, names, screen, standard, options.has("w"));
        if (options.has("l")) {
            MathLibrary.define(names, machine);
        }
        Code code = new Code(names, complaints, options.has("l") ? MathLibrary.FUNCTIONS.size() : 0);
        boolean interactive = options.has("i")
                || process.fd(0).terminal().isPresent()
                        && process.fd(1).terminal().isPresent();
        if (!source.open()) {
            return 1;
        }
        if (interactive) {
            interact(process, machine, options.has("q"));
        }
        new Parser(new Lexer(source, complaints), complaints, code, machine).program();
        return 0;
    }

    private static void interact(Process process, Machine machine, boolean quiet) throws IOException {
        if (!quiet) {
            process.out().print(HelpText.of("bc/bc.version") + HelpText.of("bc/bc.welcome"));
        }
        process.disposition(Signal.INT, Process.Disposition.HANDLE, signal -> {
            if (!machine.interrupt()) {
                say(process);
            }
        });
    }

    private static void say(Process process) {
        try {
            process.out().print("\n(interrupt) use quit to exit.\n");
            process.out().flush();
        } catch (IOException gone) {
            process.signal(Signal.HUP);
        }
    }

    private static int width(Process process) {
        String given = process.environment().get("BC_LINE_LENGTH");
        if (given == null) {
            return LINE;
        }
        String digits = given.strip().replaceFirst("[^0-9].*", "");
        int width = digits.isEmpty() ? 0 : Integer.parseInt(digits.length() > 9 ? "999999999" : digits);
        return width < 3 && width != 0 ? LINE : width;
    }
}
