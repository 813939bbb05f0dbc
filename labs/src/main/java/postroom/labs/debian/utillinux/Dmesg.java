package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/** {@code dmesg(1)}: the kernel's messages, of which a lab has none; or a file as if they were in it. Only root may look. */
final class Dmesg extends GnuProgram {
    private static final List<String> LEVELS =
            List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug");
    private static final List<String> FACILITIES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "res0",
            "res1",
            "res2",
            "res3",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");

    Dmesg() {
        super(
                Suite.UTIL_LINUX,
                1,
                "CcDdEeF:f:HhJkL::l:n:iPprSs:TtuVWwx",
                "clear",
                "C",
                "read-clear",
                "c",
                "console-off",
                "D",
                "show-delta",
                "d",
                "console-on",
                "E",
                "reltime",
                "e",
                "file=",
                "F",
                "facility=",
                "f",
                "human",
                "H",
                "json",
                "J",
                "kernel",
                "k",
                "color==",
                "L",
                "level=",
                "l",
                "console-level=",
                "n",
                "nopager",
                "P",
                "force-prefix",
                "p",
                "raw",
                "r",
                "noescape",
                "noescape",
                "syslog",
                "S",
                "buffer-size=",
                "s",
                "ctime",
                "T",
                "notime",
                "t",
                "userspace",
                "u",
                "follow",
                "w",
                "follow-new",
                "W",
                "decode",
                "x",
                "time-format=",
                "time-format",
                "since=",
                "since",
                "until=",
                "until");
    }

    @Override
    protected int run(Call call) throws IOException {
        known(call.value("f", null), FACILITIES, "facility");
        known(call.value("l", null), LEVELS, "level");
        String console = call.value("n", "emerg");
        if (!console.matches("[0-9]")) {
            known(console, LEVELS, "level");
        }
        if (!call.operands().isEmpty()) {
            throw Failure.usage("bad usage");
        }
        if (call.has("F")) {
            return file(call, call.value("F", ""));
        }
        boolean control = call.has("C", "D", "E", "n");
        if (!call.process().who().isRoot()) {
            throw Failure.of(1, (control ? "klogctl failed: " : "read kernel buffer failed: ") + Errno.EPERM.text());
        }
        if (call.has("w", "W")) {
            call.process().await(null, () -> false); // nothing ever comes; ^C ends it
        }
        return 0;
    }

    private static void known(String given, List<String> names, String what) {
        for (String each : given == null ? List.<String>of() : List.of(given.split(","))) {
            if (!names.contains(each.replaceAll("^\\+|\\+$", ""))) {
                throw Failure.of(1, "unknown " + what + " '" + each + "'");
            }
        }
    }

    private static int file(Call call, String name) throws IOException {
        String stamp = call.has("t") ? "" : "[    0.000000] ";
        try (Input in = Input.open(call.process(), name)) {
            for (String line = in.text(); line != null; line = in.text()) {
                call.print(stamp + line + "\n");
                stamp = " ".repeat(stamp.length()); // all belong to the first, for none begins with a priority
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, "cannot open " + name + ": " + e.getMessage());
        }
        return 0;
    }
}
