package postroom.labs.debian.vimtiny;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;

/** The commands of the colon. */
final class ViEx {
    /** The part of a command before its name: from line to line, both from 0. */
    private record Range(int from, int to, boolean given, String rest) {}

    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    private final ViEditor editor;
    private final ViText text;
    private final ViWindow window;
    private final ViOptions options;
    private String lastPattern = "";
    private String lastReplacement = "";

    ViEx(ViEditor editor, ViText text, ViWindow window, ViOptions options) {
        this.editor = editor;
        this.text = text;
        this.window = window;
        this.options = options;
    }

    /** Does a command, given without its colon. */
    void run(String line) throws IOException {
        String command = line.strip();
        if (command.isEmpty()) {
            return;
        }
        try {
            Range range = range(command);
            if (range.from > range.to) {
                throw new Wrong("E493: Backwards range given");
            }
            if (range.to >= text.size() && range.given && !range.rest.isEmpty()) {
                throw new Wrong("E16: Invalid range");
            }
            String rest = range.rest.strip();
            if (rest.isEmpty()) {
                int row = Math.min(range.to, text.size() - 1);
                text.go(row, ViMotions.firstNonBlank(text.line(row)));
            } else {
                text.begin(editor.now());
                named(range, rest);
                text.end();
            }
        } catch (Wrong wrong) {
            text.end();
            window.alert(wrong.getMessage());
        } catch (RegexException e) {
            text.end();
            window.alert("E486: Pattern not found: " + lastPattern);
        }
    }

    private Range range(String command) throws Wrong {
        if (command.startsWith("%")) {
            return new Range(0, text.size() - 1, true, command.substring(1));
        }
        String rest = command;
        List<Integer> found = new ArrayList<>();
        boolean more = true;
        while (more) {
            Matcher address = Pattern.compile("^\\s*(\\d+|\\.|\\$|'[a-z<>])?((?:[+-]\\d*)*)\\s*")
                    .matcher(rest);
            if (!address.find() || address.group().isBlank() && !rest.startsWith(",")) {
                break;
            }
            found.add(address(address.group(1), address.group(2)));
            rest = rest.substring(address.end());
            more = rest.startsWith(",") || rest.startsWith(";");
            rest = more ? rest.substring(1) : rest;
        }
        if (found.isEmpty()) {
            return new Range(text.row, text.row, false, rest);
        }
        int last = found.get(found.size() - 1);
        return new Range(found.size() > 1 ? found.get(found.size() - 2) : last, last, true, rest);
    }

    private int address(String what, String offset) throws Wrong {
        int row = text.row;
        if (what != null && what.equals("$")) {
            row = text.size() - 1;
        } else if (what != null && what.startsWith("'")) {
            Spot mark = text.marks.get(what.charAt(1));
            if (mark == null) {
                throw new Wrong("E20: Mark not set");
            }
            row = mark.row();
        } else if (what != null && !what.equals(".")) {
            row = what.length() > 8 ? text.size() : Math.max(0, Integer.parseInt(what) - 1);
        }
        Matcher steps = Pattern.compile("([+-])(\\d*)").matcher(offset);
        while (steps.find()) {
            int by = steps.group(2).isEmpty()
                    ? 1
                    : Math.min(
                            1_000_000,
                            Integer.parseInt("0"
                                    + steps.group(2)
                                            .substring(
                                                    0,
                                                    Math.min(7, steps.group(2).length()))));
            row += steps.group(1).equals("+") ? by : -by;
        }
        return Math.max(0, row);
    }

