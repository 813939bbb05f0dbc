package postroom.labs.debian.gzip;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** One run of {@code gzip}: its operands one after the other. */
final class GzipRun {
    private static final int WARNING = 2;
    private static final Set<String> SUFFIXES = Set.of(".gz", "-gz", ".z", "-z", "_z", ".Z", ".tgz", ".taz");

    private final Call call;
    private boolean headed;

    GzipRun(Call call) {
        this.call = call;
    }

    private boolean unpacks() {
        return call.has("d", "t", "l");
    }

    void run() throws IOException {
        for (String each : call.inputs()) {
            if (each.equals("-")) {
                standard();
            } else {
                operand(each);
            }
        }
    }

    private int level() {
        return Integer.parseInt(call.last("6", "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    }

    private String suffix() {
        return call.value("S", ".gz");
    }

    private void standard() throws IOException {
        boolean read = unpacks();
        if (!call.has("f", "l", "t")
                && call.process().fd(read ? 0 : 1).terminal().isPresent()) {
            throw Failure.of(
                    1,
                    "compressed data not " + (read ? "read from" : "written to") + " a terminal. Use -f to force "
                            + (read ? "de" : "") + "compression.\nFor help, type: " + call.name() + " -h");
        }
        byte[] bytes = Input.standard(call.process()).rest();
        if (!read) {
            byte[] packed = GzipFormat.pack(bytes, null, 0, level(), call.process()::step);
            call.out().write(packed);
            if (call.has("v")) {
                note(Ratio.of(bytes.length, packed.length - 18) + "\n");
            }
            return;
        }
        try {
            GzipFormat.Unpacked unpacked = GzipFormat.unpack(bytes, call.process()::step);
            if (call.has("l")) {
                list("stdout", bytes.length, unpacked);
            } else if (!call.has("t")) {
                call.out().write(unpacked.bytes());
            }
            garbage("stdin", unpacked);
        } catch (GzipFormat.Damaged e) {
            damaged("stdin", e);
        }
    }

    private void damaged(String name, GzipFormat.Damaged e) throws IOException {
        if (call.has("c")) {
            call.out().write(e.partial());
        }
        call.out().flush();
        note("\n" + call.name() + ": " + name + ": " + e.getMessage() + "\n");
        call.fail(1);
    }

    private void garbage(String name, GzipFormat.Unpacked unpacked) throws IOException {
        if (unpacked.garbage() && !call.has("q")) {
            call.out().flush();
            note("\n" + call.name() + ": " + name + ": decompression OK, trailing garbage ignored\n");
        }
        call.fail(unpacked.garbage() ? WARNING : 0);
    }

    private void note(String text) throws IOException {
        call.out().flush();
        call.process().err().print(text);
    }

    /** A warning does not outrank an error, though its number is higher. */
    private void warn(String message) throws IOException {
        if (!call.has("q")) {
            call.warn(message);
        }
        call.fail(call.status() == 1 ? 0 : WARNING);
    }

    private void operand(String given) throws IOException {
        String name = given;
        Stat stat;
        try {
            if (unpacks() && !call.files().exists(name) && !SUFFIXES.contains(ending(name, suffix()))) {
                name = name + suffix();
            }
            stat = call.has("c", "t", "l", "f") || unpacks()
                    ? call.files().stat(name)
                    : call.files().lstat(name);
        } catch (ErrnoException e) {
            call.complain(name + ": " + e.getMessage());
            return;
        }
        if (stat.isDirectory()) {
            if (call.has("r")) {
                folder(name);
            } else {
                warn(name + " is a directory -- ignored");
            }
            return;
        }
        if (stat.type() == FileType.SYMLINK) {
            call.complain(name + ": " + Errno.ELOOP.text());
            return;
        }
        if (!stat.isFile()) {
            warn(name + " is not a directory or a regular file - ignored");
            return;
        }
        if (stat.links() > 1 && !call.has("c", "t", "l", "f", "k")) {
            int others = stat.links() - 1;
            warn(name + " has " + others + " other link" + (others > 1 ? "s" : "") + " -- file ignored");
            return;
        }
        try {
            if (unpacks()) {
                unpack(name, stat);
            } else {
                pack(name, stat);
            }
        } catch (ErrnoException e) {
            call.complain(name + ": " + e.getMessage());
        }
    }

    private void folder(String name) throws IOException {
        List<String> names = new ArrayList<>();
        for (DirectoryEntry each : call.files().list(name)) {
            names.add(name.endsWith("/") ? name + each.name() : name + "/" + each.name());
        }
        for (String each : names) {
            operand(each);
        }
    }

    /** The known suffix of a name; empty if it has none. */
    private String ending(String name, String own) {
        if (name.endsWith(own)) {
            return SUFFIXES.contains(own) ? own : ".gz";
        }
        return SUFFIXES.stream()
                .filter(it -> name.toLowerCase(Locale.ROOT).endsWith(it.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse("");
    }

    private byte[] content(String name) throws IOException {
        try (Input in = Input.open(call.process(), name)) {
            return in.rest();
        }
    }

    private void pack(String name, Stat stat) throws IOException {
        if (!call.has("c") && !ending(name, suffix()).isEmpty()) {
            if (!call.has("q", "r")) {
                call.warn(name + " already has " + ending(name, suffix()) + " suffix -- unchanged");
            }
            return;
        }
        String base = name.substring(name.lastIndexOf('/') + 1);
        boolean keepsName = !call.last("N", "n", "N").equals("n");
        byte[] bytes = content(name);
        byte[] packed = GzipFormat.pack(
                bytes,
                keepsName ? base : null,
                keepsName ? stat.mtime().getEpochSecond() : 0,
                level(),
                call.process()::step);
        int overhead = 18 + (keepsName ? base.length() + 1 : 0);
        String ratio = Ratio.of(bytes.length, packed.length - overhead);
        replace(name, name + suffix(), stat, packed, stat.mtime(), ratio);
    }

    private void unpack(String name, Stat stat) throws IOException {
        String suffix = ending(name, suffix());
        if (suffix.isEmpty() && !call.has("c", "t", "l")) {
            warn(name + ": unknown suffix -- ignored");
            return;
        }
        byte[] bytes = content(name);
        GzipFormat.Unpacked unpacked;
        try {
            unpacked = GzipFormat.unpack(bytes, call.process()::step);
        } catch (GzipFormat.Damaged e) {
            if (call.has("c") && call.has("f") && e.getMessage().startsWith("not in")) {
                call.out().write(bytes);
            } else {
                damaged(name, e);
            }
            return;
        }
        String plain = plainName(name, unpacked);
        String ratio = Ratio.of(unpacked.bytes().length, bytes.length - unpacked.overhead());
        if (call.has("l")) {
            list(plain, bytes.length, unpacked);
        } else if (call.has("t")) {
            note(call.has("v") ? name + ":\t OK\n" : "");
        } else {
            boolean restored = call.has("N") && unpacked.seconds() != 0;
            Instant time = restored ? Instant.ofEpochSecond(unpacked.seconds()) : stat.mtime();
            replace(name, plain, stat, unpacked.bytes(), time, ratio);
        }
        garbage(name, unpacked);
    }

    private String plainName(String name, GzipFormat.Unpacked unpacked) {
        if (call.has("N") && unpacked.name() != null) {
            return name.substring(0, name.lastIndexOf('/') + 1)
                    + unpacked.name().substring(unpacked.name().lastIndexOf('/') + 1);
        }
        String suffix = name.endsWith(suffix()) ? suffix() : ending(name, suffix());
        String stem = name.substring(0, name.length() - suffix.length());
        return suffix.matches("\\.t[ga]z") ? stem + ".tar" : stem;
    }

    private void list(String name, int size, GzipFormat.Unpacked unpacked) throws IOException {
        if (!call.has("q") && !headed) {
            headed = true;
            call.print(call.has("v") ? "method  crc     date  time  " : "");
            call.print("         compressed        uncompressed  ratio uncompressed_name\n");
        }
        if (call.has("v")) {
            Instant time = Instant.ofEpochSecond(unpacked.seconds());
            call.print(String.format("defla %08x ", unpacked.crc()) + StrfTime.format("%b %e %H:%M ", time));
        }
        int plain = unpacked.bytes().length;
        call.print(String.format("%19d %19d %s %s\n", size, plain, Ratio.of(plain, size - unpacked.overhead()), name));
    }

    private void replace(String from, String to, Stat stat, byte[] bytes, Instant time, String ratio)
            throws IOException {
        if (call.has("c")) {
            call.out().write(bytes);
            note(call.has("v") ? from + ":\t" + ratio + "\n" : "");
            return;
        }
        if (call.files().exists(to) && !call.has("f")) {
            note(call.name() + ": " + to + " already exists;");
            boolean asks = call.process().fd(0).terminal().isPresent();
            note(asks ? " do you wish to overwrite (y or n)? " : "");
            if (!asks || !yes()) {
                note("\tnot overwritten\n");
                call.fail(WARNING);
                return;
            }
        }
        try {
            call.files().writeAll(to, bytes);
            call.files().chmod(to, stat.mode());
            call.files().utimes(to, time, time);
        } catch (ErrnoException e) {
            call.complain(to + ": " + e.getMessage());
            return;
        }
        if (!call.has("k")) {
            call.files().unlink(from);
        }
        if (call.has("v")) {
            note(from + ":\t" + ratio + " -- " + (call.has("k") ? "created " : "replaced with ") + to + "\n");
        }
    }

    private boolean yes() throws ErrnoException {
        String answer = Input.standard(call.process()).text();
        return answer != null && answer.matches("(?i)\\s*y.*");
    }
}
