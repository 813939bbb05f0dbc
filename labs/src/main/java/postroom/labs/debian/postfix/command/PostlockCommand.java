package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Descriptor;
import postroom.labs.io.ErrnoException;

/** {@code postlock(1)}: runs a command while a mailbox is locked as Postfix locks it. */
final class PostlockCommand implements Program {
    private static final int TEMPORARY = 75;
    private static final List<String> STYLES = List.of("flock", "fcntl", "dotlock");
    private static final Fatal USAGE =
            new Fatal("usage: postlock [-c config_dir] [-l lock_style] [-v] folder command...", TEMPORARY);

    @Override
    public int run(Process process) throws IOException {
        return new Tool(process, "postlock", null, false).run(it -> run(process, it));
    }

    private static int run(Process process, Tool tool) throws IOException {
        List<String> words = new ArrayList<>();
        String given = "";
        for (Tool.Option option : tool.ownOptions(process.arguments(), "c:l:v", USAGE)) {
            switch (option.letter()) {
                case 0 -> words.add(option.value());
                case 'c' -> tool.directory(option.value());
                case 'l' -> given = option.value();
                default -> {
                    // -v: nothing more is to be told
                }
            }
        }
        if (words.size() < 2) {
            throw USAGE;
        }
        Parameters parameters = checked(tool);
        String styles = given.isEmpty() ? parameters.get("mailbox_delivery_lock") : given;
        for (String each : Parameters.words(styles)) {
            if (!STYLES.contains(each)) {
                throw new Fatal(
                        "unknown mailbox_delivery_lock value \"" + each + "\" in \"" + styles + "\"", TEMPORARY);
            }
        }
        String folder = words.get(0);
        boolean dots = Parameters.words(styles).contains("dotlock");
        Descriptor locked = open(process, folder);
        try {
            if (dots) {
                lock(process, folder);
            }
            return Running.run(process, words.subList(1, words.size()));
        } catch (ErrnoException e) {
            throw new Fatal("execvp " + words.get(1) + ": " + e.getMessage());
        } finally {
            locked.close();
            if (dots && process.files().exists(folder + ".lock")) {
                process.files().unlink(folder + ".lock");
            }
        }
    }

    private static Parameters checked(Tool tool) {
        try {
            return tool.parameters();
        } catch (Fatal fatal) {
            throw new Fatal(fatal.getMessage(), TEMPORARY);
        }
    }

    private static Descriptor open(Process process, String folder) {
        try {
            return process.open(folder, EnumSet.of(Open.WRITE, Open.CREATE), 0600);
        } catch (ErrnoException e) {
            if (process.files().exists(folder)) {
                lock(process, folder);
            }
            throw new Fatal("open file " + folder + ": " + e.getMessage(), TEMPORARY);
        }
    }

    private static void lock(Process process, String folder) {
        try {
            process.open(folder + ".lock", EnumSet.of(Open.WRITE, Open.CREATE, Open.EXCLUSIVE), 0600)
                    .close();
        } catch (ErrnoException e) {
            throw new Fatal(
                    "open file " + folder + ": unable to create lock file " + folder + ".lock: " + e.getMessage(),
                    TEMPORARY);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
