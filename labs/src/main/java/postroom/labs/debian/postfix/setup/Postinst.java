package postroom.labs.debian.postfix.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import postroom.labs.debian.adduser.SystemAccounts;
import postroom.labs.debian.debconf.DebconfSession;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code postfix.postinst configure}: accounts, queue, main.cf by the answers, aliases; then the service is started. */
final class Postinst implements Program {
    private static final List<String> ANSWERS = List.of(
            "main_mailer_type",
            "root_address",
            "destinations",
            "mailname",
            "relayhost",
            "chattr",
            "mynetworks",
            "procmail",
            "mailbox_limit",
            "recipient_delim",
            "protocols");

    @Override
    public int run(Process process) throws IOException {
        if (!process.arguments().contains("configure")) {
            return 0;
        }
        process.fd(1, process.fd(2).retain()); // as debconf's confmodule has it, which keeps 1 for its protocol
        boolean fresh =
                process.arguments().size() < 2 || process.arguments().get(1).isEmpty();
        try (DebconfSession session = new DebconfSession(process, "postfix", null)) {
            new Run(process, session, fresh).all();
        }
        Script script = new Script(process);
        Service.enable(script);
        link(process.files(), "/usr/share/postfix/makedefs.out", "/etc/postfix/makedefs.out");
        return 0;
    }

    private static void link(FileAccess files, String target, String path) throws IOException {
        if (files.exists(target) && !files.exists(path)) {
            files.symlink(target, path);
        }
    }

    private static final class Run {
        private final Process process;
        private final DebconfSession session;
        private final boolean fresh;
        private final FileAccess files;
        private final Script script;
        private boolean changes;

        Run(Process process, DebconfSession session, boolean fresh) {
            this.process = process;
            this.session = session;
            this.fresh = fresh;
            this.files = process.files();
            this.script = new Script(process);
        }

        void all() throws IOException {
            accounts();
            String type = session.get("postfix/main_mailer_type");
            boolean configured = !type.equals("No configuration");
            copyUnlessThere("/usr/share/postfix/master.cf.dist", "/etc/postfix/master.cf");
            boolean newConfiguration = configured && makeMainCf();
            QueueFolders.own(process);
            String outcome = configured ? settings(type, newConfiguration) : untouched();
            aliases(type);
            ANSWERS.forEach(it -> session.flag("postfix/" + it, "changed", false));
            tell(outcome);
            if (fresh && !files.exists("/etc/aliases.db")) {
                session.flag("postfix/newaliases", "run", true);
            }
            copyUnlessThere("/usr/share/postfix/main.cf.dist", "/etc/postfix/main.cf.proto");
            copyUnlessThere("/usr/share/postfix/master.cf.dist", "/etc/postfix/master.cf.proto");
            if ((configured || files.exists("/etc/postfix/main.cf")) && session.flag("postfix/newaliases", "run")) {
                process.out().println("Running newaliases");
                if (files.exists("/etc/aliases.db")) {
                    files.unlink("/etc/aliases.db");
                }
                script.run("/usr/bin/newaliases");
                session.flag("postfix/newaliases", "run", false);
            }
        }

        private void say(String line) throws IOException {
            process.out().println(line);
        }

        private void accounts() throws IOException {
            SystemAccounts accounts = new SystemAccounts(process, false);
            accounts.group("postfix");
            accounts.user("postfix", "postfix", "", "/var/spool/postfix");
            if (session.flag("postfix/chattr", "changed")) {
                say("setting synchronous mail queue updates: " + session.get("postfix/chattr"));
            }
            if (!files.exists("/etc/postfix/dynamicmaps.cf")) {
                say("Creating /etc/postfix/dynamicmaps.cf");
                String all = new String(files.readAll("/usr/share/postfix/dynamicmaps.cf"), UTF_8);
                StringBuilder kept = new StringBuilder();
                all.lines()
                        .filter(it -> it.startsWith("#"))
                        .forEach(it -> kept.append(it).append('\n'));
                files.writeAll("/etc/postfix/dynamicmaps.cf", kept.toString().getBytes(UTF_8));
            }
            accounts.group("postdrop");
        }

        private void copyUnlessThere(String from, String to) throws IOException {
            if (!files.exists(to)) {
                files.writeAll(to, files.readAll(from));
            }
        }

        private boolean makeMainCf() throws IOException {
            if (files.exists("/etc/postfix/main.cf")) {
                return false;
            }
            String text = new String(files.readAll("/usr/share/postfix/main.cf.debian"), UTF_8);
            if (files.exists("/etc/ssl/private/ssl-cert-snakeoil.key")) {
                text += new String(files.readAll("/usr/share/postfix/main.cf.tls"), UTF_8);
            }
            files.writeAll("/etc/postfix/main.cf", text.getBytes(UTF_8));
            script.run(
                    "/usr/sbin/postconf",
                    "-e",
                    "smtpd_relay_restrictions=permit_mynetworks permit_sasl_authenticated defer_unauth_destination");
            return true;
        }

        private void set(String what, String setting) throws IOException {
            say(what);
            changes = true;
            process.out().flush();
            script.run("/usr/sbin/postconf", "-e", setting);
        }

        /** Puts an answer into a parameter, if it was given anew. */
        private void answer(String name, String label, String parameter) throws IOException {
            if (session.flag("postfix/" + name, "changed")) {
                String value = session.get("postfix/" + name);
                set("setting " + label + ": " + value, parameter + "=" + value);
            }
        }

