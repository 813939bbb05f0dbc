package postroom.labs.debian.coreutils;

import java.io.IOException;
import postroom.labs.debian.gnu.ArgMatch;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Escapes;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/** {@code stat(1)}: what the file system knows of a file. */
final class StatProgram extends GnuProgram {
    StatProgram() {
        super(
                "c:fLt",
                "dereference",
                "L",
                "file-system",
                "f",
                "format=",
                "c",
                "printf=",
                "printf",
                "terse",
                "t",
                "cached=",
                "cached");
    }

    @Override
    protected int run(Call call) throws IOException {
        ArgMatch.choose("--cached", call.value("cached", "default"), "default", "never", "always");
        call.atLeast(1);
        for (String name : call.operands()) {
            try {
                Stat stat = call.has("L", "f")
                        ? call.files().stat(name)
                        : call.files().lstat(name);
                if (call.has("f")) {
                    fileSystem(call, name);
                } else if (call.has("printf")) {
                    call.print(StatFormat.format(
                            call, Escapes.format(call.value("printf", "")).text(), name, stat));
                } else if (call.has("c", "t")) {
                    String terse = "%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o";
                    String format = call.value("c", terse);
                    call.print(StatFormat.format(call, format, name, stat) + "\n");
                    if (call.has("c") && format.matches(".*%[-#0+ ]*[0-9]*C.*")) {
                        call.complain(
                                "failed to get security context of " + Quoting.always(name) + ": No data available");
                    }
                } else {
                    call.print(full(call, name, stat));
                }
            } catch (ErrnoException e) {
                call.cannot(call.has("f") ? "cannot read file system information for" : "cannot statx", name, e);
            }
        }
        return 0;
    }

    private static void fileSystem(Call call, String name) throws IOException {
        StatFileSystem it = StatFileSystem.of(call, name);
        String format = call.value("c", null);
        if (format != null) {
            call.print(it.format(format) + "\n");
        } else {
            call.print(call.has("t") ? it.terse() : it.text());
        }
    }

    private static String full(Call call, String name, Stat stat) {
        Accounts accounts = call.process().host().accounts();
        String target = StatFormat.target(call, name, stat);
        String shown = target.isEmpty()
                ? Quoting.name(name)
                : Quoting.name(name) + " -> " + Quoting.name(unquoted(call, name));
        String device = stat.type() == FileType.DEVICE ? "     Device type: " + stat.major() + "," + stat.minor() : "";
        return "  File: " + shown + "\n"
                + String.format(
                        "  Size: %-10d\tBlocks: %-10d IO Block: %-6d %s\n",
                        stat.size(), stat.stored() / 512, 4096, StatFormat.kind(stat))
                + String.format("Device: %s\tInode: %-11d Links: %d%s\n", "0,43", stat.ino(), stat.links(), device)
                + String.format(
                        "Access: (%04o/%s)  Uid: (%5d/%8s)   Gid: (%5d/%8s)\n",
                        stat.mode(),
                        stat.modeString(),
                        stat.uid(),
                        accounts.user(stat.uid()).map(Accounts.User::name).orElse("UNKNOWN"),
                        stat.gid(),
                        accounts.group(stat.gid()).map(Accounts.Group::name).orElse("UNKNOWN"))
                + "Access: " + StatFormat.time(stat.atime()) + "\nModify: " + StatFormat.time(stat.mtime())
                + "\nChange: " + StatFormat.time(stat.ctime()) + "\n Birth: -\n";
    }

    private static String unquoted(Call call, String name) {
        try {
            return call.files().readlink(name);
        } catch (ErrnoException gone) {
            return "";
        }
    }
}
