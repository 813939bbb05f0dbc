package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import postroom.labs.shell.pattern.Glob;
import postroom.labs.shell.pattern.Marked;
import postroom.labs.shell.pattern.Pattern;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.syntax.ReservedWords;

/** {@code compgen}: the candidates for a word, of the kinds that the options name. */
final class Compgen implements Builtin {
    @Override
    public String name() {
        return "compgen";
    }

    @Override
    public String synopsis() {
        return "compgen [-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command]"
                + " [-X filterpat] [-P prefix] [-S suffix] [word]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "abcdefgjksuvo:A:G:W:F:C:X:P:S:", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        OptionScan scan = options.get();
        List<String> operands = scan.operands(arguments);
        String word = operands.isEmpty() ? "" : operands.get(0);
        String action = scan.value('A').orElse("");
        List<String> found = new ArrayList<>();
        if (scan.has('a') || action.equals("alias")) {
            found.addAll(shell.aliases().keySet());
        }
        if (scan.has('b') || action.equals("builtin")) {
            shell.builtins().all().forEach(builtin -> found.add(builtin.name()));
        }
        if (scan.has('c') || action.equals("command")) {
            found.addAll(commands(shell));
        }
        if (scan.has('k') || action.equals("keyword")) {
            found.addAll(ReservedWords.ALL);
        }
        if (action.equals("function")) {
            found.addAll(shell.functions().keySet());
        }
        if (scan.has('v') || action.equals("variable")) {
            found.addAll(shell.variables().names());
        }
        if (scan.has('e') || action.equals("export")) {
            found.addAll(shell.variables().environment().keySet());
        }
        if (scan.has('u') || action.equals("user")) {
            shell.process().host().accounts().users().forEach(user -> found.add(user.name()));
        }
        if (scan.has('g') || action.equals("group")) {
            shell.process().host().accounts().groups().forEach(group -> found.add(group.name()));
        }
        if (scan.value('W').isPresent()) {
            found.addAll(List.of(scan.value('W').get().strip().split("[ \t\n]+")));
        }
        found.removeIf(candidate -> !candidate.startsWith(word));
        boolean folders = scan.has('d') || action.equals("directory");
        if (folders || scan.has('f') || action.equals("file")) {
            found.addAll(paths(shell, word, folders));
        }
        for (String candidate : found) {
            shell.out(scan.value('P').orElse("") + candidate + scan.value('S').orElse("") + "\n");
        }
        return found.isEmpty() ? 1 : 0;
    }

    /** All command names that begin with anything. */
    static List<String> commands(Shell shell) {
        TreeSet<String> names = new TreeSet<>(shell.aliases().keySet());
        names.addAll(shell.functions().keySet());
        shell.builtins().all().forEach(builtin -> names.add(builtin.name()));
        for (String folder : shell.variables().get("PATH").orElse("").split(":")) {
            shell.step();
            names.addAll(shell.files().names(folder));
        }
        return new ArrayList<>(names);
    }

    private static List<String> paths(Shell shell, String word, boolean foldersOnly) {
        int slash = word.lastIndexOf('/') + 1;
        String folder = word.substring(0, slash);
        String start = word.substring(slash);
        Pattern any = Pattern.compile(Marked.active("*"), false, false);
        List<String> found = new ArrayList<>();
        for (String name : shell.files().names(folder.isEmpty() ? "." : folder)) {
            boolean hidden = name.startsWith(".") && !start.startsWith(".");
            if (name.startsWith(start)
                    && !hidden
                    && any.matches(name)
                    && (!foldersOnly || shell.files().isFolder(folder + name))) {
                found.add(folder + name);
            }
        }
        found.sort(Glob::compare);
        return found;
    }
}
