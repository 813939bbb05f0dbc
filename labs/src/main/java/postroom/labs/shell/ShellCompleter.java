package postroom.labs.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import postroom.labs.host.Accounts;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.syntax.ReservedWords;
import postroom.labs.terminal.Completer;
import postroom.labs.terminal.Completion;

/**
 * What a word can be completed to: commands at the start of a command, variables behind a dollar, users behind a tilde,
 * paths elsewhere. Called while the shell is at its prompt, on the thread of the keys.
 */
final class ShellCompleter implements Completer {
    private static final int MAX_CANDIDATES = 5000;
    private static final String SPECIAL = " \t\n\\\"'`@$><=;|&{(*?[#!~^)";
    private static final Set<String> LEADERS = Set.of(
            "sudo", "time", "if", "then", "else", "elif", "while", "until", "do", "!", "{", "exec", "command", "nohup",
            "type", "which", "man");
    private final Shell shell;

    ShellCompleter(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Completion complete(String line, int cursor) {
        WordAt word = WordAt.find(line, cursor);
        if (word.text().startsWith("$")) {
            return variables(word);
        }
        if (word.text().startsWith("~") && word.text().indexOf('/') < 0) {
            return users(word);
        }
        boolean commandPlace = isCommandPlace(line, word.start());
        if (commandPlace && word.text().indexOf('/') < 0) {
            return commands(word);
        }
        return paths(word, commandPlace, isAfterCd(line, word.start()));
    }

    private static String before(String line, int start) {
        return line.substring(0, start).stripTrailing();
    }

    private static boolean isCommandPlace(String line, int start) {
        String before = before(line, start);
        if (before.isEmpty() || ";|&({`".indexOf(before.charAt(before.length() - 1)) >= 0) {
            return true;
        }
        int cut = Math.max(before.lastIndexOf(';'), Math.max(before.lastIndexOf('|'), before.lastIndexOf('&')));
        String[] words = before.substring(cut + 1).strip().split("\\s+");
        for (String word : words) {
            if (!LEADERS.contains(word) && !word.matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAfterCd(String line, int start) {
        String before = before(line, start);
        return before.matches("(.*[;&|]\\s*)?(cd|rmdir|pushd)");
    }

    private Completion variables(WordAt word) {
        boolean braces = word.text().startsWith("${");
        String prefix = word.text().substring(braces ? 2 : 1);
        List<Completion.Candidate> candidates = new ArrayList<>();
        for (String name : shell.variables().names()) {
            if (name.startsWith(prefix)) {
                String text = (braces ? "${" : "$") + name + (braces ? "}" : "");
                candidates.add(new Completion.Candidate(text, text, " "));
            }
        }
        return new Completion(word.start(), candidates);
    }

    private Completion users(WordAt word) {
        List<Completion.Candidate> candidates = new ArrayList<>();
        for (Accounts.User user : shell.process().host().accounts().users()) {
            if (user.name().startsWith(word.text().substring(1))) {
                candidates.add(new Completion.Candidate("~" + user.name(), "~" + user.name(), "/"));
            }
        }
        return new Completion(word.start(), candidates);
    }

    private Completion commands(WordAt word) {
        Set<String> names = new TreeSet<>(ReservedWords.ALL);
        names.addAll(shell.aliases().keySet());
        names.addAll(shell.functions().keySet());
        shell.builtins().all().forEach(builtin -> names.add(builtin.name()));
        for (String folder : shell.variables().get("PATH").orElse("").split(":")) {
            for (String name : shell.files().names(folder)) {
                if (name.startsWith(word.text()) && shell.process().files().allows(folder + "/" + name, 1)) {
                    names.add(name);
                }
            }
        }
        List<Completion.Candidate> candidates = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(word.text()) && candidates.size() < MAX_CANDIDATES) {
                candidates.add(new Completion.Candidate(word.quoted(name), name, word.end()));
            }
        }
        if (candidates.isEmpty()) {
            return paths(word, true, false);
        }
        return new Completion(word.start(), candidates);
    }

    private Completion paths(WordAt word, boolean executables, boolean folders) {
        String text = word.text();
        int slash = text.lastIndexOf('/') + 1;
        String shownFolder = text.substring(0, slash);
        String start = text.substring(slash);
        String folder = shownFolder;
        if (folder.startsWith("~/")) {
            folder = shell.variables().get("HOME").orElse("") + folder.substring(1);
        } else if (folder.startsWith("~")) {
            int end = folder.indexOf('/');
            String name = folder.substring(1, end);
            folder = shell.home(name).orElse("~" + name) + folder.substring(end);
        }
        List<Completion.Candidate> candidates = new ArrayList<>();
        for (String name : shell.files().names(folder.isEmpty() ? "." : folder)) {
            boolean hidden = name.startsWith(".") && !start.startsWith(".");
            if (hidden || !name.startsWith(start) || candidates.size() >= MAX_CANDIDATES) {
                continue;
            }
            boolean isFolder = shell.files().isFolder(folder + name);
            boolean fits = isFolder
                    || !folders && (!executables || shell.process().files().allows(folder + name, 1));
            if (fits) {
                String shown = isFolder ? name + "/" : name;
                candidates.add(
                        new Completion.Candidate(word.quoted(shownFolder + name), shown, isFolder ? "/" : word.end()));
            }
        }
        return new Completion(word.start(), candidates);
    }

    /** The word before the cursor: where it begins, what it says, and the quote that is still open. */
    private record WordAt(int start, String text, char quote) {
        static WordAt find(String line, int cursor) {
            int start = 0;
            char quote = '\0';
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < cursor; i++) {
                char c = line.charAt(i);
                if (quote != '\0' && c == quote) {
                    quote = '\0';
                } else if (quote == '\0' && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (c == '\\' && quote != '\'' && i + 1 < cursor) {
                    text.append(line.charAt(++i));
                } else if (quote == '\0' && " \t\n;|&()<>=`".indexOf(c) >= 0) {
                    start = i + 1;
                    text.setLength(0);
                } else {
                    text.append(c);
                }
            }
            return new WordAt(start, text.toString(), quote);
        }

        String quoted(String value) {
            if (quote != '\0') {
                return quote + value;
            }
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                boolean tilde = c == '~' && i == 0;
                if (SPECIAL.indexOf(c) >= 0 && !tilde) {
                    out.append('\\');
                }
                out.append(c);
            }
            return out.toString();
        }

        String end() {
            return quote == '\0' ? " " : quote + " ";
        }
    }
}
