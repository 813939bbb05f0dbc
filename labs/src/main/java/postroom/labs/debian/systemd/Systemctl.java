package postroom.labs.debian.systemd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * {@code systemctl(1)} for the services of the host: start, stop, restart, try-restart, reload, reload-or-restart, status,
 * is-active, is-enabled, enable, disable, daemon-reload.
 *
 * <p>Exit status: 0; 1 on failure; 3 not active; 4 or 5 no such unit.
 */
final class Systemctl implements Program {
    @Override
    public int run(Process process) throws IOException {
        String verb = null;
        List<String> names = new ArrayList<>();
        boolean now = false;
        for (String word : process.arguments()) {
            if (word.equals("--now")) {
                now = true;
            } else if (!word.startsWith("-")) {
                if (verb == null) {
                    verb = word;
                } else {
                    names.add(word);
                }
            }
        }
        if (verb == null) {
            process.err().println("systemctl: the lab's systemctl needs a command, as `systemctl status postfix`");
            return 1;
        }
        if (verb.equals("daemon-reload")) {
            return 0;
        }
        if (names.isEmpty()) {
            process.err().println("Too few arguments.");
            return 1;
        }
        int status = verb.equals("is-active") ? 3 : 0;
        for (String name : names) {
            int one = one(process, verb, name, now);
            status = verb.equals("is-active") ? Math.min(status, one) : Math.max(status, one);
        }
        return status;
    }

    private static int one(Process process, String verb, String name, boolean now) throws IOException {
        Optional<Unit> unit = Unit.find(process, name);
        switch (verb) {
            case "is-active":
                boolean active = unit.isPresent() && unit.get().active(process);
                process.out().println(active ? "active" : "inactive");
                return active ? 0 : 3;
            case "is-enabled":
                return isEnabled(process, name, unit);
            case "status":
                return status(process, name, unit);
            case "enable":
            case "disable":
                return install(process, verb, name, unit, now);
            case "start":
            case "stop":
            case "restart":
            case "try-restart":
            case "reload":
            case "reload-or-restart":
            case "force-reload":
                return job(process, verb, name, unit);
            default:
                process.err().println("Unknown command verb " + verb + ".");
                return 1;
        }
    }

    private static int isEnabled(Process process, String name, Optional<Unit> unit) throws IOException {
        if (unit.isEmpty()) {
            process.err()
                    .println("Failed to get unit file state for " + bare(name) + ".service: No such file or directory");
            return 1;
        }
        boolean enabled = unit.get().enabled(process);
        process.out().println(enabled ? "enabled" : "disabled");
        return enabled ? 0 : 1;
    }

    private static int status(Process process, String name, Optional<Unit> unit) throws IOException {
        if (unit.isEmpty()) {
            process.err().println("Unit " + bare(name) + ".service could not be found.");
            return 4;
        }
        return new UnitStatus(process, unit.get()).show();
    }

    private static int install(Process process, String verb, String name, Optional<Unit> unit, boolean now)
            throws IOException {
        if (unit.isEmpty()) {
            process.err().println("Failed to " + verb + " unit: Unit file " + bare(name) + ".service does not exist.");
            return 1;
        }
        if (!process.who().isRoot()) {
            return denied(process, verb, name);
        }
        boolean was = unit.get().enabled(process);
        if (verb.equals("enable") && !was) {
            unit.get().enable(process);
            process.err()
                    .println("Created symlink " + Unit.wants(unit.get().name()) + " → "
                            + unit.get().path().replaceFirst("^/usr", "") + ".");
        } else if (verb.equals("disable") && was) {
            unit.get().disable(process);
            process.err().println("Removed \"" + Unit.wants(unit.get().name()) + "\".");
        }
        return now ? job(process, verb.equals("enable") ? "start" : "stop", name, unit) : 0;
    }

    private static int denied(Process process, String verb, String name) throws IOException {
        process.err()
                .println("Failed to " + verb + " " + bare(name) + ".service: Interactive authentication required.");
        process.err().println("See system logs and 'systemctl status " + bare(name) + ".service' for details.");
        return 1;
    }

    private static int job(Process process, String verb, String name, Optional<Unit> unit) throws IOException {
        if (unit.isEmpty()) {
            boolean loaded = verb.equals("stop") || verb.equals("reload");
            process.err()
                    .println("Failed to " + verb + " " + bare(name) + ".service: Unit " + bare(name) + ".service not "
                            + (loaded ? "loaded." : "found."));
            return 5;
        }
        if (!process.who().isRoot()) {
            return denied(process, verb, name);
        }
        Unit it = unit.get();
        boolean active = it.active(process);
        if (verb.equals("reload") && !active) {
            process.err().println(it.name() + ".service is not active, cannot reload.");
            return 1;
        }
        if (verb.equals("try-restart") && !active) {
            return 0;
        }
        boolean reloads =
                verb.equals("reload") || active && (verb.equals("reload-or-restart") || verb.equals("force-reload"));
        UnitLog log = new UnitLog(process.host(), it);
        if (reloads) {
            log.reloading();
            boolean well = it.run(process, "ExecReload");
            log.reloaded(well);
            return outcome(process, it, well);
        }
        boolean stops = verb.equals("stop") || verb.endsWith("restart");
        if (stops && active) {
            log.stopping();
            it.run(process, "ExecStop");
            it.end(process);
            it.stopped(process);
            log.stopped();
        }
        if (verb.equals("stop") || verb.equals("start") && active) {
            return 0;
        }
        log.starting();
        boolean well = it.run(process, "ExecStartPre") && it.run(process, "ExecStart");
        if (well) {
            it.started(process);
        }
        log.started(well);
        return outcome(process, it, well);
    }

    private static int outcome(Process process, Unit unit, boolean well) throws IOException {
        if (well) {
            return 0;
        }
        process.err()
                .println("Job for " + unit.name()
                        + ".service failed because the control process exited with error code.");
        process.err()
                .println("See \"systemctl status " + unit.name() + ".service\" and \"journalctl -xeu " + unit.name()
                        + ".service\" for details.");
        return 1;
    }

    private static String bare(String name) {
        return name.replaceFirst("\\.service$", "");
    }
}