    private void named(Range range, String rest) throws IOException, Wrong, RegexException {
        if (rest.startsWith("!")) {
            editor.shell(rest.substring(1));
            return;
        }
        Matcher matcher = Pattern.compile("^([a-zA-Z]+|[&<>=])(!?)\\s*(.*)$", Pattern.DOTALL)
                .matcher(rest);
        if (!matcher.find()) {
            throw new Wrong("E492: Not an editor command: " + rest);
        }
        String name = matcher.group(1);
        boolean force = !matcher.group(2).isEmpty();
        String argument = matcher.group(3);
        if (name.startsWith("s")
                && !name.matches("se|set|sh|shell|st|stop|su|sus|suspend|syn?.*")
                && rest.matches("(?s)s(ubstitute)?[^a-zA-Z0-9 ].*")) {
            substitute(range, rest.replaceFirst("^s(ubstitute)?", ""));
            return;
        }
        switch (name) {
            case "w", "write" -> write(range, force, argument);
            case "wq", "x", "xit", "exit" -> {
                if (!name.startsWith("w") && !text.modified()
                        || editor.files().write(argument, force, 0, text.size())) {
                    editor.quit(force);
                }
            }
            case "q", "quit" -> editor.quit(force);
            case "qa", "qall", "quita" -> editor.quit(force || !text.modified());
            case "wa", "wall" -> write(new Range(0, 0, false, ""), force, "");
            case "wqa", "xa", "xall" -> {
                if (editor.files().write("", force, 0, text.size())) {
                    editor.leave();
                }
            }
            case "e", "edit" -> editor.files().edit(argument, force);
            case "ene", "enew" -> editor.files().edit("", force);
            case "r", "read" -> editor.files().read(argument, range.to);
            case "n", "next" -> editor.files().turn(1, force);
            case "N", "Next", "prev", "previous" -> editor.files().turn(-1, force);
            case "rew", "rewind" -> editor.files().turn(Integer.MIN_VALUE, force);
            case "ar", "args" -> window.say(editor.files().arguments());
            case "f", "file" -> editor.files().info();
            case "d", "delete" -> editor.deleteLines(range.from, Math.min(range.to, text.size() - 1));
            case "y", "yank" -> editor.yankLines(range.from, range.to);
            case "pu", "put" -> editor.putLines(range.to);
            case "j", "join" -> editor.join(range.from, Math.max(2, range.to - range.from + 1), !force);
            case ">" -> editor.shift(range.from, range.to, true);
            case "<" -> editor.shift(range.from, range.to, false);
            case "m", "move", "t", "co", "copy" -> move(range, argument, name.startsWith("m"));
            case "u", "undo" -> editor.undo();
            case "red", "redo" -> editor.redo();
            case "g", "global", "v", "vglobal" -> global(range, argument, force || name.startsWith("v"));
            case "set", "se" -> set(argument);
            case "noh", "nohlsearch" -> {}
            case "k", "ma", "mark" ->
                text.marks.put(argument.isEmpty() ? 'a' : argument.charAt(0), new Spot(range.to, 0));
            case "=" -> window.say(String.valueOf(range.given ? range.to + 1 : text.size()));
            case "st", "stop", "sus", "suspend" -> editor.stop();
            case "sh", "shell" -> editor.shell("exec \"${SHELL:-/bin/sh}\"");
            case "ver", "version" -> window.say("VIM - Vi IMproved 9.0 (2022 Jun 28)");
            case "h", "help" -> window.alert("E433: No tags file");
            case "sy",
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
                    "so" -> throw new Wrong("E319: Sorry, the command is not available in this version");
            default -> throw new Wrong("E492: Not an editor command: " + rest);
        }
    }

    private void write(Range range, boolean force, String argument) throws IOException {
        int from = range.given ? range.from : 0;
        int to = range.given ? range.to + 1 : text.size();
        editor.files().write(argument, force, from, to);
    }

    private void move(Range range, String argument, boolean away) throws Wrong {
        Range target = range(argument.equals("0") ? "1" : argument);
        int at = argument.equals("0") ? 0 : target.to + 1;
        List<String> lines = text.lines(range.from, range.to + 1);
        if (away) {
            if (at > range.from && at <= range.to) {
                throw new Wrong("E134: Cannot move a range of lines into itself");
            }
            text.replaceLines(range.from, range.to + 1, List.of());
            at -= at > range.to ? lines.size() : 0;
        }
        text.replaceLines(at, at, lines);
        text.go(at + lines.size() - 1, 0);
    }

