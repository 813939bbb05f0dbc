package postroom.labs.debian.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.gnu.Call;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;

/** What {@code file} says of a file in the form that its options ask for. */
final class Examination {
    private static final int HEAD = 1 << 18;
    private static final Map<String, String> EXTENSIONS = Map.of(
            "application/gzip", "gz/tgz/tpz/zabw/svgz/adz/kmy/xcfgz",
            "application/x-tar", "tar/gtar");

    private final Call call;
    private final Getopt.Parsed options;
    private final boolean type;
    private final boolean encoding;

    Examination(Call call, Getopt.Parsed options) {
        this.call = call;
        this.options = options;
        this.type = options.has("i") || options.has("type");
        this.encoding = options.has("i") || options.has("encoding");
    }

    String of(String name) throws IOException {
        String set = "";
        try {
            if (!name.equals("-")) {
                boolean follow = "L".equals(last("L", "h"));
                Stat stat = follow ? call.files().stat(name) : call.files().lstat(name);
                boolean device = stat.type() == FileType.DEVICE && options.has("s");
                if (stat.type() != FileType.FILE && !device) {
                    return type || encoding ? inode(stat.type()) : modes(stat) + special(name, stat);
                }
                set = type || encoding ? "" : set(stat);
                if (stat.type() == FileType.FILE && stat.size() == 0) {
                    return type || encoding ? mime("inode/x-empty", "binary") : modes(stat) + "empty";
                }
                if (!call.files().allows(name, 4)) {
                    return type || encoding ? mime("application/octet-stream", "binary") : locked(name, stat);
                }
            }
            String content = content(name);
            String joint = set.isEmpty() ? "" : content.startsWith("ELF") ? " " : " , ";
            return set + joint + content;
        } catch (ErrnoException e) {
            return options.has("E")
                    ? "ERROR: cannot stat `" + name + "' (" + e.getMessage() + ")"
                    : "cannot open `" + name + "' (" + e.getMessage() + ")";
        }
    }

    private String last(String... keys) {
        String last = "";
        for (Getopt.Option each : options.options()) {
            last = List.of(keys).contains(each.key()) ? each.key() : last;
        }
        return last;
    }

    private String mime(String media, String charset) {
        return type && encoding ? media + "; charset=" + charset : type ? media : charset;
    }

    private static String set(Stat stat) {
        List<String> set = new ArrayList<>();
        set.addAll((stat.mode() & 04000) != 0 ? List.of("setuid") : List.of());
        set.addAll((stat.mode() & 02000) != 0 ? List.of("setgid") : List.of());
        set.addAll((stat.mode() & 01000) != 0 ? List.of("sticky") : List.of());
        return String.join(", ", set);
    }

    /** The bits that change who runs a program, as the beginning of what is said. */
    private static String modes(Stat stat) {
        String set = set(stat);
        return set.isEmpty() ? "" : set + ", ";
    }

    private String locked(String name, Stat stat) {
        String set = set(stat);
        boolean writable = call.files().allows(name, 2);
        boolean executable = (stat.mode() & 0111) != 0;
        return (set.isEmpty() ? "" : set + " ")
                + (writable ? "writable, " : "")
                + (executable ? "executable, " : "")
                + "regular file, no read permission";
    }

    private String content(String name) throws IOException {
        byte[] head = FileProgram.head(call, name, HEAD);
        FileContent content = new FileContent(head, head.length < HEAD, !excluded("ascii", "text"));
        if (options.has("extension")) {
            return EXTENSIONS.getOrDefault(content.type(), "???");
        }
        boolean packed = GzipDescription.fits(head) && !name.equals("-");
        byte[] whole = packed && head.length == HEAD ? call.files().readAll(name) : head;
        byte[] inside = packed && (options.has("z") || options.has("Z")) ? GzipDescription.inside(whole) : null;
        if (inside != null) {
            FileContent inner = new FileContent(inside, true, true);
            if (type || encoding) {
                return mime(inner.type(), inner.charset())
                        + (options.has("Z") ? "" : " compressed-encoding=application/gzip; charset=binary");
            }
            return inner.describe() + (options.has("Z") ? "" : " (" + GzipDescription.of(whole) + ")");
        }
        if (type || encoding) {
            return mime(content.type(), content.charset());
        }
        return packed ? GzipDescription.of(whole) + GzipDescription.size(whole) : content.describe();
    }

    private boolean excluded(String... tests) {
        return options.options().stream()
                .anyMatch(it -> it.is("e") && List.of(tests).contains(it.value()));
    }

    private String special(String name, Stat stat) throws ErrnoException {
        return switch (stat.type()) {
            case DIRECTORY -> "directory";
            case SYMLINK ->
                (call.files().exists(name) ? "symbolic link to " : "broken symbolic link to ")
                        + call.files().readlink(name);
            case FIFO -> "fifo (named pipe)";
            case SOCKET -> "socket";
            default -> "character special (" + stat.major() + "/" + stat.minor() + ")";
        };
    }

    private String inode(FileType kind) {
        return mime(
                switch (kind) {
                    case DIRECTORY -> "inode/directory";
                    case SYMLINK -> "inode/symlink";
                    case FIFO -> "inode/fifo";
                    case SOCKET -> "inode/socket";
                    default -> "inode/chardevice";
                },
                "binary");
    }
}
