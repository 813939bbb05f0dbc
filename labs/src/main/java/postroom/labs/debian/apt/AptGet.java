package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;

/** {@code apt-get(8)} and {@code apt(8)}, which is the same with the queries, and warns scripts. */
final class AptGet extends AptProgram {
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
        super(name);
        this.name = name;
    }

    @Override
    String version() {
        return name.equals("apt") ? super.version() : HelpText.of("apt/modules");
    }

    @Override
    int run(Process process, AptOptions options, String verb, List<String> operands) throws IOException {
        if (name.equals("apt") && process.fd(1).terminal().isEmpty()) {
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

    private static int clean(Process process, String verb) throws IOException {
        if (!process.who().isRoot()) {
            process.err()
                    .println("E: Could not open lock file /var/cache/apt/archives/lock - open (13: Permission denied)");
            process.err().println("E: Unable to lock directory /var/cache/apt/archives/");
            if (verb.equals("clean")) {
                process.err()
                        .println("E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)");
                process.err().println("E: Unable to lock directory /var/lib/apt/lists/");
                for (String cache : List.of("pkgcache.bin", "srcpkgcache.bin")) {
                    process.err()
                            .println("W: Problem unlinking the file /var/cache/apt/" + cache
                                    + " - RemoveCaches (13: Permission denied)");
                }
            }
            return 100;
        }
        if (!verb.equals("clean")) {
            Lock.reading(process, 0);
        }
        return 0;
    }
}
