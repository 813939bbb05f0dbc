package postroom.labs.debian.libcbin;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Memory;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code getconf(1)}: the limits and options of the system that POSIX has names for; a table with Debian's values. */
final class Getconf implements Program {
    private static final String USAGE =
            "Usage: getconf [-v specification] variable_name [pathname]\n       getconf -a [pathname]\n";
    private static final int PAGE = 4;
    private static final Set<String> OF_PATHS = Set.of(
            ("LINK_MAX _POSIX_LINK_MAX MAX_CANON _POSIX_MAX_CANON MAX_INPUT _POSIX_MAX_INPUT NAME_MAX _POSIX_NAME_MAX PATH_MAX"
                            + " _POSIX_PATH_MAX PIPE_BUF _POSIX_PIPE_BUF SOCK_MAXBUF _POSIX_ASYNC_IO _POSIX_CHOWN_RESTRICTED"
                            + " _POSIX_NO_TRUNC _POSIX_PRIO_IO _POSIX_SYNC_IO _POSIX_VDISABLE FILESIZEBITS POSIX_ALLOC_SIZE_MIN"
                            + " POSIX_REC_INCR_XFER_SIZE POSIX_REC_MAX_XFER_SIZE POSIX_REC_MIN_XFER_SIZE"
                            + " POSIX_REC_XFER_ALIGN SYMLINK_MAX POSIX2_SYMLINKS")
                    .split(" "));

    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        List<String> words = process.arguments();
        if (words.size() == 1 && words.get(0).equals("--version")) {
            call.print(HelpText.of("libc-bin/getconf.version"));
            return 0;
        }
        if (words.size() == 1 && words.get(0).equals("--help")) {
            call.print(HelpText.of("libc-bin/getconf"));
            return 0;
        }
        if (words.size() > 2 && words.get(0).equals("-v")) {
            words = words.subList(2, words.size());
        }
        if (words.isEmpty() || words.size() > 2) {
            return usage(process);
        }
        Map<String, String> values = values(process);
        String name = words.get(0);
        if (name.equals("-a")) {
            for (Map.Entry<String, String> each : values.entrySet()) {
                call.print(String.format("%-34s %s\n", each.getKey(), each.getValue()));
            }
            return 0;
        }
        String value = name.equals("CS_PATH") ? values.get("PATH") : values.get(name);
        if (value == null) {
            process.err().println("getconf: Unrecognized variable `" + name + "'");
            return 2;
        }
        if (OF_PATHS.contains(name) != (words.size() == 2)) {
            return usage(process);
        }
        boolean string = name.matches(".*_(CFLAGS|LDFLAGS|LIBS|LINTFLAGS)");
        call.print(value.isEmpty() && !string ? "undefined\n" : value + "\n");
        return 0;
    }

    private static int usage(Process process) throws IOException {
        process.err().print(USAGE);
        return 2;
    }

    private static Map<String, String> values(Process process) {
        Map<String, String> values = new LinkedHashMap<>();
        HelpText.of("libc-bin/getconf-values").lines().forEach(line -> {
            String[] pair = line.split(" +", 2);
            values.put(pair[0], pair.length < 2 ? "" : pair[1]);
        });
        values.put("_NPROCESSORS_CONF", "1");
        values.put("_NPROCESSORS_ONLN", "1");
        values.put("_PHYS_PAGES", Long.toString(Memory.of(process.host()).total() / PAGE));
        values.put("_AVPHYS_PAGES", Long.toString(Memory.of(process.host()).free() / PAGE));
        return values;
    }
}
