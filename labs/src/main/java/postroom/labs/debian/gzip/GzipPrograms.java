package postroom.labs.debian.gzip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** The programs of the package gzip. */
public final class GzipPrograms {
    private static final Program GZIP = new Gzip();

    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = Map.ofEntries(
            Map.entry("gzip/gzip", GZIP),
            Map.entry("gzip/gunzip", process -> script(process, "-d")),
            Map.entry("gzip/uncompress", process -> script(process, "-d")),
            Map.entry("gzip/zcat", process -> script(process, "-cd")),
            Map.entry("gzip/zcmp", new Zdiff("cmp")),
            Map.entry("gzip/zdiff", new Zdiff("diff")),
            Map.entry("gzip/zgrep", new Zgrep()),
            Map.entry("gzip/zegrep", new Zgrep("-E")),
            Map.entry("gzip/zfgrep", new Zgrep("-F")),
            Map.entry("gzip/zless", new Zpager("less")),
            Map.entry("gzip/zmore", new Zpager("more")));

    private GzipPrograms() {}

    /** These are shell scripts that run gzip with an option, so complaints come from {@code gzip}. */
    private static int script(Process process, String option) throws IOException {
        List<String> words = process.arguments();
        if (!words.isEmpty() && words.get(0).matches("--help|--version")) {
            process.out()
                    .print(HelpText.of("gzip/" + process.name() + (words.get(0).equals("--help") ? "" : ".version")));
            return 0;
        }
        List<String> argv = new ArrayList<>(List.of("gzip", option));
        argv.addAll(words);
        process.argv(argv);
        return GZIP.run(process);
    }
}
