package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** What the programs of apt have in common: options, {@code --help}, {@code --version}, and a verb with its operands. */
abstract class AptProgram implements Program {
    /** What the programs call themselves. */
    static final String VERSION = "apt 2.6.1 (amd64)\n";

    private final String name;

    /** @param name of its usage text */
    AptProgram(String name) {
        this.name = name;
    }

    /** Does what the verb says. */
    abstract int run(Process process, AptOptions options, String verb, List<String> operands) throws IOException;

    /** What {@code --version} prints. */
    String version() {
        return VERSION;
    }

    @Override
    public final int run(Process process) throws IOException {
        AptOptions options;
        try {
            options = AptOptions.parse(process.arguments());
        } catch (AptOptions.Unknown e) {
            return complain(process, e.getMessage());
        }
        if (options.has("version")) {
            process.out().print(version());
            return 0;
        }
        List<String> words = options.operands;
        if (options.has("help") || words.isEmpty() || words.get(0).equals("help")) {
            process.out().print(HelpText.of("apt/" + name));
            return options.has("help") || !words.isEmpty() ? 0 : 1;
        }
        return run(process, options, words.get(0), words.subList(1, words.size()));
    }

    /** Prints an error; gives the exit status. */
    static int complain(Process process, String why) throws IOException {
        process.out().flush();
        process.err().println("E: " + why);
        return 100;
    }
}
