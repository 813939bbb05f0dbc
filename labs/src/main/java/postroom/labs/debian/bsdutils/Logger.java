package postroom.labs.debian.bsdutils;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.host.Process;
import postroom.labs.host.Syslog;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;

/** {@code logger(1)}: writes lines to the system log. Remote logs and the journal are not there. */
public final class Logger extends GnuProgram {
    private static final Map<String, Priority> PRIORITIES = Map.ofEntries(
            Map.entry("emerg", Priority.EMERG),
            Map.entry("panic", Priority.EMERG),
            Map.entry("alert", Priority.ALERT),
            Map.entry("crit", Priority.CRIT),
            Map.entry("err", Priority.ERR),
            Map.entry("error", Priority.ERR),
            Map.entry("warning", Priority.WARNING),
            Map.entry("warn", Priority.WARNING),
            Map.entry("notice", Priority.NOTICE),
            Map.entry("info", Priority.INFO),
            Map.entry("debug", Priority.DEBUG));
    private static final int DEFAULT_SIZE = 1024;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

    /** Where a line goes, and how it is marked. */
    private record Mark(
            String facility, int number, Priority priority, String tag, boolean toStderr, boolean act, int size) {}

    /** The program. */
    public Logger() {
        super(
                Suite.UTIL_LINUX,
                1,
                "ef:ip:S:st:u:hV",
                "id==",
                "id",
                "file=",
                "f",
                "skip-empty",
                "e",
                "no-act",
                "no-act",
                "priority=",
                "p",
                "stderr",
                "s",
                "size=",
                "S",
                "tag=",
                "t",
                "socket=",
                "u");
    }

    @Override
    protected int run(Call call) throws IOException {
        String wanted = call.value("p", "user.notice");
        int dot = wanted.indexOf('.');
        String facility = dot < 0 ? "user" : wanted.substring(0, dot);
        String level = wanted.substring(dot + 1);
        int number = Syslog.facility(facility).orElseThrow(() -> Failure.of(1, "unknown facility name: " + facility));
        if (!PRIORITIES.containsKey(level)) {
            throw Failure.of(1, "unknown priority name: " + level);
        }
        String size = call.value("S", String.valueOf(DEFAULT_SIZE));
        if (!size.matches("[0-9]{1,7}")) {
            throw Failure.of(1, "failed to parse message size: '" + size + "'");
        }
        return log(
                call,
                new Mark(
                        facility,
                        number,
                        PRIORITIES.get(level),
                        tag(call),
                        call.has("s"),
                        !call.has("no-act"),
                        Integer.parseInt(size)));
    }

    private static String tag(Call call) {
        Process process = call.process();
        String name = call.value("t", process.host().accounts().userName(process.realUid()));
        String id = call.value("id", null);
        if (id != null) {
            return name + "[" + id + "]";
        }
        return call.has("i", "id") ? name + "[" + process.pid() + "]" : name;
    }

    private static int log(Call call, Mark mark) throws IOException {
        if (!call.operands().isEmpty()) {
            write(call.process(), mark, String.join(" ", call.operands()));
            return 0;
        }
        InputStream input;
        try {
            input = call.has("f")
                    ? new ByteArrayInputStream(call.files().readAll(call.value("f", "")))
                    : call.process().in();
        } catch (ErrnoException e) {
            throw Failure.of(1, "file " + call.value("f", "") + ": " + e.getMessage());
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            call.process().step();
            if (!line.isEmpty() || !call.has("e")) {
                write(call.process(), mark, line);
            }
        }
        return 0;
    }

    private static void write(Process process, Mark mark, String text) throws IOException {
        String cut = text.length() > mark.size ? text.substring(0, mark.size) : text;
        if (mark.act) {
            process.host().syslog().log(mark.facility, mark.priority, mark.tag, cut);
        }
        if (mark.toStderr) {
            int number = mark.number * 8 + mark.priority.ordinal();
            String stamp = STAMP.format(process.host().clock().instant().atZone(ZoneOffset.UTC));
            process.err().println("<" + number + ">" + stamp + " " + mark.tag + ": " + cut);
        }
    }
}
