package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.debconf.DebconfSession;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code exim4-config.postinst}: the user, the file of answers, aliases, and the configuration made of all that. */
final class ConfigPostinst implements Program {
    @Override
    public int run(Process process) throws IOException {
        if (!process.arguments().contains("configure") && !process.arguments().contains("reconfigure")) {
            return 0;
        }
        SystemUser.make(process);
        FileAccess files = process.files();
        int group =
                process.host().accounts().group(Spool.USER).map(it -> it.gid()).orElse(0);
        files.chown("/etc/exim4/passwd.client", 0, group, true);
        String type;
        try (DebconfSession session = new DebconfSession(process, "exim4-config", null)) {
            type = Questions.shortened(Questions.TYPES, session.get(Questions.TYPE));
            UpdateFile.write(files, answers(session, type, UpdateFile.read(files)));
            aliases(files, session.get("exim4/dc_postmaster").strip());
            files.writeAll("/etc/mailname", (session.get("exim4/mailname").strip() + "\n").getBytes(UTF_8));
        }
        Defaults.write(files);
        Script script = new Script(process);
        if (!files.exists("/var/lib/exim4")) {
            files.mkdir("/var/lib/exim4", 0755);
        }
        if (!type.equals("none")) {
            script.run("/usr/sbin/update-exim4.conf");
        }
        boolean again = "1".equals(process.environment().get("DEBCONF_RECONFIGURE"))
                || process.arguments().contains("reconfigure");
        if (again && files.exists("/etc/init.d/exim4")) {
            script.quietly("/usr/bin/systemctl", "restart", "exim4.service");
        }
        return 0;
    }

    private static Map<String, String> answers(DebconfSession session, String type, Map<String, String> before) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : UpdateFile.NAMES) {
            values.put(
                    name,
                    switch (name) {
                        case "dc_eximconfig_configtype" -> type;
                        case "CFILEMODE" -> before.getOrDefault(name, "").isEmpty() ? "644" : before.get(name);
                        case "dc_use_split_config" -> session.get("exim4/use_split_config");
                        case "dc_hide_mailname" -> session.get("exim4/hide_mailname");
                        case "dc_mailname_in_oh" ->
                            String.valueOf(session.flag("exim4/dc_other_hostnames", "mailname"));
                        case "dc_localdelivery" ->
                            Questions.shortened(Questions.DELIVERIES, session.get("exim4/dc_localdelivery"));
                        default -> session.get("exim4/" + name).strip();
                    });
        }
        return values;
    }

    private static void aliases(FileAccess files, String postmaster) throws IOException {
        if (!files.exists("/etc/aliases")) {
            StringBuilder text = new StringBuilder("# /etc/aliases\nmailer-daemon: postmaster\n");
            for (String name : List.of(
                    "postmaster",
                    "nobody",
                    "hostmaster",
                    "usenet",
                    "news",
                    "webmaster",
                    "www",
                    "ftp",
                    "abuse",
                    "noc",
                    "security")) {
                text.append(name).append(": root\n");
            }
            files.writeAll("/etc/aliases", text.toString().getBytes(UTF_8));
        }
        boolean has =
                new String(files.readAll("/etc/aliases"), UTF_8).lines().anyMatch(it -> it.matches("root:\\s*\\w.*"));
        if (!has && !postmaster.isEmpty() && !postmaster.equals("none")) {
            files.append("/etc/aliases", ("root: " + postmaster.replaceAll("[\\s;]+", ",") + "\n").getBytes(UTF_8));
        }
    }
}
