package postroom.labs.debian.nano;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.CommandOutput;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** Writing texts to files and files into texts, with the questions before it. */
final class Saving {
    private final Process process;
    private final Screenful view;
    private final Options options;
    private final Prompt prompt;
    private final HelpViewer help;
    private final Files files;

    Saving(Process process, Screenful view, Options options, Prompt prompt, HelpViewer help, Files files) {
        this.process = process;
        this.view = view;
        this.options = options;
        this.prompt = prompt;
        this.help = help;
        this.files = files;
    }

    /** ^O: true if the text was written. */
    boolean writeOut(TextBuffer text) throws IOException {
        String typed = text.name;
        String region = text.mark == null ? null : region(text);
        if (region != null) {
            typed = "";
        }
        Files.Way way = Files.Way.OVERWRITE;
        while (true) {
            String what = region != null
                    ? switch (way) {
                        case PREPEND -> "Prepend Selection to File";
                        case APPEND -> "Append Selection to File";
                        default -> "Write Selection to File";
                    }
                    : switch (way) {
                        case PREPEND -> "File Name to Prepend to";
                        case APPEND -> "File Name to Append to";
                        default -> "File Name to Write";
                    };
            String question = what + (region != null ? "" : text.format.label) + (options.backup ? " [Backup]" : "");
            Prompt.Answer answer = prompt.ask(
                    Menu.WRITE,
                    question,
                    typed,
                    List.of(),
                    List.of("^G", "M-D", "M-d", "M-M", "M-m", "M-A", "M-a", "M-P", "M-p", "M-B", "M-b", "^Q"));
            typed = answer.text();
            switch (answer.stroke()) {
                case "^G" -> help.show("write");
                case "M-D", "M-d" ->
                    text.format = text.format == TextBuffer.Format.DOS ? TextBuffer.Format.UNIX : TextBuffer.Format.DOS;
                case "M-M", "M-m" ->
                    text.format = text.format == TextBuffer.Format.MAC ? TextBuffer.Format.UNIX : TextBuffer.Format.MAC;
                case "M-A", "M-a" -> way = way == Files.Way.APPEND ? Files.Way.OVERWRITE : Files.Way.APPEND;
                case "M-P", "M-p" -> way = way == Files.Way.PREPEND ? Files.Way.OVERWRITE : Files.Way.PREPEND;
                case "M-B", "M-b" -> options.backup = !options.backup;
                case "^M" -> {
                    if (typed.isEmpty()) {
                        view.say("Cancelled");
                        return false;
                    }
                    String path = home(typed);
                    if (way == Files.Way.OVERWRITE
                            && !path.equals(text.name)
                            && process.files().exists(path)) {
                        char sure = prompt.yesNo("File \"" + typed + "\" exists; OVERWRITE? ", false);
                        if (sure == 'n') {
                            continue;
                        }
                        if (sure == 'c') {
                            view.say("Cancelled");
                            return false;
                        }
                    } else if (region == null
                            && way == Files.Way.OVERWRITE
                            && !text.name.isEmpty()
                            && !path.equals(text.name)) {
                        char sure = prompt.yesNo("Save file under DIFFERENT NAME? ", false);
                        if (sure == 'n') {
                            continue;
                        }
                        if (sure == 'c') {
                            view.say("Cancelled");
                            return false;
                        }
                    }
                    return region == null ? write(text, path, way) : writeRegion(region, path, way);
                }
                default -> {
                    view.say("Cancelled");
                    return false;
                }
            }
        }
    }

    private static String region(TextBuffer text) {
        boolean after = text.mark.compareTo(text.place()) <= 0;
        return after ? text.text(text.mark, text.place()) : text.text(text.place(), text.mark);
    }

    private String home(String path) {
        String home = process.environment().get("HOME");
        return path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path;
    }

    private boolean writeRegion(String region, String path, Files.Way way) {
        try {
            files.write(path, Text.bytes(region), way);
            int count = (int) region.lines().count();
            view.say(wrote(count));
            return true;
        } catch (ErrnoException e) {
            view.alert("Error writing " + path + ": " + e.getMessage());
            return false;
        }
    }

