package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.debconf.DebconfSession;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * {@code exim4-config.config}: the questions before Exim is configured. They are of medium and low priority, so that an
 * installation asks nothing, and {@code dpkg-reconfigure exim4-config} all that the type of the configuration needs.
 */
final class Questions implements Program {
    static final String TYPE = "exim4/dc_eximconfig_configtype";
    static final Map<String, String> TYPES = Map.of(
            "internet", "internet site; mail is sent and received directly using SMTP",
            "smarthost", "mail sent by smarthost; received via SMTP or fetchmail",
            "satellite", "mail sent by smarthost; no local mail",
            "local", "local delivery only; not on a network",
            "none", "no configuration at this time");
    static final Map<String, String> DELIVERIES =
            Map.of("maildir_home", "Maildir format in home directory", "mail_spool", "mbox format in /var/mail/");

    @Override
    public int run(Process process) throws IOException {
        String templates = process.environment().get("DEBCONF_TEMPLATES");
        try (DebconfSession session = new DebconfSession(process, "exim4-config", templates)) {
            session.title("Mail Server configuration");
            new Run(process, session).all();
        }
        return 0;
    }

    /** The short name of an answer. */
    static String shortened(Map<String, String> names, String answer) {
        return names.entrySet().stream()
                .filter(it -> it.getValue().equals(answer))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private record Run(Process process, DebconfSession session) {

        void all() throws IOException {
            FileAccess files = process.files();
            Map<String, String> file = UpdateFile.read(files);
            file.forEach(this::remember);
            if (session.get(TYPE).isEmpty()) {
                session.set(TYPE, TYPES.get("local"));
            }
            if (files.exists("/etc/mailname")) {
                session.set(
                        "exim4/mailname", new String(files.readAll("/etc/mailname"), UTF_8).split("\n", 2)[0].strip());
            }
            if (session.get("exim4/mailname").isEmpty()) {
                session.set("exim4/mailname", Configuration.canonical(process.host()));
            }
            session.variable("exim4/dc_other_hostnames", "fqdn", Configuration.canonical(process.host()));
            ask();
        }

        /** What the file says is the answer so far. */
        private void remember(String name, String value) {
            switch (name) {
                case "dc_eximconfig_configtype" -> session.set(TYPE, TYPES.getOrDefault(value, ""));
                case "dc_localdelivery" -> {
                    if (DELIVERIES.containsKey(value)) {
                        session.set("exim4/dc_localdelivery", DELIVERIES.get(value));
                    }
                }
                case "dc_mailname_in_oh" -> session.flag("exim4/dc_other_hostnames", "mailname", value.equals("true"));
                case "dc_use_split_config", "dc_hide_mailname" -> session.set("exim4/" + name.substring(3), value);
                case "CFILEMODE" -> {}
                default -> session.set("exim4/" + name, value);
            }
        }

        /** One question after the other; going back leads to the one before. */
        private void ask() throws IOException {
            List<String> asked = new ArrayList<>(List.of(TYPE));
            for (int i = 0; i < asked.size(); ) {
                process.step();
                String name = asked.get(i);
                prepare(name);
                boolean low =
                        name.endsWith("minimaldns") || name.endsWith("localdelivery") || name.endsWith("split_config");
                session.input(low ? "low" : "medium", name);
                if (!session.go() && i > 0) {
                    i--;
                    continue;
                }
                if (i == 0) {
                    asked = new ArrayList<>(asked.subList(0, 1));
                    asked.addAll(questions(shortened(TYPES, session.get(TYPE))));
                }
                i++;
            }
        }

        private static List<String> questions(String type) {
            List<String> names = switch (type) {
                case "internet" ->
                    List.of(
                            "mailname",
                            "dc_local_interfaces",
                            "dc_other_hostnames",
                            "dc_relay_domains",
                            "dc_relay_nets",
                            "dc_minimaldns",
                            "dc_localdelivery",
                            "use_split_config");
                case "smarthost" ->
                    List.of(
                            "mailname",
                            "dc_local_interfaces",
                            "dc_other_hostnames",
                            "dc_relay_nets",
                            "dc_smarthost",
                            "hide_mailname",
                            "dc_minimaldns",
                            "dc_localdelivery",
                            "use_split_config");
                case "satellite" ->
                    List.of(
                            "mailname",
                            "dc_local_interfaces",
                            "dc_other_hostnames",
                            "dc_readhost",
                            "dc_smarthost",
                            "dc_minimaldns",
                            "use_split_config");
                case "local" ->
                    List.of(
                            "mailname",
                            "dc_local_interfaces",
                            "dc_other_hostnames",
                            "dc_minimaldns",
                            "dc_localdelivery",
                            "use_split_config");
                default -> List.of("no_config");
            };
            return names.stream().map(it -> "exim4/" + it).toList();
        }

        /** Answers that depend on earlier ones. */
        private void prepare(String name) {
            String type = shortened(TYPES, session.get(TYPE));
            switch (name) {
                case "exim4/dc_local_interfaces" -> {
                    if (session.get(name).equals("notset") || session.get(name).isEmpty() && !type.equals("internet")) {
                        session.set(name, type.equals("internet") ? "" : "127.0.0.1 ; ::1");
                    }
                }
                case "exim4/dc_other_hostnames" -> {
                    if (!session.flag(name, "mailname")) {
                        String names = session.get(name);
                        String mailname = session.get("exim4/mailname");
                        session.set(name, names.isEmpty() ? mailname : names + ":" + mailname);
                        session.flag(name, "mailname", true);
                    }
                }
                case "exim4/dc_smarthost" -> {
                    if (session.get(name).isEmpty()) {
                        session.set(name, "mail." + session.get("exim4/mailname"));
                    }
                }
                case "exim4/hide_mailname", "exim4/use_split_config" -> {
                    if (session.get(name).isEmpty()) {
                        session.set(name, "false");
                    }
                    session.variable(name, "mailname", session.get("exim4/mailname"));
                    session.variable(name, "dc_other_hostnames", session.get("exim4/dc_other_hostnames"));
                }
                default -> {}
            }
        }
    }
}
