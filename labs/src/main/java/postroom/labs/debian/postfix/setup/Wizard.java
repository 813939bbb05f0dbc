package postroom.labs.debian.postfix.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import postroom.labs.debian.debconf.DebconfSession;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * {@code postfix.config}: the questions that are put before Postfix is set up. Going back leads to the question before;
 * answers that cannot be are asked for again.
 */
final class Wizard implements Program {
    private static final String TYPE = "postfix/main_mailer_type";
    private static final String MAILNAME = "postfix/mailname";
    private static final String RELAYHOST = "postfix/relayhost";
    private static final String ROOT = "postfix/root_address";
    private static final String DESTINATIONS = "postfix/destinations";
    private static final String SYNCHRONOUS = "postfix/chattr";
    private static final String NETWORKS = "postfix/mynetworks";
    private static final String PROCMAIL = "postfix/procmail";
    private static final String LIMIT = "postfix/mailbox_limit";
    private static final String DELIMITER = "postfix/recipient_delim";
    private static final String PROTOCOLS = "postfix/protocols";
    private static final Pattern DOMAIN = Pattern.compile("[0-9A-Za-z]");

    @Override
    public int run(Process process) throws IOException {
        String templates = process.environment().get("DEBCONF_TEMPLATES");
        try (DebconfSession session = new DebconfSession(process, "postfix", templates)) {
            session.title("Postfix Configuration");
            new Run(process, session).all();
        }
        return 0;
    }

    private enum State {
        START,
        MAILNAME,
        RELAYHOST,
        ROOT,
        DESTINATIONS,
        SYNCHRONOUS,
        NETWORKS,
        PROCMAIL,
        LIMIT,
        DELIMITER,
        PROTOCOLS,
        END
    }

    private record Run(Process process, DebconfSession session) {

        void all() throws IOException {
            State state = State.START;
            while (state != State.END) {
                process.step();
                state = switch (state) {
                    case START -> type();
                    case MAILNAME -> mailname();
                    case RELAYHOST -> relayhost();
                    case ROOT ->
                        plain(ROOT, "medium", relayed() ? State.RELAYHOST : State.MAILNAME, State.DESTINATIONS);
                    case DESTINATIONS -> destinations();
                    case SYNCHRONOUS -> plain(SYNCHRONOUS, "medium", State.DESTINATIONS, State.NETWORKS);
                    case NETWORKS -> configured(NETWORKS, "mynetworks", State.SYNCHRONOUS, State.PROCMAIL);
                    case PROCMAIL -> procmail();
                    case LIMIT -> plain(LIMIT, "low", State.NETWORKS, State.DELIMITER);
                    case DELIMITER -> delimiter();
                    case PROTOCOLS -> protocols();
                    case END -> State.END;
                };
            }
            boolean again = process.arguments().contains("reconfigure");
            String mark = "/var/spool/postfix/" + (again ? "reload" : "restart");
            if (files().exists("/var/spool/postfix") && !files().exists(mark)) {
                files().writeAll(mark, new byte[0]);
            }
        }

        private FileAccess files() {
            return process.files();
        }

        private Script script() {
            return new Script(process);
        }

        private State type() throws IOException {
            if (session.flag(TYPE, "isdefault") && files().exists("/etc/postfix/main.cf")) {
                session.set(TYPE, "No configuration");
            }
            if (!session.input("high", TYPE)) {
                if (session.get(TYPE).equals("No configuration")) {
                    session.flag("postfix/newaliases", "run", false);
                    return State.END;
                }
                return State.MAILNAME;
            }
            session.go();
            boolean back = !session.go();
            if (session.get(TYPE).equals("No configuration")) {
                return State.END;
            }
            session.flag(TYPE, "changed", true);
            session.flag("postfix/newaliases", "run", true);
            if (back) {
                session.flag(TYPE, "isdefault", true);
                return State.START;
            }
            if (!relayed()) {
                session.set(RELAYHOST, "");
                session.flag(RELAYHOST, "changed", true);
            }
            return State.MAILNAME;
        }

        private boolean relayed() {
            String type = session.get(TYPE);
            return type.equals("Internet with smarthost") || type.equals("Satellite system");
        }

        private String hostName(String option, String otherwise) throws IOException {
            String name = script().output("/usr/bin/hostname", option);
            return name.isEmpty() ? otherwise : name;
        }

        private State mailname() throws IOException {
            String name = "";
            if (files().exists("/etc/mailname")) {
                name = new String(files().readAll("/etc/mailname"), UTF_8).split("\n", 2)[0];
            }
            if (name.isEmpty()) {
                name = hostName("--fqdn", "localdomain");
            }
            if (isNobodys(name)) {
                session.flag(MAILNAME, "isdefault", true);
                name = hostName("--fqdn", "localdomain");
            }
            if (session.flag(MAILNAME, "isdefault")) {
                session.set(MAILNAME, name);
            }
            if (!session.input("high", MAILNAME)) {
                return State.RELAYHOST;
            }
            if (!session.go()) {
                session.flag(TYPE, "isdefault", true);
                session.flag(MAILNAME, "isdefault", true);
                return State.START;
            }
            session.flag(MAILNAME, "changed", true);
            String given = session.get(MAILNAME).toLowerCase(Locale.ROOT);
            if (isNobodys(given)) {
                session.flag(MAILNAME, "isdefault", true);
                return State.MAILNAME;
            }
            if (DOMAIN.matcher(given).find() || given.equals("==default==")) {
                return State.RELAYHOST;
            }
            return violates(given) ? State.MAILNAME : State.RELAYHOST;
        }

