package postroom.labs.debian.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.pam.PamUnix;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.TextFile;
import postroom.labs.host.Accounts;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.host.WaitStatus;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** What su does once it may: environment, identity, the shell as a child, and the session's lines in the log. */
final class SuSession {
    private static final Set<String> KEPT = Set.of("TERM", "COLORTERM", "NO_COLOR");

    private final Process process;
    private final String program;
    private final Call options;
    private final Accounts.User user;
    private final boolean login;

    SuSession(Call options, String program, Accounts.User user, boolean login) {
        this.process = options.process();
        this.program = program;
        this.options = options;
        this.user = user;
        this.login = login;
    }

    /** @param direct words are a command, not arguments of the shell */
    int run(List<String> words, boolean direct) throws IOException {
        Optional<Credentials> credentials = credentials();
        if (credentials.isEmpty()) {
            return 1;
        }
        boolean preserve = !login && (options.has("m", "p"));
        String shell = shell(preserve);
        PamUnix pam = new PamUnix(process.host(), program + (login ? "-l" : ""));
        String tag = program + "[" + process.pid() + "]";
        pam.logOpened(process, tag, user);
        Process child = process.fork();
        child.become(credentials.get());
        if (!preserve && !direct) {
            Map<String, String> environment = environment(shell);
            child.environment().clear();
            child.environment().putAll(environment);
        }
        goHome(child);
        process.disposition(Signal.INT, Process.Disposition.IGNORE, null);
        process.disposition(Signal.QUIT, Process.Disposition.IGNORE, null);
        process.disposition(Signal.TERM, Process.Disposition.HANDLE, child::signal);
        child.disposition(Signal.INT, Process.Disposition.DEFAULT, null);
        child.disposition(Signal.QUIT, Process.Disposition.DEFAULT, null);
        String path = direct ? words.get(0) : shell;
        List<String> argv = direct ? words : argv(shell, words);
        child.start(it -> execute(it, direct ? which(it, path) : path, argv));
        WaitStatus end = process.waitFor(child, false);
        pam.logClosed(tag, user);
        if (end instanceof WaitStatus.Signalled signalled) {
            process.err().println(signalled.signal().text());
        }
        return end.shellStatus();
    }

    private Optional<Credentials> credentials() throws IOException {
        Accounts accounts = process.host().accounts();
        Credentials all = accounts.credentials(user);
        List<Integer> given = new ArrayList<>();
        for (Getopt.Option each : options.options()) {
            if (each.is("g") || each.is("G")) {
                Optional<Accounts.Group> group = Names.group(accounts, each.value());
                if (group.isEmpty()) {
                    process.err().println(program + ": group " + each.value() + " does not exist");
                    return Optional.empty();
                }
                given.add(each.is("g") ? 0 : given.size(), group.get().gid());
            }
        }
        if (given.isEmpty()) {
            return Optional.of(all);
        }
        int gid = options.has("g") ? given.get(0) : user.gid();
        return Optional.of(new Credentials(user.uid(), gid, new HashSet<>(given)));
    }

    /** The wanted shell, which a user whose own is not in /etc/shells must not choose. */
    private String shell(boolean preserve) throws IOException {
        String own = user.shell().isEmpty() ? "/bin/sh" : user.shell();
        String wanted = options.value("s", preserve ? process.environment().get("SHELL") : null);
        if (wanted == null || wanted.equals(own)) {
            return own;
        }
        if (process.realUid() != 0
                && !TextFile.lines(FileAccess.root(process.host().disk()), "/etc/shells")
                        .contains(own)) {
            process.err().println(program + ": using restricted shell " + own);
            return own;
        }
        return wanted;
    }

    /** The invoker's, changed to speak of the user; at a log-in a new one. Then what {@code pam_env(8)} adds. */
    private Map<String, String> environment(String shell) {
        Map<String, String> result = new LinkedHashMap<>();
        Set<String> listed = Set.of(options.value("w", "TERM").split(","));
        process.environment().forEach((name, value) -> {
            if (!login || KEPT.contains(name) || listed.contains(name)) {
                result.put(name, value);
            }
        });
        result.put("HOME", user.home());
        result.put("SHELL", shell);
        if (login || user.uid() != 0) {
            result.put("USER", user.name());
            result.put("LOGNAME", user.name());
        }
        if (login) {
            result.put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games");
        }
        result.putAll(assignments("/etc/environment"));
        result.putAll(assignments("/etc/default/locale"));
        result.put("MAIL", "/var/mail/" + user.name());
        return result;
    }

    private Map<String, String> assignments(String path) {
        Map<String, String> found = new LinkedHashMap<>();
        try {
            String text = new String(FileAccess.root(process.host().disk()).readAll(path), UTF_8);
            text.lines().map(String::strip).forEach(line -> {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    String name = line.substring(0, equals).replaceFirst("^export\\s+", "");
                    found.put(name, line.substring(equals + 1).replaceAll("^([\"'])(.*)\\1$", "$2"));
                }
            });
        } catch (ErrnoException none) {
            return found;
        }
        return found;
    }

    private void goHome(Process child) throws IOException {
        if (login) {
            try {
                child.chdir(user.home());
            } catch (ErrnoException e) {
                process.err()
                        .println(program + ": warning: cannot change directory to " + user.home() + ": "
                                + e.getMessage());
            }
        }
    }

    private List<String> argv(String shell, List<String> words) {
        String base = shell.substring(shell.lastIndexOf('/') + 1);
        List<String> argv = new ArrayList<>(List.of(login ? "-" + base : base));
        if (options.has("f")) {
            argv.add("-f");
        }
        if (options.has("c")) {
            argv.add("-c");
            argv.add(options.value("c", ""));
        }
        argv.addAll(words);
        return argv;
    }

    private static String which(Process child, String name) {
        if (name.indexOf('/') < 0) {
            for (String folder : child.environment().getOrDefault("PATH", "").split(":")) {
                if (child.files().allows(folder + "/" + name, 1)) {
                    return folder + "/" + name;
                }
            }
        }
        return name;
    }

    private int execute(Process child, String path, List<String> argv) throws IOException {
        try {
            return child.exec(path, argv);
        } catch (ErrnoException e) {
            child.err().println(program + ": failed to execute " + path + ": " + e.getMessage());
            return e.errno() == Errno.ENOENT ? 127 : 126;
        }
    }
}
