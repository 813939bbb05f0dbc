package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code apt-get(8)} and {@code apt(8)}, which is the same with the queries, and warns scripts. */
final class AptGet implements Program {
    private static final Set<String> CHANGES = Set.of(
            "install",
            "reinstall",
            "remove",
            "purge",
            "autoremove",
            "auto-remove",
            "autopurge",
            "upgrade",
            "dist-upgrade",
            "full-upgrade");

    private final String name;

    AptGet(String name) {
        this.name = name;
    }

    @Override
    public int run(Process process) throws IOException {
        AptOptions options;
        boolean script = name.equals("apt") && process.fd(1).terminal().isEmpty();
        try {
            options = AptOptions.parse(process.arguments());
        } catch (AptOptions.Unknown e) {
            return complain(process, e.getMessage());
        }
        if (options.has("version")) {
            process.out().print(name.equals("apt") ? "apt 2.6.2 (amd64)\n" : HelpText.of("apt/modules"));
            return 0;
        }
        if (options.has("help")
                || options.operands.isEmpty()
                || options.operands.get(0).equals("help")) {
            process.out().print(HelpText.of("apt/" + name));
            return options.has("help") || !options.operands.isEmpty() ? 0 : 1;
        }
        String verb = options.operands.get(0);
        List<String> operands = options.operands.subList(1, options.operands.size());
        if (script) {
            process.err()
                    .print("\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n");
            process.err().flush();
        }
        if (CHANGES.contains(verb)) {
            return new Change(process, options, verb, operands).run();
        }
        switch (verb) {
            case "update":
                return Update.run(process, options.quiet);
            case "clean", "autoclean", "auto-clean":
                return clean(process, verb);
            case "check":
                Lock.reading(process, options.quiet);
                return 0;
            case "moo":
                return moo(process);
            default:
                if (name.equals("apt")) {
                    return new AptQueries(process, options, true).run(verb, operands);
                }
                return complain(process, "Invalid operation " + verb);
        }
    }

    private static int moo(Process process) throws IOException {
        process.out()
                .print(
                        "                 (__) \n                 (oo) \n           /------\\/ \n          / |    ||   \n"
                                + "         *  /\\---/\\ \n            ~~   ~~   \n...\"Have you mooed today?\"...\n");
        return 0;
    }

    static int complain(Process process, String why) throws IOException {
        process.out().flush();
        process.err().println("E: " + why);
        return 100;
    }

    private static int clean(Process process, String verb) throws IOException {
        if (!process.who().isRoot()) {
            process.err()
                    .println("E: Could not open lock file /var/cache/apt/archives/lock - open (13: Permission denied)");
            process.err().println("E: Unable to lock directory /var/cache/apt/archives/");
            if (verb.equals("clean")) {
                process.err()
                        .println("E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)");
                process.err().println("E: Unable to lock directory /var/lib/apt/lists/");
            }
            return 100;
        }
        if (!verb.equals("clean")) {
            Lock.reading(process, 0);
        }
        return 0;
    }
}
