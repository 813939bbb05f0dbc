package postroom.labs.debian.sudo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/**
 * What sudo is to run.
 *
 * @param name as it was typed
 * @param path the executable; empty if there is none
 * @param argv what the program sees, its name first
 * @param logged what the log shows
 */
record SudoCommand(String name, Optional<String> path, List<String> argv, List<String> logged) {

    /** Looks for a command in {@code secure_path}. */
    static SudoCommand find(Process process, Sudoers sudoers, List<String> words) {
        String name = words.get(0);
        String where = sudoers.value("secure_path", "");
        Optional<String> path = locate(
                process.files(), name, where.isEmpty() ? process.environment().getOrDefault("PATH", "") : where);
        List<String> logged = new ArrayList<>(words);
        logged.set(0, path.orElse(name));
        return new SudoCommand(name, path, words, logged);
    }

    /** The shell of {@code -i} (the target's, as a login shell) or {@code -s} (the invoker's). */
    static SudoCommand shell(Process process, SudoOptions options, Accounts.User target) {
        boolean login = options.has("i");
        String own = process.host()
                .accounts()
                .user(process.realUid())
                .map(Accounts.User::shell)
                .orElse("");
        String shell = login ? target.shell() : process.environment().getOrDefault("SHELL", own);
        String path = shell.isEmpty() ? "/bin/sh" : shell;
        String base = path.substring(path.lastIndexOf('/') + 1);
        List<String> argv = new ArrayList<>(List.of(login ? "-" + base : path));
        List<String> logged = new ArrayList<>(List.of(path));
        if (!options.command().isEmpty()) {
            argv.add("-c");
            argv.add(String.join(
                    " ", options.command().stream().map(SudoCommand::escaped).toList()));
            logged.add("-c");
            logged.add(argv.get(argv.size() - 1));
        }
        boolean there = process.files().allows(path, 1);
        return new SudoCommand(path, there ? Optional.of(path) : Optional.empty(), argv, logged);
    }

    /** All but letters, digits, underscore, hyphen and dollar get a backslash, so that the shell takes them as they are. */
    private static String escaped(String word) {
        return word.replaceAll("([^A-Za-z0-9_$-])", "\\\\$1");
    }

    private static Optional<String> locate(FileAccess files, String name, String path) {
        if (name.indexOf('/') >= 0) {
            return isProgram(files, name) ? Optional.of(name) : Optional.empty();
        }
        for (String folder : path.split(":")) {
            if (!folder.isEmpty() && isProgram(files, folder + "/" + name)) {
                return Optional.of(folder + "/" + name);
            }
        }
        return Optional.empty();
    }

    private static boolean isProgram(FileAccess files, String path) {
        try {
            return files.stat(path).isFile() && files.allows(path, 1);
        } catch (ErrnoException none) {
            return false;
        }
    }

    String arguments() {
        return String.join(" ", logged.subList(1, logged.size()));
    }

    String withArguments() {
        return String.join(" ", logged);
    }
}