    private void global(Range range, String argument, boolean inverse) throws IOException, Wrong, RegexException {
        if (argument.isEmpty()) {
            throw new Wrong("E148: Regular expression missing from :global");
        }
        int from = range.given ? range.from : 0;
        int to = range.given ? range.to : text.size() - 1;
        String delimiter = argument.substring(0, 1);
        String[] parts = argument.substring(1).split(Pattern.quote(delimiter), 2);
        Pattern pattern = pattern(parts[0]);
        String command = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : "";
        if (!command.matches("d|delete|s.*|j|join|>|<|m.*|t.*")) {
            throw new Wrong("E492: Not an editor command: g" + argument);
        }
        int before = text.size();
        int hits = 0;
        for (int row = from; row <= to && row < text.size(); row++) {
            if (find(pattern, text.line(row)).find() != inverse) {
                hits++;
                int size = text.size();
                text.row = row;
                named(new Range(row, row, true, ""), command);
                row += text.size() - size;
                to += text.size() - size;
            }
        }
        if (hits == 0) {
            throw new Wrong("E486: Pattern not found: " + parts[0]);
        }
        editor.sayLines(text.size() - before);
    }

    private Matcher find(Pattern pattern, String line) {
        return pattern.matcher(new Budgeted(line, editor.process()::step));
    }

    /** A pattern as vim's "magic" ones, near enough a basic one of POSIX. */
    Pattern pattern(String regex) throws RegexException {
        lastPattern = regex.isEmpty() ? lastPattern : regex;
        String plain = lastPattern
                .replace("\\<", "\\b")
                .replace("\\>", "\\b")
                .replace("\\s", "[[:space:]]")
                .replace("\\d", "[0-9]")
                .replace("\\=", "\\?")
                .replaceAll("\\\\[cCvVmM]", "");
        boolean fold = options.ignoreCase || lastPattern.contains("\\c");
        return PosixRegex.compile(plain, PosixRegex.Syntax.BASIC, fold ? Pattern.CASE_INSENSITIVE : 0);
    }

    private void substitute(Range range, String argument) throws IOException, Wrong, RegexException {
        String delimiter = argument.substring(0, 1);
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 1; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (c == '\\' && i + 1 < argument.length()) {
                boolean own = argument.charAt(i + 1) == delimiter.charAt(0);
                part.append(own ? "" : "\\").append(argument.charAt(++i));
            } else if (c == delimiter.charAt(0) && parts.size() < 2) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        String with = parts.size() > 1 ? parts.get(1) : "";
        String flags = parts.size() > 2 ? parts.get(2) : "";
        if (with.equals("~")) {
            with = lastReplacement;
        }
        lastReplacement = with;
        Pattern pattern = pattern(parts.get(0));
        substitute(range, pattern, with, flags);
    }

    private void substitute(Range range, Pattern pattern, String with, String flags) throws IOException, Wrong {
        int count = 0;
        int changed = 0;
        boolean any = false;
        boolean all = flags.contains("g");
        boolean ask = flags.contains("c");
        boolean stop = false;
        int to = Math.min(range.to, text.size() - 1);
        for (int row = range.from; row <= to && !stop; row++) {
            String line = text.line(row);
            Matcher matcher = find(pattern, line);
            StringBuilder out = new StringBuilder();
            int done = 0;
            int here = 0;
            while (!stop && matcher.find()) {
                any = true;
                if (ask) {
                    text.go(row, matcher.start());
                    char answer = editor.confirm(with);
                    stop = answer == 'q' || answer == 'l';
                    ask = answer != 'a';
                    if (answer == 'n' || answer == 'q') {
                        if (!all) {
                            break;
                        }
                        continue;
                    }
                }
                out.append(line, done, matcher.start()).append(replacement(matcher, with));
                done = matcher.end();
                here++;
                if (!all) {
                    break;
                }
            }
            if (here > 0 && !flags.contains("n")) {
                String now = out.append(line.substring(done)).toString();
                List<String> lines = List.of(now.split("\r", -1));
                text.replaceLines(row, row + 1, lines);
                row += lines.size() - 1;
                to += lines.size() - 1;
                text.go(row, 0);
            }
            count += here;
            changed += here > 0 ? 1 : 0;
        }
        if (!any && !flags.contains("e")) {
            throw new Wrong("E486: Pattern not found: " + lastPattern);
        }
        if (count > 2 || flags.contains("n")) {
            String what = flags.contains("n") ? " match" : " substitution";
            String many = flags.contains("n") ? "es" : "s";
            window.say(
                    count + what + (count == 1 ? "" : many) + " on " + changed + (changed == 1 ? " line" : " lines"));
        }
    }

