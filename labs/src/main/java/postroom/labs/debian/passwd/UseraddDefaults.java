package postroom.labs.debian.passwd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.fs.FileAccess;
import postroom.labs.fs.TextFile;
import postroom.labs.io.ErrnoException;

/** {@code /etc/default/useradd}: what useradd assumes, and {@code useradd -D}, which shows and changes it. */
final class UseraddDefaults {
    private static final String PATH = "/etc/default/useradd";
    private static final Map<String, String> OPTIONS =
            Map.of("b", "HOME", "e", "EXPIRE", "f", "INACTIVE", "g", "GROUP", "s", "SHELL");

    private final Map<String, String> values = new LinkedHashMap<>();

    UseraddDefaults(FileAccess files) {
        values.put("GROUP", "100");
        values.put("HOME", "/home");
        values.put("INACTIVE", "-1");
        values.put("EXPIRE", "");
        values.put("SHELL", "/bin/sh");
        values.put("SKEL", "/etc/skel");
        values.put("CREATE_MAIL_SPOOL", "no");
        values.put("LOG_INIT", "yes");
        TextFile.lines(files, PATH).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0 && values.containsKey(line.substring(0, equals))) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
    }

    String get(String key) {
        return values.get(key);
    }

    /** {@code useradd -D} with the options that are to become the defaults. */
    int showOrChange(Job job) throws IOException {
        boolean changes = false;
        for (Map.Entry<String, String> each : OPTIONS.entrySet()) {
            if (job.has(each.getKey())) {
                values.put(each.getValue(), job.value(each.getKey(), ""));
                changes = true;
            }
        }
        if (!changes) {
            for (Map.Entry<String, String> each : values.entrySet()) {
                job.process().out().println(each.getKey() + "=" + each.getValue());
            }
            return 0;
        }
        try {
            write(job.files());
        } catch (ErrnoException denied) {
            job.warn("cannot create new defaults file: " + denied.getMessage());
            return 1;
        }
        job.log("useradd defaults: GROUP=" + get("GROUP") + ", HOME=" + get("HOME") + ", SHELL=" + get("SHELL")
                + ", INACTIVE=" + get("INACTIVE") + ", EXPIRE=" + get("EXPIRE") + ", SKEL=" + get("SKEL")
                + ", CREATE_MAIL_SPOOL=" + get("CREATE_MAIL_SPOOL") + ", LOG_INIT=" + get("LOG_INIT"));
        return 0;
    }

    private void write(FileAccess files) throws ErrnoException {
        List<String> text = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>(values);
        for (String line : TextFile.lines(files, PATH)) {
            String key = line.contains("=") ? line.substring(0, line.indexOf('=')) : "";
            text.add(values.containsKey(key) ? key + "=" + missing.remove(key) : line);
        }
        missing.forEach((key, value) -> text.add(key + "=" + value));
        String fresh = PATH + ".new";
        files.writeAll(fresh, (String.join("\n", text) + "\n").getBytes(StandardCharsets.UTF_8));
        files.chmod(fresh, 0600);
        if (files.exists(PATH)) {
            files.rename(PATH, PATH + "-");
        }
        files.rename(fresh, PATH);
    }
}
