package postroom.labs.debian.nano;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Signal;
import postroom.labs.host.Terminated;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;
import postroom.labs.terminal.screen.FullScreen;

/** {@code nano(1)}: GNU nano 7.2. */
final class Nano implements Program {
    private static final Getopt OPTIONS = new Getopt(
            "ABC:DEFGHIJ:KLMNOPQ:RST:UVWX:Y:Zabcdef:ghijklmno:pqr:s:tuvwxy$%_0z",
            "smarthome",
            "A",
            "backup",
            "B",
            "backupdir=",
            "C",
            "boldtext",
            "D",
            "tabstospaces",
            "E",
            "multibuffer",
            "F",
            "locking",
            "G",
            "historylog",
            "H",
            "ignorercfiles",
            "I",
            "guidestripe=",
            "J",
            "rawsequences",
            "K",
            "nonewlines",
            "L",
            "trimblanks",
            "M",
            "noconvert",
            "N",
            "bookstyle",
            "O",
            "positionlog",
            "P",
            "quotestr=",
            "Q",
            "restricted",
            "R",
            "softwrap",
            "S",
            "tabsize=",
            "T",
            "quickblank",
            "U",
            "version",
            "V",
            "wordbounds",
            "W",
            "wordchars=",
            "X",
            "syntax=",
            "Y",
            "zap",
            "Z",
            "atblanks",
            "a",
            "breaklonglines",
            "b",
            "constantshow",
            "c",
            "rebinddelete",
            "d",
            "emptyline",
            "e",
            "rcfile=",
            "f",
            "showcursor",
            "g",
            "help",
            "h",
            "autoindent",
            "i",
            "jumpyscrolling",
            "j",
            "cutfromcursor",
            "k",
            "linenumbers",
            "l",
            "mouse",
            "m",
            "noread",
            "n",
            "operatingdir=",
            "o",
            "preserve",
            "p",
            "indicator",
            "q",
            "fill=",
            "r",
            "speller=",
            "s",
            "saveonexit",
            "t",
            "unix",
            "u",
            "view",
            "v",
            "nowrap",
            "w",
            "nohelp",
            "x",
            "afterends",
            "y",
            "stateflags",
            "%",
            "minibar",
            "_",
            "zero",
            "0");
    private static final String LEAVES = "\u001b[?2004h\u001b[?1049h\u001b[?1049l\u001b[?2004l";

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = OPTIONS.parse(process.argv());
        } catch (UsageException e) {
            process.err()
                    .print(e.getMessage() + "\nType '" + process.name() + " -h' for a list of available options.\n");
            return 1;
        }
        if (parsed.has("h")) {
            process.out().print(HelpText.of("nano/nano"));
            return 0;
        }
        if (parsed.has("V")) {
            process.out()
                    .print(" GNU nano, version 7.2\n (C) 2023 the Free Software Foundation and various contributors\n"
                            + " Compiled options: --disable-libmagic --enable-utf8\n");
            return 0;
        }
        Options options = options(parsed);
        String wrong = wrongNumber(parsed);
        if (wrong != null) {
            process.err().println(wrong);
            return 1;
        }
        return edit(process, options, parsed.operands());
    }

    private static Options options(Getopt.Parsed parsed) {
        Options options = new Options();
        options.smartHome = parsed.has("A");
        options.backup = parsed.has("B");
        options.tabsToSpaces = parsed.has("E");
        options.multiBuffer = parsed.has("F");
        options.noNewlines = parsed.has("L");
        options.noConvert = parsed.has("N");
        options.restricted = parsed.has("R");
        options.quickBlank = parsed.has("U");
        options.constantPosition = parsed.has("c");
        options.emptyLine = parsed.has("e");
        options.autoIndent = parsed.has("i");
        options.jumpy = parsed.has("j");
        options.cutToEnd = parsed.has("k");
        options.lineNumbers = parsed.has("l");
        options.noRead = parsed.has("n");
        options.saveOnExit = parsed.has("t");
        options.unixFormat = parsed.has("u");
        options.view = parsed.has("v");
        options.noHelp = parsed.has("x");
        for (Getopt.Option each : parsed.options()) {
            options.breakLongLines = each.is("b") || !each.is("w") && options.breakLongLines;
        }
        if (parsed.value("T", "8").matches("[1-9][0-9]{0,2}")) {
            options.tabSize = Integer.parseInt(parsed.value("T", "8"));
        }
        if (parsed.value("r", "-8").matches("-?[0-9]{1,4}")) {
            options.fill = Integer.parseInt(parsed.value("r", "-8"));
        }
        return options;
    }

    private static String wrongNumber(Getopt.Parsed parsed) {
        String tab = parsed.value("T", "8");
        String fill = parsed.value("r", "-8");
        return !tab.matches("[1-9][0-9]{0,2}")
                ? "Requested tab size \"" + tab + "\" is invalid"
                : !fill.matches("-?[0-9]{1,4}") ? "Requested fill size \"" + fill + "\" is invalid" : null;
    }

    private static int edit(Process process, Options options, List<String> operands) throws IOException {
        Descriptor keyboard = process.fd(0);
        if (operands.contains("-")
                || keyboard.terminal().isEmpty()
                || process.fd(1).terminal().isEmpty()) {
            if (process.fd(1).terminal().isPresent()) {
                process.out().print(LEAVES);
                process.out().flush();
            }
            process.err().println("Standard input is not a terminal");
            return 1;
        }
        Files files = new Files(process, options);
        List<Start> starts = starts(operands);
        List<TextBuffer> buffers = new ArrayList<>();
        Files.Loaded first = null;
        for (Start start : starts) {
            Files.Loaded loaded = start.name.isEmpty() || options.noRead ? null : files.load(start.name);
            boolean there = loaded != null && loaded.there();
            List<String> lines = there ? loaded.lines() : List.of();
            TextBuffer text = new TextBuffer(loaded != null && !there ? "" : start.name, lines, !options.noNewlines);
            text.format = there && !options.unixFormat ? loaded.format() : TextBuffer.Format.UNIX;
            text.ranked = starts.size() > 1;
            buffers.add(text);
            first = buffers.size() == 1 ? loaded : first;
        }
        return run(process, options, starts, buffers, first, files);
    }

    private static int run(
            Process process,
            Options options,
            List<Start> starts,
            List<TextBuffer> buffers,
            Files.Loaded first,
            Files files)
            throws IOException {
        Editor editor = null;
        boolean stayed = true;
        Signal killed = null;
        try (FullScreen screen = new FullScreen(process, process.fd(1), FullScreen.Wish.RAW_WITH_PASTES)) {
            editor = new Editor(process, screen, options, buffers, files);
            editor.begin(
                    first == null ? "Welcome to nano.  For basic help, type Ctrl+G." : first.message(),
                    first != null && first.alert());
            for (int i = 0; i < buffers.size(); i++) {
                starts.get(i).apply(editor, buffers.get(i));
            }
            stayed = editor.run();
        } catch (Terminated end) {
            killed = end.signal();
            if (killed != Signal.HUP && killed != Signal.TERM) {
                throw end;
            }
        }
        if (killed != null || !stayed) {
            rescue(process, editor, files, killed == null ? Signal.HUP : killed);
            return 1;
        }
        return 0;
    }

    /** A text that was not saved when nano is killed goes to a file of its own. */
    private static void rescue(Process process, Editor editor, Files files, Signal signal) throws IOException {
        StringBuilder said = new StringBuilder(signal == Signal.HUP ? "" : "Received SIGHUP or SIGTERM\n");
        for (TextBuffer text : editor == null ? List.<TextBuffer>of() : editor.buffers()) {
            if (!text.modified()) {
                continue;
            }
            String base = (text.name.isEmpty() ? "nano" : text.name) + ".save";
            String name = base;
            for (int i = 1; process.files().exists(name) && i < 100; i++) {
                name = base + "." + i;
            }
            try {
                files.save(text, name, Files.Way.OVERWRITE);
                said.append("\nBuffer written to ").append(name).append('\n');
            } catch (ErrnoException e) {
                said.append("\nBuffer not written to ")
                        .append(name)
                        .append(": ")
                        .append(e.getMessage())
                        .append('\n');
            }
        }
        if (signal != Signal.HUP) {
            process.err().print(said.toString());
        }
    }

    /** A file of the command line and where to begin in it. */
    private record Start(String name, String at) {
        void apply(Editor editor, TextBuffer text) {
            if (at.startsWith("/") || at.startsWith("?")) {
                editor.searching().from(text, at.substring(1));
            } else if (!at.isEmpty()) {
                String[] parts = at.split("[,.]", 2);
                int line = parts[0].isEmpty() ? 1 : Integer.parseInt(parts[0]);
                editor.searching().goTo(text, line, parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
            }
        }
    }

    private static List<Start> starts(List<String> operands) {
        List<Start> starts = new ArrayList<>();
        String at = "";
        for (int i = 0; i < operands.size(); i++) {
            String each = operands.get(i);
            boolean place = each.startsWith("+") && i + 1 < operands.size();
            if (place && each.matches("\\+(-?[0-9]{1,9})?([,.]-?[0-9]{1,9})?|\\+[cCrR]*[/?].+")) {
                at = each.matches("\\+[cCrR]*[/?].+")
                        ? each.substring(each.indexOf(each.contains("/") ? '/' : '?'))
                        : each.substring(1);
                at = at.isEmpty() ? "999999999" : at;
            } else {
                starts.add(new Start(each, at));
                at = "";
            }
        }
        return starts.isEmpty() ? List.of(new Start("", "")) : starts;
    }
}