    private static String replacement(Matcher matcher, String with) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < with.length(); i++) {
            char c = with.charAt(i);
            if (c == '&') {
                out.append(matcher.group());
            } else if (c == '\\' && i + 1 < with.length()) {
                char next = with.charAt(++i);
                if (next >= '0' && next <= '9') {
                    String group = next - '0' <= matcher.groupCount() ? matcher.group(next - '0') : "";
                    out.append(group == null ? "" : group);
                } else {
                    out.append(next == 'r' || next == 'n' ? '\r' : next == 't' ? '\t' : next);
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void set(String argument) throws Wrong {
        for (String each : argument.split("\\s+")) {
            one(each);
        }
    }

    private void one(String word) throws Wrong {
        boolean asks = word.endsWith("?");
        String plain = asks ? word.substring(0, word.length() - 1) : word;
        boolean toggles = plain.endsWith("!");
        plain = toggles ? plain.substring(0, plain.length() - 1) : plain;
        boolean off = plain.startsWith("no") && !plain.equals("number");
        String name = off ? plain.substring(2) : plain;
        String[] value = name.split("[=:]", 2);
        switch (value[0]) {
            case "nu", "number" -> options.numbers = flag("number", options.numbers, asks, toggles, off);
            case "list" -> options.list = flag("list", options.list, asks, toggles, off);
            case "ic", "ignorecase" -> options.ignoreCase = flag("ignorecase", options.ignoreCase, asks, toggles, off);
            case "ai", "autoindent" -> options.autoIndent = flag("autoindent", options.autoIndent, asks, toggles, off);
            case "et", "expandtab" -> options.expandTab = flag("expandtab", options.expandTab, asks, toggles, off);
            case "ws", "wrapscan" -> options.wrapScan = flag("wrapscan", options.wrapScan, asks, toggles, off);
            case "ro", "readonly" -> options.readonly = flag("readonly", options.readonly, asks, toggles, off);
            case "cp", "compatible" -> options.compatible = flag("compatible", options.compatible, asks, toggles, off);
            case "ts", "tabstop" -> options.tab = number("tabstop", options.tab, value, asks);
            case "sw", "shiftwidth" -> options.shift = number("shiftwidth", options.shift, value, asks);
            case "hls",
                    "hlsearch",
                    "is",
                    "incsearch",
                    "smd",
                    "showmode",
                    "ru",
                    "ruler",
                    "sm",
                    "showmatch",
                    "paste",
                    "wrap",
                    "sc",
                    "showcmd",
                    "ff",
                    "fileformat",
                    "mouse",
                    "bs",
                    "backspace",
                    "sts",
                    "softtabstop",
                    "tw",
                    "textwidth",
                    "all",
                    "" -> {}
            default -> throw new Wrong("E518: Unknown option: " + word);
        }
    }

    private boolean flag(String name, boolean now, boolean asks, boolean toggles, boolean off) {
        if (asks) {
            window.say((now ? "  " : "no") + name);
            return now;
        }
        return toggles ? !now : !off;
    }

    private int number(String name, int now, String[] value, boolean asks) throws Wrong {
        if (asks || value.length == 1) {
            window.say("  " + name + "=" + now);
            return now;
        }
        if (!value[1].matches("[0-9]{1,4}")) {
            throw new Wrong("E521: Number required after =: " + name + "=" + value[1]);
        }
        int number = Integer.parseInt(value[1]);
        if (number == 0 && name.equals("tabstop")) {
            throw new Wrong("E487: Argument must be positive: tabstop=0");
        }
        return number == 0 ? options.tab : Math.min(number, 200);
    }
}
