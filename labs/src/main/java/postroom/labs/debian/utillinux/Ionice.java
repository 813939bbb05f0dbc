package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Running;
import postroom.labs.host.Process;
import postroom.labs.io.Errno;

/** {@code ionice(1)}: class and priority at the disk; they are kept and shown, the lab's disk knows no queue. */
final class Ionice extends GnuProgram {
    private static final List<String> CLASSES = List.of("none", "realtime", "best-effort", "idle");
    private static final int CLASS_SHIFT = 13;

    Ionice() {
        super(
                Suite.UTIL_LINUX,
                1,
                "+n:c:p:P:u:thV",
                "classdata=",
                "n",
                "class=",
                "c",
                "ignore",
                "t",
                "pid=",
                "p",
                "pgid=",
                "P",
                "uid=",
                "u");
    }

    @Override
    protected int run(Call call) throws IOException {
        int kind = call.has("c") ? kind(call, call.value("c", "")) : 2;
        String given = call.value("n", "4");
        if (!given.matches("-?[0-9]{1,9}")) {
            throw Failure.of(1, "invalid class data argument: '" + given + "'");
        }
        int data = Integer.parseInt(given) & 7;
        boolean set = call.has("c", "n");
        if (kind == 0 || kind == 3) {
            if (call.has("n") && !call.has("t")) {
                call.warn("ignoring given class data for " + CLASSES.get(kind) + " class");
            }
            data = kind == 0 ? 0 : 7;
        } else if (kind > 3 && !call.has("t")) {
            call.warn("unknown prio class " + kind);
        }
        int priority = kind << CLASS_SHIFT | data;
        String which = call.last("", "p", "P", "u");
        if (!which.isEmpty()) {
            return others(call, which, set, kind, priority);
        }
        if (!set) {
            return call.operands().isEmpty() ? show(call, call.process()) : become(call);
        }
        if (call.operands().isEmpty()) {
            throw Failure.usage("bad usage");
        }
        change(call, call.process(), kind, priority);
        return become(call);
    }

    private static int kind(Call call, String given) {
        int named = CLASSES.indexOf(given.toLowerCase(Locale.ROOT));
        if (named < 0 && !given.matches("[0-9]{1,4}")) {
            throw Failure.of(1, "unknown scheduling class: '" + given + "'");
        }
        return named < 0 ? Integer.parseInt(given) : named;
    }

    private static int become(Call call) throws IOException {
        String command = call.operands().get(0);
        return Running.become(call, call.operands(), "failed to execute " + command + ": ");
    }

    private static int show(Call call, Process process) throws IOException {
        int kind = process.ioPriority() >> CLASS_SHIFT;
        call.print(kind == 3 ? "idle\n" : CLASSES.get(kind) + ": prio " + (process.ioPriority() & 7) + "\n");
        return 0;
    }

    private static void change(Call call, Process process, int kind, int priority) {
        boolean allowed = kind <= 3 && (kind != 1 || call.process().who().isRoot());
        if (allowed) {
            process.ioPriority(priority);
        } else if (!call.has("t")) {
            throw Failure.of(1, "ioprio_set failed: " + Errno.EPERM.text());
        }
    }

    private static int others(Call call, String which, boolean set, int kind, int priority) throws IOException {
        List<String> ids = new java.util.ArrayList<>(List.of(call.value(which, "")));
        ids.addAll(call.operands());
        for (String each : ids) {
            if (!each.matches("[0-9]{1,9}")) {
                String what = which.equals("p") ? "PID" : which.equals("P") ? "PGID" : "UID";
                throw Failure.of(1, "invalid " + what + " argument: '" + each + "'");
            }
            int id = Integer.parseInt(each);
            Predicate<Process> fits = which.equals("p")
                    ? it -> it.pid() == id
                    : which.equals("P") ? it -> it.group() == id : it -> it.realUid() == id;
            List<Process> found = call.process().host().processes().all().stream()
                    .filter(fits)
                    .toList();
            if (found.isEmpty()) {
                throw Failure.of(1, (set ? "ioprio_set" : "ioprio_get") + " failed: " + Errno.ESRCH.text());
            }
            if (!set) {
                show(call, found.get(0));
                continue;
            }
            for (Process process : found) {
                if (!call.process().who().isRoot()
                        && process.realUid() != call.process().who().uid()) {
                    throw Failure.of(1, "ioprio_set failed: " + Errno.EPERM.text());
                }
                change(call, process, kind, priority);
            }
        }
        return 0;
    }
}
