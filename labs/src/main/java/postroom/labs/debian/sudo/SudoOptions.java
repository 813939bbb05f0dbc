package postroom.labs.debian.sudo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * A command line of {@code sudo(8)}.
 *
 * @param given the options, by their letters
 * @param assignments variables for the command's environment
 * @param command the command and its arguments
 */
record SudoOptions(Getopt.Parsed given, Map<String, String> assignments, List<String> command) {
    private static final int USAGE_WIDTH = 80;
    private static final int USAGE_INDENT = "usage: sudo ".length();

    private static final Getopt GETOPT = new Getopt(
            "+Aa:BbC:c:D:Eeg:Hh::iKklNnPp:R:r:SsT:t:U:u:Vv",
            "askpass",
            "A",
            "background",
            "b",
            "bell",
            "B",
            "close-from=",
            "C",
            "chdir=",
            "D",
            "preserve-env==",
            "E",
            "edit",
            "e",
            "group=",
            "g",
            "set-home",
            "H",
            "help",
            "help",
            "host=",
            "h",
            "login",
            "i",
            "remove-timestamp",
            "K",
            "reset-timestamp",
            "k",
            "list",
            "l",
            "non-interactive",
            "n",
            "no-update",
            "N",
            "preserve-groups",
            "P",
            "prompt=",
            "p",
            "chroot=",
            "R",
            "role=",
            "r",
            "stdin",
            "S",
            "shell",
            "s",
            "type=",
            "t",
            "command-timeout=",
            "T",
            "other-user=",
            "U",
            "user=",
            "u",
            "version",
            "V",
            "validate",
            "v");
    private static final Set<String> MODES = Set.of("e", "i", "K", "k", "l", "s", "v", "V", "help");

    /** Takes a command line apart; every failure is followed by the usage. */
    static SudoOptions parse(List<String> argv) throws UsageException {
        Getopt.Parsed parsed = GETOPT.parse(argv);
        List<Getopt.Option> options = new ArrayList<>(parsed.options());
        options.replaceAll(it -> it.is("h") && it.value() == null ? new Getopt.Option("help", null) : it);
        Map<String, String> assignments = new LinkedHashMap<>();
        List<String> command = parsed.operands();
        while (!command.isEmpty() && command.get(0).matches("[^=/]+=.*")) {
            int equals = command.get(0).indexOf('=');
            assignments.put(command.get(0).substring(0, equals), command.get(0).substring(equals + 1));
            command = command.subList(1, command.size());
        }
        SudoOptions result = new SudoOptions(new Getopt.Parsed(options, command), assignments, command);
        result.check(argv.get(0));
        return result;
    }

    private void check(String program) throws UsageException {
        if (has("i") && has("s")) {
            throw new UsageException(program + ": you may not specify both the -i and -s options");
        }
        if (has("U") && !has("l")) {
            throw new UsageException(program + ": the -U option may only be used with the -l option");
        }
        boolean needsCommand = given.options().stream().noneMatch(it -> MODES.contains(it.key()));
        boolean nothingToDo = command.isEmpty() && (needsCommand || has("e"));
        if (nothingToDo || has("l") && has("u") && command.isEmpty() || has("v") && !command.isEmpty()) {
            throw new UsageException("");
        }
    }

    boolean has(String letter) {
        return given.has(letter);
    }

    String value(String letter, String fallback) {
        return given.value(letter, fallback);
    }

    /** A shell is to be run: {@code -i} or {@code -s}. */
    boolean shell() {
        return has("i") || has("s");
    }

    /** The usage as sudo prints it after a mistake: as wide as the terminal. */
    static String usage(Process process) throws ErrnoException {
        String help = HelpText.of("sudo/sudo");
        String usage = help.substring(help.indexOf("usage:"), help.indexOf("\n\nOptions:") + 1);
        int width = process.fd(2)
                .terminal()
                .map(it -> it.columns())
                .filter(it -> it > 0)
                .orElse(USAGE_WIDTH);
        if (width == USAGE_WIDTH) {
            return usage;
        }
        StringBuilder out = new StringBuilder();
        for (String line : usage.replaceAll("\\n +", " ").split("\n")) {
            String rest = line;
            while (rest.length() >= width) {
                int blank = rest.lastIndexOf(' ', width - 1);
                out.append(rest, 0, blank).append('\n');
                rest = " ".repeat(USAGE_INDENT) + rest.substring(blank + 1);
            }
            out.append(rest).append('\n');
        }
        return out.toString();
    }
}
