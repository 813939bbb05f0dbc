package postroom.labs.debian.debconf;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Terminal;

/** Picks the frontend that is wished for and possible here, and says so where it has to take another. */
final class Frontends {
    private static final List<String> DUMB = List.of("dumb", "unknown");
    private static final Frontend NOBODY = new Frontend() {
        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public void title(String title) {}

        @Override
        public boolean ask(Question question) {
            return true;
        }
    };

    private Frontends() {}

    /** The name that the environment or the database wishes for. */
    static String wished(Process process, DebconfDatabase database) {
        String wish = process.environment().getOrDefault("DEBIAN_FRONTEND", "");
        String name = wish.isEmpty() ? database.value("debconf/frontend").orElse("Dialog") : wish;
        return name.isEmpty() ? "Dialog" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    static Frontend open(Process process, DebconfDatabase database) throws IOException {
        String name = wished(process, database);
        while (true) {
            Optional<String> obstacle = obstacle(process, name);
            if (obstacle.isEmpty()) {
                return make(process, name);
            }
            String next = name.equals("Dialog") ? "Readline" : name.equals("Readline") ? "Teletype" : "Noninteractive";
            if (!process.environment().getOrDefault("DEBCONF_NOWARNINGS", "").equals("yes")) {
                process.err().println("debconf: unable to initialize frontend: " + name);
                process.err().println("debconf: (" + obstacle.get() + ")");
                process.err().println("debconf: falling back to frontend: " + next);
                process.err().flush();
            }
            name = next;
        }
    }

    private static Optional<String> obstacle(Process process, String name) throws IOException {
        String term = process.environment().getOrDefault("TERM", "");
        Optional<Terminal> terminal = process.terminal();
        switch (name) {
            case "Dialog":
                if (term.isEmpty()) {
                    return Optional.of("TERM is not set, so the dialog frontend is not usable.");
                }
                if (DUMB.contains(term) || terminal.isEmpty()) {
                    return Optional.of("Dialog frontend will not work on a dumb terminal, an emacs shell buffer, or"
                            + " without a controlling terminal.");
                }
                if (!process.files().exists("/usr/bin/whiptail")) {
                    return Optional.of("No usable dialog-like program is installed, so the dialog based frontend cannot"
                            + " be used. at /usr/share/perl5/Debconf/FrontEnd/Dialog.pm line 78.");
                }
                return DialogFrontend.fits(terminal.get())
                        ? Optional.empty()
                        : Optional.of("Dialog frontend requires a screen at least 13 lines tall and 31 columns wide.");
            case "Readline":
                return terminal.isEmpty() ? Optional.of("This frontend requires a controlling tty.") : Optional.empty();
            case "Teletype", "Noninteractive":
                return Optional.empty();
            default:
                return Optional.of("Can't locate Debconf/FrontEnd/" + name
                        + ".pm in @INC (you may need to install the Debconf::FrontEnd::" + name
                        + " module) (@INC contains: /etc/perl /usr/local/lib/x86_64-linux-gnu/perl/5.36.0"
                        + " /usr/local/share/perl/5.36.0 /usr/lib/x86_64-linux-gnu/perl5/5.36 /usr/share/perl5"
                        + " /usr/lib/x86_64-linux-gnu/perl-base /usr/lib/x86_64-linux-gnu/perl/5.36"
                        + " /usr/share/perl/5.36 /usr/local/lib/site_perl) at (eval 18) line 2.");
        }
    }

    private static Frontend make(Process process, String name) throws IOException {
        if (name.equals("Noninteractive")) {
            return NOBODY;
        }
        int columns = process.terminal().map(Terminal::columns).orElse(80);
        if (name.equals("Teletype")) {
            return new LineFrontend(process, process.in(), columns, false);
        }
        Descriptor tty = process.open(
                "/dev/tty", java.util.EnumSet.of(postroom.labs.fs.Open.READ, postroom.labs.fs.Open.WRITE), 0);
        if (name.equals("Dialog")) {
            return new DialogFrontend(process, tty, process.terminal().orElseThrow());
        }
        boolean ornaments = !DUMB.contains(process.environment().getOrDefault("TERM", "dumb"));
        return new LineFrontend(process, process.in(), columns, ornaments);
    }
}
