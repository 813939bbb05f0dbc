package postroom.labs.debian.debconf;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dpkg.DpkgStore;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code dpkg-reconfigure(8)}: puts an installed package's questions again, and lets the package act on the answers. */
final class DpkgReconfigure implements Program {
    private static final List<String> PRIORITIES = List.of("low", "medium", "high", "critical");
    private static final Getopt GETOPT = new Getopt(
            "p:f:uh",
            "priority=",
            "p",
            "frontend=",
            "f",
            "unseen-only",
            "u",
            "default-priority",
            "default-priority",
            "force",
            "force",
            "no-reload",
            "no-reload",
            "terse",
            "terse",
            "help",
            "h");
    private static final String USAGE = """
            Usage: dpkg-reconfigure [options] packages
              -u,  --unseen-only\t\tShow only not yet seen questions.
                   --default-priority\tUse default priority instead of low.
                   --force\t\t\tForce reconfiguration of broken packages.
                   --no-reload\t\tDo not reload templates. (Use with caution.)
              -f,  --frontend\t\tSpecify debconf frontend to use.
              -p,  --priority\t\tSpecify minimum priority question to show.
                   --terse\t\t\tEnable terse mode.
            """;

    @Override
    public int run(Process process) throws IOException {
        String self = "/usr/sbin/dpkg-reconfigure";
        if (!process.who().isRoot()) {
            process.err().println(self + " must be run as root");
            return 1;
        }
        Getopt.Parsed parsed;
        try {
            parsed = GETOPT.parse(process.argv());
        } catch (UsageException e) {
            process.err().println(PerlComplaint.of(e.getMessage()));
            process.err().print(USAGE);
            return 1;
        }
        if (parsed.has("h")) {
            process.err().print(USAGE);
            return 1;
        }
        if (parsed.operands().isEmpty()) {
            process.err().println(self + ": please specify a package to reconfigure");
            return 1;
        }
        Map<String, String> environment = environment(process, parsed);
        for (String name : parsed.operands()) {
            int status = one(process, self, name, environment);
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    private static Map<String, String> environment(Process process, Getopt.Parsed parsed) throws IOException {
        Map<String, String> environment = new HashMap<>();
        if (!parsed.has("u")) {
            environment.put("DEBCONF_RECONFIGURE", "1");
        }
        if (parsed.has("f")) {
            environment.put("DEBIAN_FRONTEND", parsed.value("f", ""));
        }
        if (parsed.has("p")) {
            String priority = parsed.value("p", "");
            if (PRIORITIES.contains(priority)) {
                environment.put("DEBIAN_PRIORITY", priority);
            } else {
                process.err().println("debconf: Ignoring invalid priority \"" + priority + "\"");
                process.err().println("debconf: Valid priorities are: low medium high critical");
            }
        } else if (!parsed.has("default-priority")) {
            environment.put("DEBIAN_PRIORITY", "low");
        }
        return environment;
    }

    private static int one(Process process, String self, String name, Map<String, String> environment)
            throws IOException {
        Optional<Stanza> found = new DpkgStore(process.files()).find(name);
        if (found.isEmpty() || !found.get().line("Status").endsWith(" installed")) {
            if (found.isEmpty()) {
                process.err()
                        .println("dpkg-query: package '" + name + "' is not installed and no information is available");
                process.err().println("Use dpkg --info (= dpkg-deb --info) to examine archive files.");
            }
            process.err().println(self + ": " + name + " is not installed");
            return 1;
        }
        String version = found.get().line("Version");
        Script script = new Script(process);
        for (List<String> call : List.of(
                List.of("config", "reconfigure"), List.of("prerm", "upgrade"), List.of("postinst", "configure"))) {
            String path = DpkgStore.info(found.get(), call.get(0));
            if (process.files().exists(path)) {
                int status = script.run(environment, List.of(path, call.get(1), version));
                if (status != 0) {
                    return status;
                }
            }
        }
        return 0;
    }
}
