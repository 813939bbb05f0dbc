package postroom.labs.shell;

import java.util.Optional;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.run.Unwind;

/** The files that bash reads when it begins and when it ends. Source: bash(1), INVOCATION. */
final class Startup {
    private Startup() {}

    static void run(Shell shell, Invocation invocation) {
        String home = shell.variables().get("HOME").orElse("/");
        if (invocation.login() && !invocation.noProfile()) {
            source(shell, "/etc/profile");
            for (String name : new String[] {"/.bash_profile", "/.bash_login", "/.profile"}) {
                if (shell.process().files().allows(home + name, 4)) {
                    source(shell, home + name);
                    break;
                }
            }
        } else if (shell.mode().interactive() && !invocation.noRc()) {
            source(shell, "/etc/bash.bashrc");
            source(shell, invocation.rcFile().orElse(home + "/.bashrc"));
        } else if (!shell.mode().interactive()) {
            Optional<String> file = shell.variables().get("BASH_ENV").filter(name -> !name.isEmpty());
            file.ifPresent(name -> source(shell, name));
        }
    }

    /** {@code ~/.bash_logout}, when a log-in shell ends. */
    static void logout(Shell shell) {
        if (shell.mode().login()) {
            source(shell, shell.variables().get("HOME").orElse("/") + "/.bash_logout");
        }
    }

    private static void source(Shell shell, String path) {
        try {
            shell.sourceFile(path);
        } catch (ErrnoException missing) {
            // a start-up file that is not there or not readable is passed over
        } catch (Unwind.Interrupt stopped) {
            shell.status(130);
        }
    }
}
