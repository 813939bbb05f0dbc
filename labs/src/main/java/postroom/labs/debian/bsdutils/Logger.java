package postroom.labs.debian.bsdutils;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Syslog.Priority;
import postroom.labs.io.ErrnoException;

/** {@code logger(1)}: writes lines to the system log. Remote logs and the journal are not there. */
public final class Logger implements Program {
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
            "12",
            "13",
            "14",
            "15",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");
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
    private static final Getopt GETOPT = new Getopt(
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
            "u",
            "help",
            "h",
            "version",
            "V");

    /** Where a line goes, and how it is marked. */
    private record Mark(String facility, Priority priority, String tag, boolean toStderr, boolean act, int size) {}

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed parsed;
        try {
            parsed = GETOPT.parse(process.argv());
        } catch (UsageException e) {
            process.err().println(e.getMessage());
            process.err().println("Try '" + process.argv().get(0) + " --help' for more information.");
            return 1;
        }
        if (parsed.has("h")) {
            process.out().print(HelpText.of("bsdutils/logger"));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().println("logger from util-linux 2.38.1");
            return 0;
        }
        String wanted = parsed.value("p", "user.notice");
        int dot = wanted.indexOf('.');
        String facility = dot < 0 ? "user" : wanted.substring(0, dot);
        String level = wanted.substring(dot + 1);
        if (!FACILITIES.contains(facility)) {
            process.err().println("logger: unknown facility name: " + facility);
            return 1;
        }
        if (!PRIORITIES.containsKey(level)) {
            process.err().println("logger: unknown priority name: " + level);
            return 1;
        }
        String size = parsed.value("S", String.valueOf(DEFAULT_SIZE));
        if (!size.matches("[0-9]{1,7}")) {
            process.err().println("logger: failed to parse message size: '" + size + "'");
            return 1;
        }
        return log(
                process,
                parsed,
                new Mark(
                        facility,
                        PRIORITIES.get(level),
                        tag(process, parsed),
                        parsed.has("s"),
                        !parsed.has("no-act"),
                        Integer.parseInt(size)));
    }

    private static String tag(Process process, Getopt.Parsed parsed) {
        String name = parsed.value("t", process.host().accounts().userName(process.realUid()));
        String id = parsed.value("id", null);
        if (id != null) {
            return name + "[" + id + "]";
        }
        return parsed.has("i") || parsed.has("id") ? name + "[" + process.pid() + "]" : name;
    }

    private static int log(Process process, Getopt.Parsed parsed, Mark mark) throws IOException {
        if (!parsed.operands().isEmpty()) {
            write(process, mark, String.join(" ", parsed.operands()));
            return 0;
        }
        InputStream input;
        try {
            input = parsed.has("f")
                    ? new ByteArrayInputStream(process.files().readAll(parsed.value("f", "")))
                    : process.in();
        } catch (ErrnoException e) {
            process.err().println("logger: file " + parsed.value("f", "") + ": " + e.getMessage());
            return 1;
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            process.step();
            if (!line.isEmpty() || !parsed.has("e")) {
                write(process, mark, line);
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
            int number = FACILITIES.indexOf(mark.facility) * 8 + mark.priority.ordinal();
            String stamp = STAMP.format(process.host().clock().instant().atZone(ZoneOffset.UTC));
            process.err().println("<" + number + ">" + stamp + " " + mark.tag + ": " + cut);
        }
    }
}