        private static boolean isNobodys(String name) {
            return name.equalsIgnoreCase("ubuntu.com") || name.equalsIgnoreCase("debian.org");
        }

        /** A name that can be none may be kept, if so wished. */
        private boolean violates(String given) throws IOException {
            String question = "postfix/rfc1035_violation";
            session.set(question, "false");
            session.flag(question, "isdefault", true);
            session.variable(question, "enteredstring", given);
            session.input("high", question);
            session.go();
            boolean kept = session.get(question).equals("true");
            if (!kept) {
                session.flag(MAILNAME, "isdefault", true);
            }
            return !kept;
        }

        private State relayhost() throws IOException {
            if (!relayed()) {
                return State.ROOT;
            }
            if (session.flag(RELAYHOST, "isdefault")) {
                session.set(RELAYHOST, "smtp." + hostName("--domain", "localdomain"));
            }
            if (!session.input("high", RELAYHOST)) {
                return State.ROOT;
            }
            if (!session.go()) {
                session.flag(MAILNAME, "isdefault", true);
                session.flag(RELAYHOST, "isdefault", true);
                return State.MAILNAME;
            }
            if (session.get(RELAYHOST).matches("(?s).*[\\s,].*")) {
                session.flag(RELAYHOST, "isdefault", true);
                return State.RELAYHOST;
            }
            session.flag(RELAYHOST, "changed", true);
            return State.ROOT;
        }

        /** A question that depends on nothing. */
        private State plain(String name, String priority, State before, State next) throws IOException {
            if (session.input(priority, name)) {
                if (!session.go()) {
                    session.flag(name, "isdefault", true);
                    return before;
                }
                session.flag(name, "changed", true);
            }
            return next;
        }

        /** The same, with what the configuration says as the answer so far. */
        private State configured(String name, String parameter, State before, State next) throws IOException {
            if (files().exists("/usr/sbin/postconf") && files().exists("/etc/postfix/main.cf")) {
                session.set(name, script().output("/usr/sbin/postconf", "-hx", parameter));
            }
            return plain(name, "low", before, next);
        }

        private State destinations() throws IOException {
            String host = hostName("--fqdn", "localhost");
            String domain = hostName("--domain", "localdomain");
            String mailname = session.get(MAILNAME).isEmpty() ? "localhost" : session.get(MAILNAME);
            String type = session.get(TYPE);
            if (session.flag(DESTINATIONS, "set")) {
                if (files().exists("/usr/sbin/postconf") && files().exists("/etc/postfix/main.cf")) {
                    session.set(DESTINATIONS, script().output("/usr/sbin/postconf", "-hx", "mydestination"));
                }
            } else {
                String names = "$myhostname, " + host + ", localhost." + domain + ", localhost";
                if (type.equals("Internet Site")) {
                    names = mailname.equals(host)
                            ? "$myhostname, " + mailname + ", localhost." + domain + ", , localhost"
                            : "$myhostname, " + mailname + ", " + host + ", localhost." + domain + ", localhost";
                } else if (!host.equals(mailname) && !host.endsWith("." + mailname)) {
                    names = mailname + ", " + names;
                }
                session.set(DESTINATIONS, names);
                session.flag(DESTINATIONS, "set", true);
            }
            String priority = type.equals("Local only") ? "low" : "medium";
            return plain(DESTINATIONS, priority, State.RELAYHOST, State.SYNCHRONOUS);
        }

        private State procmail() throws IOException {
            if (session.flag(PROCMAIL, "isdefault")) {
                session.set(PROCMAIL, String.valueOf(files().exists("/usr/bin/procmail")));
            }
            return files().exists("/usr/bin/procmail")
                    ? plain(PROCMAIL, "low", State.NETWORKS, State.LIMIT)
                    : State.LIMIT;
        }

        private State delimiter() throws IOException {
            State next = plain(DELIMITER, "low", State.LIMIT, State.PROTOCOLS);
            if (next == State.PROTOCOLS && session.get(DELIMITER).length() > 1) {
                String question = "postfix/bad_recipient_delimiter";
                session.flag(question, "isdefault", true);
                session.variable(question, "enteredstring", session.get(DELIMITER));
                session.input("low", question);
                session.flag(DELIMITER, "isdefault", true);
                return State.DELIMITER;
            }
            return next;
        }

        private State protocols() throws IOException {
            if (!files().exists("/etc/postfix/main.cf") && session.flag(PROTOCOLS, "isdefault")) {
                session.set(PROTOCOLS, "all");
            }
            return configured(PROTOCOLS, "inet_protocols", State.DELIMITER, State.END);
        }
    }
}
