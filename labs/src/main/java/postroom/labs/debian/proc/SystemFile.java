package postroom.labs.debian.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import postroom.labs.fs.FileType;

/**
 * One of the files of {@code /proc} that belong to no process ({@code proc(5)}).
 *
 * @param path below {@code /proc}; empty for that folder itself
 * @param text what is in it; null if it is no file, or a setting
 * @param target where a link points; null if that depends on who asks
 */
record SystemFile(String path, FileType type, int mode, Function<SystemTexts, String> text, String target) {
    private static final String SETTINGS = "sys/";

    /** All of them; the place in the list is the number of the kind. */
    static final List<SystemFile> ALL = all();

    private static List<SystemFile> all() {
        List<SystemFile> all = new ArrayList<>();
        all.add(new SystemFile("", FileType.DIRECTORY, 0555, null, null));
        all.add(file("cmdline", it -> "BOOT_IMAGE=/boot/vmlinuz root=/dev/vda1 ro quiet\n"));
        all.add(file("cpuinfo", it -> SystemTexts.processors()));
        all.add(file("filesystems", it -> SystemTexts.fileSystems()));
        all.add(file("loadavg", SystemTexts::loadAverage));
        all.add(file("meminfo", SystemTexts::memory));
        all.add(new SystemFile("mounts", FileType.SYMLINK, 0777, null, "self/mounts"));
        all.add(new SystemFile("net", FileType.SYMLINK, 0777, null, "self/net"));
        all.add(new SystemFile("self", FileType.SYMLINK, 0777, null, null));
        all.add(file("stat", SystemTexts::statistics));
        all.add(file("swaps", it -> "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"));
        all.add(new SystemFile("sys", FileType.DIRECTORY, 0555, null, null));
        all.add(file("uptime", SystemTexts::uptime));
        all.add(file("version", it -> SystemTexts.version()));
        Map<String, SystemFile> settings = new TreeMap<>();
        Settings.paths().forEach((path, mode) -> {
            String full = SETTINGS + path;
            for (int at = full.indexOf('/', SETTINGS.length()); at > 0; at = full.indexOf('/', at + 1)) {
                String folder = full.substring(0, at);
                settings.put(folder, new SystemFile(folder, FileType.DIRECTORY, 0555, null, null));
            }
            settings.put(full, new SystemFile(full, FileType.FILE, mode, null, null));
        });
        all.addAll(settings.values());
        return List.copyOf(all);
    }

    private static SystemFile file(String path, Function<SystemTexts, String> text) {
        return new SystemFile(path, FileType.FILE, 0444, text, null);
    }

    /** The path of the setting below {@code sys} that it shows; null if it shows none. */
    String setting() {
        return type == FileType.FILE && path.startsWith(SETTINGS) ? path.substring(SETTINGS.length()) : null;
    }
}
