package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.io.ErrnoException;

/** {@code pinky(1)}: who is logged in, by utmp nobody, and what is known of somebody. */
final class Pinky extends GnuProgram {
    Pinky() {
        super("sfwiqbhlp");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (!call.has("l")) {
            if (!call.has("f")) {
                boolean name = !call.has("w", "i", "q");
                boolean idle = !call.has("q");
                call.print("Login   " + (name ? " Name               " : "") + "  TTY     " + (idle ? " Idle  " : "")
                        + " When            " + (call.has("i", "q") ? "" : " Where") + "\n");
            }
            return 0;
        }
        if (call.operands().isEmpty()) {
            throw Failure.usage("no username specified; at least one must be specified when using -l");
        }
        for (String each : call.operands()) {
            person(call, each);
        }
        return 0;
    }

    private static void person(Call call, String login) throws IOException {
        var user = call.process().host().accounts().user(login);
        call.print(String.format("Login name: %-28sIn real life: ", login));
        if (user.isEmpty()) {
            call.print(" ???\n");
            return;
        }
        String real = user.get().gecos().split(",", 2)[0];
        call.print(" " + real + "\n");
        if (!call.has("b")) {
            call.print(String.format(
                    "Directory: %-29sShell:  %s\n",
                    user.get().home(), user.get().shell()));
        }
        file(call, call.has("h") ? null : user.get().home() + "/.project", "Project: ");
        file(call, call.has("p") ? null : user.get().home() + "/.plan", "Plan:\n");
        call.print("\n");
    }

    private static void file(Call call, String path, String title) throws IOException {
        if (path == null) {
            return;
        }
        byte[] bytes;
        try {
            bytes = call.files().readAll(path);
        } catch (ErrnoException missing) {
            return; // most people have none
        }
        call.print(title);
        call.out().write(bytes);
    }
}
