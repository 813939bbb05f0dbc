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
    public static final Map<String, Program> PROGRAMS = Map.of(
            "gzip/gzip",
            GZIP,
            "gzip/gunzip",
            process -> script(process, "-d"),
            "gzip/uncompress",
            process -> script(process, "-d"),
            "gzip/zcat",
            process -> script(process, "-cd"),
            "gzip/zgrep",
            new Zgrep(),
            "gzip/zegrep",
            new Zgrep("-E"),
            "gzip/zfgrep",
            new Zgrep("-F"));

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