        private String settings(String type, boolean isNew) throws IOException {
            if (isNew) {
                ANSWERS.forEach(it -> session.flag("postfix/" + it, "changed", true));
                String host = script.output("/usr/bin/hostname", "--fqdn");
                if (!host.isEmpty()) {
                    set("setting myhostname: " + host, "myhostname=" + host);
                }
                set("setting alias maps", "alias_maps=hash:/etc/aliases");
                set("setting alias database", "alias_database=hash:/etc/aliases");
            }
            if (session.flag("postfix/mailname", "changed")) {
                mailname();
            }
            answer("destinations", "destinations", "mydestination");
            answer("relayhost", "relayhost", "relayhost");
            networks();
            procmail();
            answer("mailbox_limit", "mailbox_size_limit", "mailbox_size_limit");
            answer("recipient_delim", "recipient_delimiter", "recipient_delimiter");
            if (session.flag("postfix/main_mailer_type", "changed")) {
                transports(type);
            }
            answer("protocols", "inet_protocols", "inet_protocols");
            return !changes
                    ? "configuration was not changed"
                    : isNew ? "is now set up with a default configuration" : "is now set up with the changes above";
        }

        private void mailname() throws IOException {
            String name = session.get("postfix/mailname");
            if (name.equalsIgnoreCase("==default==")) {
                name = script.output("/usr/bin/hostname", "--fqdn");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            boolean same = files.exists("/etc/mailname")
                    && new String(files.readAll("/etc/mailname"), UTF_8)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals(lower);
            if (lower.equals("ubuntu.com") || lower.equals("debian.org")) {
                say("refusing to set mailname to " + name + ".");
            } else if (name.indexOf('.') >= 0) {
                if (!same) {
                    say("changing /etc/mailname to " + name);
                    files.writeAll("/etc/mailname", (name + "\n").getBytes(UTF_8));
                }
                set("setting myorigin", "myorigin=/etc/mailname");
            } else {
                say("mailname is not a fully qualified domain name.  Not changing /etc/mailname.");
            }
        }

        private void networks() throws IOException {
            if (!session.flag("postfix/mynetworks", "changed")) {
                return;
            }
            String value = session.get("postfix/mynetworks");
            if (value.isEmpty()) {
                say("deleting mynetworks");
                script.silently("/usr/sbin/postconf", "-X", "mynetworks");
            } else {
                set("setting mynetworks: " + value, "mynetworks=" + value);
            }
        }

        private void procmail() throws IOException {
            if (session.flag("postfix/procmail", "changed")
                    && session.get("postfix/procmail").equals("true")) {
                set("setting mailbox_command", "mailbox_command=procmail -a \"$EXTENSION\"");
            }
        }

        private void transports(String type) throws IOException {
            String have = script.output("/usr/sbin/postconf", "-hx", "default_transport");
            String wanted = type.equals("Local only") ? "error" : have.equals("error") ? "smtp" : have;
            boolean loopback = type.equals("Local only") || type.equals("Satellite system");
            String interfaces = loopback ? "loopback-only" : "all";
            set("setting inet_interfaces: " + interfaces, "inet_interfaces=" + interfaces);
            if (!have.equals(wanted)) {
                set("setting default_transport: " + wanted, "default_transport=" + wanted);
                set("setting relay_transport: " + wanted, "relay_transport=" + wanted);
            }
        }

        private String untouched() throws IOException {
            if (files.exists("/etc/postfix/main.cf")) {
                return "configuration was untouched";
            }
            session.flag("postfix/newaliases", "run", false);
            return "was not set up.  Start with\n  cp /usr/share/postfix/main.cf.debian /etc/postfix/main.cf\n";
        }

        private void aliases(String type) throws IOException {
            if (!files.exists("/etc/aliases")) {
                say("/etc/aliases does not exist, creating it.");
                files.writeAll("/etc/aliases", "# See man 5 aliases for format\npostmaster:    root\n".getBytes(UTF_8));
                if (!type.equals("No configuration")) {
                    session.flag("postfix/newaliases", "run", true);
                    if (session.flag("postfix/root_address", "changed")) {
                        addRootAlias();
                    }
                }
            }
            if (fresh && !hasRootAlias() && !files.exists("/root/.forward")) {
                addRootAlias();
                session.flag("postfix/newaliases", "run", true);
            }
            if (session.flag("postfix/root_address", "changed") && !hasRootAlias()) {
                say("WARNING: /etc/aliases exists, but does not have a root alias.");
            }
        }

        private boolean hasRootAlias() throws IOException {
            return new String(files.readAll("/etc/aliases"), UTF_8).lines().anyMatch(it -> it.startsWith("root:"));
        }

        private void addRootAlias() throws IOException {
            String address = session.get("postfix/root_address");
            if (!address.isEmpty() && !address.equalsIgnoreCase("none")) {
                say("adding root: " + address + " alias");
                files.append("/etc/aliases", ("root:\t" + address + "\n").getBytes(UTF_8));
            }
        }

        private void tell(String outcome) throws IOException {
            String text = "\nPostfix (main.cf) " + outcome + ".  If you need to make changes, edit "
                    + "/etc/postfix/main.cf (and others) as needed.  To view Postfix configuration values, see "
                    + "postconf(1).\n\nAfter modifying main.cf, be sure to run 'systemctl reload postfix'.\n";
            for (String line : text.split("\n", -1)) {
                fold(line);
            }
        }

        /** {@code fold -s}: breaks behind blanks, at most 80 columns. */
        private void fold(String line) throws IOException {
            String rest = line;
            while (rest.length() > 80) {
                int blank = rest.lastIndexOf(' ', 79);
                int end = blank < 0 ? 80 : blank + 1;
                say(rest.substring(0, end));
                rest = rest.substring(end);
            }
            say(rest);
        }
    }
}
