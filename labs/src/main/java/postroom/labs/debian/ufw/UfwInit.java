package postroom.labs.debian.ufw;

import java.io.IOException;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code /lib/ufw/ufw-init}: loads the rules if ufw is enabled, and takes them out again. */
final class UfwInit implements Program {
    @Override
    public int run(Process process) throws IOException {
        String verb = process.arguments().isEmpty() ? "" : process.arguments().get(0);
        if (!process.who().isRoot()) {
            process.err().println("ERROR: You need to be root to run this script");
            return 1;
        }
        try {
            switch (verb) {
                case "start", "restart", "reload", "force-reload" -> {
                    if (Settings.read(process.files()).enabled()) {
                        Firewall.load(process.host());
                    } else if (!process.arguments().contains("quiet")) {
                        process.out().println("Skip starting firewall: ufw (not enabled)");
                    }
                }
                case "stop", "force-stop" -> Firewall.unload(process.host());
                case "status" -> {
                    boolean on = Firewall.isLoaded(process.host());
                    process.out().println("Firewall is " + (on ? "running" : "not running"));
                    return on ? 0 : 3;
                }
                case "flush-all" -> Firewall.unload(process.host());
                default -> {
                    process.err()
                            .println("Usage: " + process.argv().get(0)
                                    + " {start|stop|restart|force-reload|status|flush-all}");
                    return 1;
                }
            }
        } catch (UfwError e) {
            process.err().println("ERROR: " + e.getMessage());
            return 1;
        }
        return 0;
    }
}
