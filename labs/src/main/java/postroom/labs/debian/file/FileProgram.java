package postroom.labs.debian.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code file(1)}: guesses what is in a file by its first bytes. */
final class FileProgram implements Program {
    private static final int HEAD = 8192;
    private static final String USAGE =
            "Usage: file [-bcCdEhikLlNnprsSvzZ0] [--apple] [--extension] [--mime-encoding]\n"
                    + "            [--mime-type] [-e <testname>] [-F <separator>]  [-f <namefile>]\n"
                    + "            [-m <magicfiles>] [-P <parameter=value>] [--exclude-quiet]\n"
                    + "            <file> ...\n       file -C [-m <magicfiles>]\n";

    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        boolean brief = false;
        boolean mime = false;
        boolean onlyType = false;
        boolean follow = false;
        List<String> names = new ArrayList<>();
        for (String each : process.arguments()) {
            if (each.matches("-[bihLs]+")) {
                brief |= each.contains("b");
                mime |= each.contains("i");
                follow |= each.contains("L");
            } else if (each.equals("--mime-type") || each.equals("--mime") || each.equals("--brief")) {
                brief |= each.equals("--brief");
                mime |= each.startsWith("--mime");
                onlyType |= each.equals("--mime-type");
            } else if (each.startsWith("-") && each.length() > 1) {
                String what = each.startsWith("--")
                        ? "unrecognized option '" + each + "'"
                        : "invalid option -- '" + each.charAt(1) + "'";
                process.err().print("file: " + what + "\n" + USAGE + "       file [--help]\n");
                return 1;
            } else {
                names.add(each);
            }
        }
        if (names.isEmpty()) {
            process.err().print(USAGE);
            return 1;
        }
        int width = names.stream().mapToInt(Text::width).max().orElse(0);
        for (String name : names) {
            String text = mime ? mime(call, name, onlyType) : describe(call, name, follow);
            String pad = " ".repeat(width - Text.width(name));
            call.print((brief ? "" : (name.equals("-") ? "/dev/stdin" : name) + ": " + pad) + text + "\n");
        }
        return 0;
    }

    private static byte[] head(Call call, String name) throws IOException {
        try (Input in = Input.open(call.process(), name)) {
            byte[] buffer = new byte[HEAD];
            int count = 0;
            int n = 0;
            while (count < HEAD && n >= 0) {
                n = in.read(buffer, count, HEAD - count);
                count += Math.max(0, n);
            }
            return Arrays.copyOf(buffer, count);
        }
    }

    private static String describe(Call call, String name, boolean follow) throws IOException {
        try {
            if (!name.equals("-")) {
                Stat stat = follow ? call.files().stat(name) : call.files().lstat(name);
                String special = special(call, name, stat);
                if (special != null) {
                    return special;
                }
            }
        } catch (ErrnoException e) {
            return "cannot open `" + name + "' (" + e.getMessage() + ")";
        }
        try {
            byte[] head = head(call, name);
            return GzipDescription.fits(head) && !name.equals("-")
                    ? GzipDescription.of(call.files().readAll(name))
                    : FileContent.describe(head);
        } catch (ErrnoException e) {
            return "regular file, no read permission";
        }
    }

    private static String special(Call call, String name, Stat stat) throws ErrnoException {
        switch (stat.type()) {
            case DIRECTORY:
                return (stat.mode() & 01000) != 0 ? "sticky, directory" : "directory";
            case SYMLINK:
                return (call.files().exists(name) ? "symbolic link to " : "broken symbolic link to ")
                        + call.files().readlink(name);
            case FIFO:
                return "fifo (named pipe)";
            case SOCKET:
                return "socket";
            case DEVICE:
                return "character special (" + stat.major() + "/" + stat.minor() + ")";
            default:
                return null;
        }
    }

    private static String mime(Call call, String name, boolean onlyType) throws IOException {
        try {
            FileType type =
                    name.equals("-") ? FileType.FILE : call.files().lstat(name).type();
            String inode = switch (type) {
                case DIRECTORY -> "inode/directory";
                case SYMLINK -> "inode/symlink";
                case FIFO -> "inode/fifo";
                case SOCKET -> "inode/socket";
                case DEVICE -> "inode/chardevice";
                default -> null;
            };
            return inode != null
                    ? inode + (onlyType ? "" : "; charset=binary")
                    : FileContent.mime(head(call, name), onlyType);
        } catch (ErrnoException e) {
            return "cannot open `" + name + "' (" + e.getMessage() + ")";
        }
    }
}
