package postroom.labs.shell.run;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.syntax.ByteText;

/**
 * The last steps of a forked process: {@code execve}, and bash's explanation when that fails.
 *
 * @param prefix what stands before messages
 * @param dash whether dash explains
 */
record ProgramStart(String zero, BuiltinTable builtins, String prefix, boolean dash) {
    private static final int HEAD = 80;

    /** Runs the program to its end; a file that no kernel knows is a script. */
    int exec(Process process, String path, List<String> arguments) {
        try {
            return process.exec(path, arguments);
        } catch (ErrnoException e) {
            return failed(process, path, arguments, e.errno());
        } catch (IOException e) {
            say(process, path.substring(path.lastIndexOf('/') + 1) + ": " + e.getMessage());
            return 1;
        }
    }

    private int failed(Process process, String path, List<String> arguments, Errno errno) {
        String name = arguments.get(0);
        switch (errno) {
            case ENOEXEC -> {
                return script(process, path, arguments);
            }
            case ENOENT -> {
                if (process.files().exists(path)) {
                    say(process, prefix + path + ": cannot execute: required file not found");
                    return 127;
                }
                say(process, prefix + name + ": " + (dash ? "not found" : errno.text()));
                return 127;
            }
            case ENOTDIR -> {
                say(process, prefix + path + ": " + errno.text());
                return 126;
            }
            case EACCES -> {
                say(process, prefix + path + ": " + (dash ? errno.text() : reason(process, path, errno)));
                return 126;
            }
            default -> {
                say(process, prefix + path + ": " + errno.text());
                return 126;
            }
        }
    }

    private static String reason(Process process, String path, Errno errno) {
        try {
            return process.files().stat(path).isDirectory() ? Errno.EISDIR.text() : errno.text();
        } catch (ErrnoException e) {
            return errno.text();
        }
    }

    private static byte[] head(Process process, String path) {
        try {
            OpenFile file = process.files().open(path, EnumSet.of(Open.READ), 0);
            try {
                byte[] head = new byte[HEAD];
                int count = Math.max(0, file.tryRead(head, 0, head.length));
                return java.util.Arrays.copyOf(head, count);
            } finally {
                file.close();
            }
        } catch (ErrnoException unreadable) {
            return new byte[0];
        }
    }

    private int script(Process process, String path, List<String> arguments) {
        if (ScriptRunner.isBinary(head(process, path))) {
            say(process, prefix + path + ": cannot execute binary file: " + Errno.ENOEXEC.text());
            return 126;
        }
        process.argv(arguments);
        Shell shell =
                new Shell(process, builtins, dash, path, new Shell.Mode(false, false, false, false), new History());
        shell.positional(arguments.subList(1, arguments.size()));
        return new ScriptRunner(shell).file(path);
    }

    /** Says something on a process' standard error. */
    static void say(Process process, String message) {
        byte[] bytes = ByteText.encode(message + "\n");
        try {
            process.err().write(bytes, 0, bytes.length);
        } catch (IOException nowhere) {
            process.err().discard();
        }
    }
}
