package postroom.labs.debian.dovecot.auth;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.ErrnoException;

/**
 * A driver's passwd-file: {@code user:password:uid:gid:gecos:home:shell:extra fields}.
 *
 * @param path the file
 * @param scheme of passwords that name none
 * @param usernameFormat what is looked up, as {@code %u}
 */
record PasswdFile(String path, String scheme, String usernameFormat) {

    /** One line. */
    record Entry(String user, String password, String uid, String gid, String home, Map<String, String> extra) {}

    /** Reads a driver's {@code args}. */
    static PasswdFile of(String args) {
        String path = "";
        String scheme = "CRYPT";
        String format = "%u";
        for (String word : args.trim().split("\\s+")) {
            if (word.startsWith("scheme=")) {
                scheme = word.substring(7);
            } else if (word.startsWith("username_format=")) {
                format = word.substring(16);
            } else {
                path = word;
            }
        }
        return new PasswdFile(path, scheme, format);
    }

    /** The line of a user. */
    Optional<Entry> find(FileAccess disk, String user) throws ErrnoException {
        String wanted = Variables.expand(usernameFormat, user, "");
        String file = Variables.expand(path, user, "");
        for (String line : new String(disk.readAll(file), StandardCharsets.UTF_8).split("\n")) {
            String[] field = line.split(":", 8);
            if (!line.startsWith("#") && field[0].equals(wanted)) {
                return Optional.of(entry(field));
            }
        }
        return Optional.empty();
    }

    private static Entry entry(String[] field) {
        Map<String, String> extra = new HashMap<>();
        for (String each : at(field, 7).trim().split("\\s+")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                extra.put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        return new Entry(field[0], at(field, 1), at(field, 2), at(field, 3), at(field, 5), extra);
    }

    private static String at(String[] field, int index) {
        return index < field.length ? field[index] : "";
    }
}
