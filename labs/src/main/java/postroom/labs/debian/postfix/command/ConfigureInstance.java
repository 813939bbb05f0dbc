package postroom.labs.debian.postfix.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/**
 * {@code /usr/lib/postfix/configure-instance.sh}, which Debian's units run before Postfix starts: if a service of
 * master.cf is chrooted, the files that its programs read of {@code /etc} are copied into the queue directory, unless
 * {@code SYNC_CHROOT} in {@code /etc/default/postfix} is empty.
 */
final class ConfigureInstance implements Program {
    private static final List<String> FILES =
            List.of("localtime", "services", "resolv.conf", "hosts", "host.conf", "nsswitch.conf", "nss_mdns.config");
    private static final String DEFAULTS = "/etc/default/postfix";
    private static final int PERMISSIONS = 0777;
    private static final int READ_BY_ALL = 0444;
    private static final int WRITTEN_BY_OTHERS = 022;
    private static final int CHROOT = 5;

    @Override
    public int run(Process process) throws IOException {
        return Tool.logging(process, "postconf").run(tool -> run(process, tool));
    }

    private static int run(Process process, Tool tool) throws IOException {
        FileAccess files = process.files();
        Parameters parameters = tool.unchecked(Map.of("inet_interfaces", ""));
        String origin = parameters.get("myorigin").toLowerCase(Locale.ROOT);
        if (origin.startsWith("/")) {
            origin = new String(files.readAll(origin), UTF_8).strip().toLowerCase(Locale.ROOT);
        }
        if (origin.equals("ubuntu.com") || origin.equals("debian.org")) {
            process.out().println("Invalid $myorigin (" + origin + "), refusing to start");
            return 1;
        }
        String master = new String(files.readAll(tool.directory() + "/master.cf"), UTF_8);
        boolean isOld = parameters.get("compatibility_level").startsWith("0");
        if (chroots(master, isOld ? "[-yY]" : "[yY]") && synchronises(files)) {
            String queue = parameters.get("queue_directory");
            new AuthorityCopies(process, queue).update(parameters.get("smtp_tls_CApath"));
            new AuthorityCopies(process, queue).update(parameters.get("smtpd_tls_CApath"));
            copy(files, queue);
        }
        return 0;
    }

    /** By awk, in the original: a master.cf that master would refuse is no hindrance. */
    private static boolean chroots(String master, String yes) {
        return master.lines()
                .filter(line -> !line.isEmpty() && (Character.isDigit(line.charAt(0)) || isLower(line.charAt(0))))
                .map(line -> line.split("[ \t]+"))
                .anyMatch(fields -> fields.length >= CHROOT && fields[CHROOT - 1].matches(".*" + yes + ".*"));
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean synchronises(FileAccess files) throws ErrnoException {
        if (!files.exists(DEFAULTS)) {
            return true;
        }
        Optional<String> setting = new String(files.readAll(DEFAULTS), UTF_8)
                .lines()
                .filter(line -> line.startsWith("SYNC_CHROOT="))
                .reduce((first, last) -> last);
        return setting.map(line -> !line.substring(line.indexOf('=') + 1)
                        .replaceAll("[\"']", "")
                        .isBlank())
                .orElse(true);
    }

    private static void copy(FileAccess files, String queue) throws ErrnoException {
        if (!files.exists(queue + "/etc")) {
            files.mkdir(queue + "/etc", 0755);
        }
        for (String name : FILES) {
            String outside = "/etc/" + name;
            String inside = queue + "/etc/" + name;
            if (isFile(files, outside) && !isSame(files, outside, inside)) {
                if (files.exists(inside)) {
                    files.unlink(inside);
                }
                files.writeAll(inside, files.readAll(outside));
                int mode = files.stat(outside).mode() & PERMISSIONS | READ_BY_ALL;
                files.chmod(inside, mode & ~WRITTEN_BY_OTHERS);
            }
        }
    }

    private static boolean isFile(FileAccess files, String path) {
        try {
            return files.stat(path).isFile();
        } catch (ErrnoException absent) {
            return false;
        }
    }

    /** A file that is as it should be is left: an idle lab then holds no copy of its own. */
    private static boolean isSame(FileAccess files, String outside, String inside) throws ErrnoException {
        return isFile(files, inside) && Arrays.equals(files.readAll(outside), files.readAll(inside));
    }
}
