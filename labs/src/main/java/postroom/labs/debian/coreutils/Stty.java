package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Errno;
import postroom.labs.io.Terminal;
import postroom.labs.terminal.Pty;
import postroom.labs.terminal.Termios;

/** {@code stty(1)}: shows and sets how the terminal treats keys and output. */
final class Stty implements Program {
    private static final List<String> KEYS = List.of(
            "intr = ^C",
            "quit = ^\\",
            "erase = ^?",
            "kill = ^U",
            "eof = ^D",
            "eol = <undef>",
            "eol2 = <undef>",
            "swtch = <undef>",
            "start = ^Q",
            "stop = ^S",
            "susp = ^Z",
            "rprnt = ^R",
            "werase = ^W",
            "lnext = ^V",
            "discard = ^O",
            "min = 1",
            "time = 0");
    private static final List<List<String>> FLAGS = List.of(
            List.of("-parenb", "-parodd", "-cmspar", "cs8", "-hupcl", "-cstopb", "cread", "-clocal", "-crtscts"),
            List.of(
                    "-ignbrk",
                    "-brkint",
                    "-ignpar",
                    "-parmrk",
                    "-inpck",
                    "-istrip",
                    "-inlcr",
                    "-igncr",
                    "icrnl",
                    "ixon",
                    "-ixoff",
                    "-iuclc",
                    "-ixany",
                    "-imaxbel",
                    "-iutf8"),
            List.of(
                    "opost", "-olcuc", "-ocrnl", "onlcr", "-onocr", "-onlret", "-ofill", "-ofdel", "nl0", "cr0", "tab0",
                    "bs0", "vt0", "ff0"),
            List.of(
                    "isig",
                    "icanon",
                    "iexten",
                    "echo",
                    "echoe",
                    "echok",
                    "-echonl",
                    "-noflsh",
                    "-xcase",
                    "-tostop",
                    "-echoprt",
                    "echoctl",
                    "echoke",
                    "-flusho",
                    "-extproc"));

    @Override
    public int run(Process process) throws IOException {
        String name = process.argv().get(0);
        List<String> words = process.arguments();
        for (String each : words) {
            boolean known =
                    each.matches("-?(echo|icanon|isig|icrnl|opost|onlcr|ixon|raw|cooked)|sane|size|-a|-g|--all|--save");
            boolean setting = each.matches(
                    "-?(iexten|echoe|echok|echonl|ixoff|ixany|tostop|iutf8|cbreak)|rows|cols|columns|[0-9]+|erase|intr|kill|eof|susp|\\^.|\\^-|undef");
            if (!known && !setting) {
                process.err().println(name + ": invalid argument " + Quoting.locale(each));
                process.err().println("Try '" + name + " --help' for more information.");
                return 1;
            }
        }
        Optional<Terminal> terminal = process.fd(0).terminal();
        if (terminal.isEmpty()) {
            process.err().println(name + ": 'standard input': " + Errno.ENOTTY.text());
            return 1;
        }
        Termios mode = terminal.get() instanceof Pty pty
                ? pty.termios()
                : Termios.SANE.withEcho(terminal.get().echo());
        if (words.isEmpty()) {
            brief(process, mode);
        }
        for (String each : words) {
            switch (each) {
                case "size" ->
                    process.out()
                            .println(
                                    terminal.get().rows() + " " + terminal.get().columns());
                case "-a", "--all" -> all(process, terminal.get(), mode);
                case "-g", "--save" ->
                    process.out().println((mode.mapReturn() ? 500 : 400) + ":5:bf:" + (mode.echo() ? "8a3b" : "8a33"));
                default -> set(terminal.get(), each);
            }
        }
        return 0;
    }

    private static void set(Terminal terminal, String word) {
        if (word.endsWith("echo")) {
            terminal.echo(!word.startsWith("-"));
        }
        if (!(terminal instanceof Pty pty)) {
            return;
        }
        Termios t = pty.termios();
        boolean on = !word.startsWith("-");
        pty.termios(
                switch (word.replaceFirst("^-", "")) {
                    case "sane", "cooked" -> Termios.SANE;
                    case "raw" -> on ? Termios.RAW.withEcho(t.echo()) : Termios.SANE;
                    case "cbreak", "icanon" ->
                        new Termios(
                                word.endsWith("icanon") == on,
                                t.echo(),
                                t.signals(),
                                t.mapReturn(),
                                t.process(),
                                t.flowControl(),
                                t.secondEnd());
                    case "isig" ->
                        new Termios(
                                t.canonical(),
                                t.echo(),
                                on,
                                t.mapReturn(),
                                t.process(),
                                t.flowControl(),
                                t.secondEnd());
                    case "icrnl" ->
                        new Termios(
                                t.canonical(), t.echo(), t.signals(), on, t.process(), t.flowControl(), t.secondEnd());
                    case "opost", "onlcr" ->
                        new Termios(
                                t.canonical(),
                                t.echo(),
                                t.signals(),
                                t.mapReturn(),
                                on,
                                t.flowControl(),
                                t.secondEnd());
                    case "ixon" ->
                        new Termios(
                                t.canonical(), t.echo(), t.signals(), t.mapReturn(), t.process(), on, t.secondEnd());
                    default -> t;
                });
    }

    private static String shown(String flag, Termios mode) {
        boolean off = switch (flag) {
            case "echo" -> !mode.echo();
            case "icanon" -> !mode.canonical();
            case "isig" -> !mode.signals();
            case "icrnl" -> !mode.mapReturn();
            case "opost", "onlcr" -> !mode.process();
            case "ixon" -> !mode.flowControl();
            default -> false;
        };
        return off ? "-" + flag : flag;
    }

    private static void brief(Process process, Termios mode) throws IOException {
        process.out().println("speed 38400 baud; line = 0;");
        List<String> changed = new ArrayList<>(List.of("-brkint", "-imaxbel"));
        for (List<String> group : FLAGS) {
            for (String each : group) {
                if (!shown(each, mode).equals(each)) {
                    changed.add(shown(each, mode));
                }
            }
        }
        process.out().println(String.join(" ", changed));
    }

    private static void all(Process process, Terminal terminal, Termios mode) throws IOException {
        int width = terminal.columns() > 0 ? terminal.columns() : 80;
        process.out()
                .println("speed 38400 baud; rows " + terminal.rows() + "; columns " + terminal.columns()
                        + "; line = 0;");
        wrap(process, KEYS.stream().map(it -> it + ";").toList(), width);
        for (List<String> group : FLAGS) {
            wrap(process, group.stream().map(it -> shown(it, mode)).toList(), width);
        }
    }

    private static void wrap(Process process, List<String> words, int width) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String each : words) {
            if (line.length() > 0 && line.length() + 1 + each.length() >= width) {
                process.out().println(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(each);
        }
        process.out().println(line.toString());
    }
}
