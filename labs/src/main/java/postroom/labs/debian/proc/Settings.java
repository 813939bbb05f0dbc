package postroom.labs.debian.proc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import postroom.labs.host.Host;
import postroom.labs.host.Kernel;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;

/**
 * The kernel's settings below {@code /proc/sys} ({@code sysctl(8)}) of one host. They can be read and set; the host's name
 * is the one that has an effect. What was set is forgotten when the host starts anew, as always.
 */
final class Settings {
    private static final int LONGEST = 4096;
    private static final Map<String, Setting> USUAL = load();

    private final Host host;
    private final Map<String, String> changed = new ConcurrentHashMap<>();

    Settings(Host host) {
        this.host = host;
    }

    /** What a setting is at the start. */
    private record Setting(int mode, String value) {}

    /** Their paths below {@code sys}, each with the mode of its file. */
    static Map<String, Integer> paths() {
        Map<String, Integer> all = new TreeMap<>();
        USUAL.forEach((path, setting) -> all.put(path, setting.mode));
        return all;
    }

    private static Map<String, Setting> load() {
        Map<String, Setting> all = new TreeMap<>();
        all.put("kernel/hostname", new Setting(0644, ""));
        all.put("kernel/osrelease", new Setting(0444, Kernel.RELEASE));
        all.put("kernel/version", new Setting(0444, Kernel.VERSION));
        try (InputStream in = Settings.class.getResourceAsStream("/postroom/image/sysctl");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(" ", 3);
                    all.put(parts[1].replace('.', '/'), new Setting(Integer.parseInt(parts[0], 8), parts[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** The content of the file of a setting. */
    String get(String path) {
        if (path.equals("kernel/hostname")) {
            return host.name() + "\n";
        }
        return changed.getOrDefault(path, USUAL.get(path).value) + "\n";
    }

    /** Changes a setting; {@code EINVAL} for a word where numbers stand. */
    void set(String path, String content) throws ErrnoException {
        String value = content.strip().replaceAll("[ \t]+", "\t");
        if (value.length() > LONGEST) {
            throw new ErrnoException(Errno.EINVAL);
        }
        if (path.equals("kernel/hostname")) {
            host.name(value);
            return;
        }
        boolean numbers = USUAL.get(path).value.matches("-?[0-9]+(\t-?[0-9]+)*");
        if (numbers && !value.matches("-?[0-9]{1,20}(\t-?[0-9]{1,20})*")) {
            throw new ErrnoException(Errno.EINVAL);
        }
        changed.put(path, value);
    }
}
