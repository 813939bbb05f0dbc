package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code update-exim4.conf(8)}: makes Exim's configuration of the answers and the template, comments left out. */
final class UpdateConfiguration implements Program {
    private static final String TEMPLATE = "/etc/exim4/exim4.conf.template";
    private static final String MARK = "UPEX4CmacrosUPEX4C = 1";
    private static final String WARNING = "# WARNING WARNING WARNING\n";
    private static final String HEAD = "#########\n" + WARNING.repeat(5) + """
            # This file was generated dynamically from
            # non-split config (/etc/exim4/exim4.conf.localmacros
            # and /etc/exim4/exim4.conf.template).
            # The config files are supplemented with package installation/configuration
            # settings managed by debconf. This data is stored in
            # /etc/exim4/update-exim4.conf.conf
            # Any changes you make here will be lost.
            # See /usr/share/doc/exim4-base/README.Debian.gz and update-exim4.conf(8)
            # for instructions of customization.
            """ + WARNING.repeat(5) + "#########\n";

    @Override
    public int run(Process process) throws IOException {
        FileAccess files = process.files();
        try {
            files.writeAll(Configuration.FILE + ".tmp", text(process).getBytes(UTF_8));
        } catch (ErrnoException e) {
            process.err().println("touch: cannot touch '" + Configuration.FILE + ".tmp': " + e.getMessage());
            return 1;
        }
        files.rename(Configuration.FILE + ".tmp", Configuration.FILE);
        int group =
                process.host().accounts().group(Spool.USER).map(it -> it.gid()).orElse(0);
        files.chown(Configuration.FILE, 0, group, true);
        files.chmod(Configuration.FILE, 0644);
        return 0;
    }

    private static String text(Process process) throws ErrnoException {
        FileAccess files = process.files();
        StringBuilder out = new StringBuilder(HEAD);
        for (String line : new String(files.readAll(TEMPLATE), UTF_8).split("\n")) {
            if (line.startsWith("#")) {
                continue;
            }
            out.append(line).append('\n');
            if (line.equals(MARK)) {
                out.append(macros(process));
            }
        }
        return out.toString();
    }

    private static String macros(Process process) throws ErrnoException {
        Map<String, String> values = UpdateFile.read(process.files());
        String name = process.files().exists("/etc/mailname")
                ? new String(process.files().readAll("/etc/mailname"), UTF_8).strip()
                : Configuration.canonical(process.host());
        String type = values.getOrDefault("dc_eximconfig_configtype", "");
        String interfaces = values.getOrDefault("dc_local_interfaces", "");
        StringBuilder out = new StringBuilder("##############################################\n"
                + "# the following macro definitions were created\n"
                + "# dynamically by /usr/sbin/update-exim4.conf\n");
        macro(out, "MAIN_PACKAGE_VERSION", "4.96-15+deb12u10");
        if (!interfaces.isEmpty()) {
            macro(out, "MAIN_LOCAL_INTERFACES", list(interfaces, "<; " + interfaces));
        }
        String others = joined(values.getOrDefault("dc_other_hostnames", ""));
        macro(out, "MAIN_LOCAL_DOMAINS", "@:localhost" + (others.isEmpty() ? "" : ":" + others));
        macro(out, "MAIN_RELAY_TO_DOMAINS", joined(values.getOrDefault("dc_relay_domains", "")));
        macro(out, "ETC_MAILNAME", name);
        macro(out, "LOCAL_DELIVERY", values.getOrDefault("dc_localdelivery", "mail_spool"));
        String nets = joined(values.getOrDefault("dc_relay_nets", ""));
        macro(out, "MAIN_RELAY_NETS", (nets.isEmpty() ? "" : nets + " ") + ": 127.0.0.1 : ::::1");
        macro(out, "DCreadhost", values.getOrDefault("dc_readhost", ""));
        macro(out, "DCsmarthost", values.getOrDefault("dc_smarthost", ""));
        macro(out, "DC_eximconfig_configtype", type);
        macro(out, "DCconfig_" + type, "1");
        return out.append("##############################################\n").toString();
    }

    private static String list(String given, String semicolons) {
        return given.contains(";") ? semicolons : given;
    }

    /** Lists may be given between semicolons or colons; the macro has colons. */
    private static String joined(String given) {
        return given.contains(";")
                ? String.join(":", List.of(given.split("\\s*;\\s*"))).strip()
                : given.strip();
    }

    private static void macro(StringBuilder out, String name, String value) {
        out.append(".ifndef " + name + "\n" + name + "=" + value + "\n.endif\n");
    }
}
