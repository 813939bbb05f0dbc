package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.regex.RegexException;

/** The commands of the colon: reads them, and hands them to those who do them. */
final class ViEx {
    private static final Pattern NAMED = Pattern.compile("^([a-zA-Z]+|[&<>=])(!?)\\s*(.*)$", Pattern.DOTALL);
    private static final Pattern SUBSTITUTE = Pattern.compile("s(?:ubstitute)?([^a-zA-Z0-9 ].*)", Pattern.DOTALL);
    /** What {@code :g} can do to a line. */
    private static final String ON_EACH = "d|delete|s.*|j|join|>|<|m.*|t.*";

    private static final Set<String> NOT_IN_TINY = Set.of(
            "sy",
            "syn",
            "syntax",
            "vs",
            "vsplit",
            "sp",
            "split",
            "tabe",
            "tabnew",
            "map",
            "let",
            "if",
            "call",
            "function",
            "echo",
            "source",
            "so");

    private final ViText text;
    private final ViWindow window;
    private final ViRanges ranges;
    private final ViChanges changes;
    private final ViPatterns patterns;
    private final ViSubstitution substitution;
    private final ViSettings settings;
    private final ViShell shell;
    private final List<ExCommands> others;

    ViEx(
            ViText text,
            ViWindow window,
            ViRanges ranges,
            ViChanges changes,
            ViPatterns patterns,
            ViSubstitution substitution,
            ViSettings settings,
            ViShell shell,
            List<ExCommands> others) {
        this.text = text;
        this.window = window;
        this.ranges = ranges;
        this.changes = changes;
        this.patterns = patterns;
        this.substitution = substitution;
        this.settings = settings;
        this.shell = shell;
        this.others = others;
    }

    /** Does a command, given without its colon. */
    void run(String line) throws IOException {
        String command = line.strip();
        if (command.isEmpty()) {
            return;
        }
        try {
            ViRanges.Parsed parsed = ranges.parse(command);
            ViRange range = parsed.range();
            String rest = parsed.rest().strip();
            if (range.from() > range.to()) {
                throw new WrongCommand("E493: Backwards range given");
            }
            if (range.to() >= text.size() && range.given() && !parsed.rest().isEmpty()) {
                throw new WrongCommand("E16: Invalid range");
            }
            if (rest.isEmpty()) {
                text.goToText(range.to());
            } else {
                changes.begin();
                run(range, rest);
            }
        } catch (WrongCommand wrong) {
            window.alert(wrong.getMessage());
        } catch (RegexException e) {
            window.alert("E486: Pattern not found: " + patterns.last());
        } finally {
            text.end();
        }
    }

    private void run(ViRange range, String command) throws IOException, WrongCommand, RegexException {
        if (command.startsWith("!")) {
            shell.run(command.substring(1));
            return;
        }
        Matcher substitute = SUBSTITUTE.matcher(command);
        if (substitute.matches()) {
            substitution.run(range, substitute.group(1));
            return;
        }
        Matcher matcher = NAMED.matcher(command);
        if (!matcher.find()) {
            throw new WrongCommand("E492: Not an editor command: " + command);
        }
        String name = matcher.group(1);
        boolean force = !matcher.group(2).isEmpty();
        String argument = matcher.group(3);
        switch (name) {
            case "u", "undo" -> changes.undo();
            case "red", "redo" -> changes.redo();
            case "g", "global", "v", "vglobal" -> global(range, argument, force || name.startsWith("v"));
            case "set", "se" -> settings.set(argument);
            case "noh", "nohlsearch" -> {}
            case "st", "stop", "sus", "suspend" -> shell.stop();
            case "sh", "shell" -> shell.run("exec \"${SHELL:-/bin/sh}\"");
            case "ver", "version" -> window.say("VIM - Vi IMproved 9.0 (2022 Jun 28)");
            case "h", "help" -> window.alert("E433: No tags file");
            default -> other(range, name, force, argument, command);
        }
    }

    private void other(ViRange range, String name, boolean force, String argument, String command)
            throws IOException, WrongCommand {
        if (NOT_IN_TINY.contains(name)) {
            throw new WrongCommand("E319: Sorry, the command is not available in this version");
        }
        for (ExCommands each : others) {
            if (each.run(range, name, force, argument)) {
                return;
            }
        }
        throw new WrongCommand("E492: Not an editor command: " + command);
    }

    private void global(ViRange range, String argument, boolean inverse)
            throws IOException, WrongCommand, RegexException {
        if (argument.isEmpty()) {
            throw new WrongCommand("E148: Regular expression missing from :global");
        }
        String[] parts = argument.substring(1).split(Pattern.quote(argument.substring(0, 1)), 2);
        Pattern pattern = patterns.compile(parts[0]);
        String command = parts.length > 1 ? parts[1] : "";
        if (!command.matches(ON_EACH)) {
            throw new WrongCommand("E492: Not an editor command: g" + argument);
        }
        int before = text.size();
        int hits = 0;
        int end = range.endOfAll(text.size());
        for (int row = range.fromOfAll(); row < end && row < text.size(); row++) {
            if (patterns.in(text.line(row), pattern).find() != inverse) {
                hits++;
                int size = text.size();
                text.row = row;
                run(new ViRange(row, row, true), command);
                row += text.size() - size;
                end += text.size() - size;
            }
        }
        if (hits == 0) {
            throw new WrongCommand("E486: Pattern not found: " + parts[0]);
        }
        window.sayGrowth(text.size() - before);
    }
}
