package postroom.labs.debian.exim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/** {@code /etc/exim4/update-exim4.conf.conf}: the answers, as assignments of a shell. */
final class UpdateFile {
    static final String PATH = "/etc/exim4/update-exim4.conf.conf";
    static final List<String> NAMES = List.of(
            "dc_eximconfig_configtype",
            "dc_other_hostnames",
            "dc_local_interfaces",
            "dc_readhost",
            "dc_relay_domains",
            "dc_minimaldns",
            "dc_relay_nets",
            "dc_smarthost",
            "CFILEMODE",
            "dc_use_split_config",
            "dc_hide_mailname",
            "dc_mailname_in_oh",
            "dc_localdelivery");
    private static final String HEAD = """
            # %s
            #
            # Edit this file and /etc/mailname by hand and execute update-exim4.conf
            # yourself or use 'dpkg-reconfigure exim4-config'
            #
            # Please note that this is _not_ a dpkg-conffile and that automatic changes
            # to this file might happen. The code handling this will honor your local
            # changes, so this is usually fine, but will break local schemes that mess
            # around with multiple versions of the file.
            #
            # update-exim4.conf uses this file to determine variable values to generate
            # exim configuration macros for the configuration file.
            #
            # Most settings found in here do have corresponding questions in the
            # Debconf configuration, but not all of them.
            #
            # This is a Debian specific file

            """.formatted(PATH);
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([A-Za-z_]+)=(?:'([^']*)'|\"([^\"]*)\"|(\\S*))\\s*");

    private UpdateFile() {}

    /** Its assignments; the last of a name counts. */
    static Map<String, String> read(FileAccess files) throws ErrnoException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text(files).split("\n")) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                String value = assignment.group(2) != null
                        ? assignment.group(2)
                        : assignment.group(3) != null ? assignment.group(3) : assignment.group(4);
                values.put(assignment.group(1), value);
            }
        }
        return values;
    }

    private static String text(FileAccess files) throws ErrnoException {
        return files.exists(PATH) ? new String(files.readAll(PATH), UTF_8) : "";
    }

    /** Puts values into the file, which keeps what else stands there. */
    static void write(FileAccess files, Map<String, String> values) throws ErrnoException {
        StringBuilder out = new StringBuilder();
        Map<String, String> left = new LinkedHashMap<>(values);
        String old = text(files);
        for (String line : (old.isEmpty() ? HEAD : old).split("\n")) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            String name = assignment.matches() ? assignment.group(1) : "";
            String value = values.get(name);
            left.remove(name);
            out.append(value == null ? line : name + "='" + value + "'").append('\n');
        }
        if (old.isEmpty()) {
            out.append('\n');
        }
        left.forEach((name, value) -> out.append(name + "='" + value + "'\n"));
        files.writeAll(PATH, out.toString().getBytes(UTF_8));
    }
}
