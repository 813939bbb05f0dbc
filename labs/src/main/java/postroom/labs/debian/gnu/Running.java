package postroom.labs.debian.gnu;

import java.io.IOException;
import java.util.List;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** How {@code env}, {@code nohup}, {@code timeout} and their like become or start another program ({@code execvp(3)}). */
public final class Running {
    private Running() {}

    /** The path of a command, by {@code $PATH} unless it has a slash. */
    public static String find(Process process, String command) throws ErrnoException {
        if (command.indexOf('/') >= 0) {
            if (!process.files().stat(command).isFile() || !process.files().allows(command, 1)) {
                throw new ErrnoException(Errno.EACCES);
            }
            return command;
        }
        ErrnoException worst = new ErrnoException(Errno.ENOENT);
        for (String folder :
                process.environment().getOrDefault("PATH", "/bin:/usr/bin").split(":", -1)) {
            String path = (folder.isEmpty() ? "." : folder) + "/" + command;
            try {
                if (process.files().stat(path).isFile()) {
                    if (process.files().allows(path, 1)) {
                        return path;
                    }
                    worst = new ErrnoException(Errno.EACCES);
                }
            } catch (ErrnoException next) {
                continue;
            }
        }
        throw worst;
    }

    /** Becomes the command; if that cannot be, says so and gives 126 or 127. */
    public static int become(Call call, List<String> command, String complaint) throws IOException {
        call.out().flush();
        String path;
        try {
            path = find(call.process(), command.get(0));
        } catch (ErrnoException e) {
            call.warn(complaint + e.getMessage());
            return e.errno() == Errno.ENOENT ? 127 : 126;
        }
        return call.process().exec(path, command);
    }

    /** Runs the command as a child to its end and gives its status as a shell would; fails if it cannot be found. */
    public static int run(Process process, List<String> command) throws IOException {
        return run(process, command, null);
    }

    /** The same in a folder; null is where the process is. */
    public static int run(Process process, List<String> command, String folder) throws IOException {
        String path = find(process, command.get(0));
        process.out().flush();
        Process child = process.fork();
        if (folder != null) {
            child.chdir(folder);
        }
        child.start(it -> it.exec(path, command));
        return process.waitFor(child, false).shellStatus();
    }
}
