package postroom.labs.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.Open;
import postroom.labs.fs.OpenFile;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code execve(2)}: from a path to a program, through {@code #!} lines, with the set-uid and set-gid bits. */
final class Exec {
    private static final int MAX_INTERPRETERS = 4;
    private static final int HEAD = 256;

    /** {@code MAX_ARG_STRLEN}: one argument, or one variable with its value, and the NUL behind it. */
    private static final int LONGEST_STRING = 128 << 10;

    private Exec() {}

    /** Checks everything that can fail, then changes the process and gives the program that it now runs. */
    static Program prepare(Process process, String path, List<String> argv) throws ErrnoException {
        long bytes = 0;
        for (String each : argv) {
            bytes += size(each.length());
        }
        for (Map.Entry<String, String> each : process.environment().entrySet()) {
            bytes += size(each.getKey().length() + 1L + each.getValue().length());
        }
        if (bytes > process.host().limits().argumentBytes()) {
            throw new ErrnoException(Errno.E2BIG);
        }
        Program program = prepare(process, path, argv, 0);
        return it -> run(program, it);
    }

    private static long size(long length) throws ErrnoException {
        if (length >= LONGEST_STRING) {
            throw new ErrnoException(Errno.E2BIG);
        }
        return length + 1;
    }

    /** From here on what fails is the program's, no more the call's. */
    private static int run(Program program, Process process) throws IOException {
        try {
            int status = program.run(process);
            process.flushOut();
            return status;
        } catch (OutputException e) {
            return program.unwritable(process, e.errno());
        } catch (ErrnoException unexpected) {
            process.err().println(process.name() + ": " + unexpected.getMessage());
            return 1;
        }
    }

    private static Program prepare(Process process, String path, List<String> argv, int depth) throws ErrnoException {
        FileAccess files = process.files();
        Stat stat = files.stat(path);
        if (!stat.isFile() || !files.allows(path, 1)) {
            throw new ErrnoException(Errno.EACCES);
        }
        byte[] head = new byte[HEAD];
        int length = head(process, path, head);
        Optional<String> id = Executable.idOf(head, length);
        if (id.isPresent()) {
            Program program =
                    process.host().programs().find(id.get()).orElseThrow(() -> new ErrnoException(Errno.ENOEXEC));
            process.argv(argv);
            setIds(process, stat);
            process.forgetHandlers();
            return program;
        }
        if (length < 2 || head[0] != '#' || head[1] != '!') {
            throw new ErrnoException(Errno.ENOEXEC);
        }
        if (depth == MAX_INTERPRETERS) {
            throw new ErrnoException(Errno.ELOOP);
        }
        List<String> all = new ArrayList<>(interpreter(head, length));
        String interpreter = all.get(0);
        all.add(path);
        all.addAll(argv.subList(1, argv.size()));
        return prepare(process, interpreter, all, depth + 1);
    }

    /** The kernel reads a program whether or not its user may. */
    private static int head(Process process, String path, byte[] head) throws ErrnoException {
        FileAccess kernel = process.files().as(Credentials.ROOT);
        OpenFile file = kernel.open(path, EnumSet.of(Open.READ), 0);
        try {
            return Math.max(0, file.tryRead(head, 0, head.length));
        } finally {
            file.close();
        }
    }

    private static List<String> interpreter(byte[] head, int length) throws ErrnoException {
        String text = new String(head, 2, length - 2, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String line = (end < 0 ? text : text.substring(0, end)).strip();
        if (line.isEmpty()) {
            throw new ErrnoException(Errno.ENOEXEC);
        }
        String[] parts = line.split("[ \t]+", 2);
        return List.of(parts);
    }

    private static void setIds(Process process, Stat stat) {
        boolean setUid = (stat.mode() & 04000) != 0;
        boolean setGid = (stat.mode() & 02000) != 0;
        if (setUid || setGid) {
            Credentials old = process.who();
            Set<Integer> groups = new HashSet<>(old.groups());
            process.effective(
                    new Credentials(setUid ? stat.uid() : old.uid(), setGid ? stat.gid() : old.gid(), groups));
        }
    }
}