    private static String wrote(int lines) {
        return "Wrote " + lines + (lines == 1 ? " line" : " lines");
    }

    /** ^S: true if the text was written. */
    boolean save(TextBuffer text) throws IOException {
        return text.name.isEmpty() ? writeOut(text) : write(text, text.name, Files.Way.OVERWRITE);
    }

    private boolean write(TextBuffer text, String path, Files.Way way) {
        if (options.view) {
            view.say("Key is invalid in view mode");
            return false;
        }
        try {
            if (options.backup && process.files().exists(path)) {
                files.write(path + "~", process.files().readAll(path), Files.Way.OVERWRITE);
            }
            files.save(text, path, way);
        } catch (ErrnoException e) {
            String message = e.errno() == Errno.EISDIR ? "\"" + path + "\" is a directory" : null;
            view.alert(message != null ? message : "Error writing " + path + ": " + e.getMessage());
            return false;
        }
        if (way == Files.Way.OVERWRITE) {
            text.name = path;
            text.isSaved();
        }
        view.say(wrote(text.fileLines()));
        return true;
    }

    /** ^R: puts a file, or what a command prints, into the text. */
    void insert(TextBuffer text) throws IOException {
        boolean command = false;
        String typed = "";
        while (true) {
            Prompt.Answer answer = prompt.ask(
                    command ? Menu.EXECUTE : Menu.INSERT,
                    command ? "Command to execute" : "File to insert [from ./]",
                    typed,
                    List.of(),
                    List.of("^G", "^X"));
            typed = answer.text();
            switch (answer.stroke()) {
                case "^G" -> help.show(command ? "execute" : "insert");
                case "^X" -> command = !command;
                case "^M" -> {
                    if (typed.isEmpty()) {
                        view.say("Cancelled");
                    } else if (command) {
                        execute(text, typed);
                    } else {
                        insert(text, home(typed));
                    }
                    return;
                }
                default -> {
                    view.say("Cancelled");
                    return;
                }
            }
        }
    }

    /** ^T: what a command prints goes into the text; true if nano shall stop, as by ^T^Z. */
    boolean execute(TextBuffer text) throws IOException {
        String typed = "";
        while (true) {
            Prompt.Answer answer =
                    prompt.ask(Menu.EXECUTE, "Command to execute", typed, List.of(), List.of("^G", "^Z"));
            typed = answer.text();
            switch (answer.stroke()) {
                case "^G" -> help.show("execute");
                case "^Z" -> {
                    return true;
                }
                case "^M" -> {
                    if (typed.isEmpty()) {
                        view.say("Cancelled");
                    } else {
                        execute(text, typed);
                    }
                    return false;
                }
                default -> {
                    view.say("Cancelled");
                    return false;
                }
            }
        }
    }

    private void execute(TextBuffer text, String command) throws IOException {
        byte[] printed = CommandOutput.of(process, command);
        put(text, files.of(printed));
    }

    private void insert(TextBuffer text, String path) {
        if (!process.files().exists(path)) {
            view.alert("File \"" + path + "\" not found");
            return;
        }
        Files.Loaded loaded = files.load(path);
        if (!loaded.there()) {
            view.alert(loaded.message());
            return;
        }
        put(text, loaded);
    }

    private void put(TextBuffer text, Files.Loaded loaded) {
        text.separate();
        text.replace("insertion", text.place(), text.place(), String.join("\n", loaded.lines()));
        text.separate();
        int count = loaded.lines().size()
                - (loaded.lines().get(loaded.lines().size() - 1).isEmpty() ? 1 : 0);
        view.say("Read " + count + (count == 1 ? " line" : " lines"));
    }

    /** Before a text goes: true if it may. */
    boolean mayClose(TextBuffer text) throws IOException {
        if (!text.modified() || options.view) {
            return true;
        }
        if (options.saveOnExit && !text.name.isEmpty()) {
            return write(text, text.name, Files.Way.OVERWRITE);
        }
        char answer = prompt.yesNo("Save modified buffer? ", false);
        if (answer == 'c') {
            view.say("Cancelled");
            return false;
        }
        return answer == 'n' || writeOut(text);
    }
}
