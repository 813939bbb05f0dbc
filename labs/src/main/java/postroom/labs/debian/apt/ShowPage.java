package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postroom.labs.debian.dpkg.Stanza;
import postroom.labs.host.Process;

/** What {@code apt-cache show} and {@code apt show} print of a package. */
final class ShowPage {
    private static final Set<String> OWN = Set.of("Suites", "Status");
    private static final List<String> FIRST =
            List.of("Package", "Version", "Priority", "Essential", "Section", "Source", "Origin", "Maintainer");
    private static final Set<String> LEFT_OUT = Set.of(
            "Filename",
            "MD5sum",
            "SHA256",
            "SHA1",
            "Description-md5",
            "Architecture",
            "Multi-Arch",
            "Size",
            "Installed-Size");

    private ShowPage() {}

    /** The fields as the index has them, the description's checksum behind the description. */
    static void plain(Process process, Stanza entry) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        entry.fields().forEach((name, value) -> {
            if (!OWN.contains(name) && !name.equals("Description-md5")) {
                fields.put(name, value);
            }
            if (name.startsWith("Description") && entry.get("Description-md5").isPresent() && !name.endsWith("md5")) {
                fields.put("Description-md5", entry.line("Description-md5"));
            }
        });
        process.out().println(new Stanza(fields).text());
    }

    /** For people: sizes in their units, where it comes from, the description last. */
    static void friendly(Process process, Stanza entry, boolean there, boolean manual) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : FIRST) {
            entry.get(name).ifPresent(it -> fields.put(name, it));
        }
        fields.put("Installed-Size", Sizes.of(Report.number(entry, "Installed-Size") * 1024.0) + "B");
        entry.fields().forEach((name, value) -> {
            boolean extra = !OWN.contains(name) && !LEFT_OUT.contains(name) && !name.startsWith("Description");
            if (extra) {
                fields.putIfAbsent(name, value);
            }
        });
        fields.put("Download-Size", Sizes.of(Report.number(entry, "Size")) + "B");
        if (there) {
            fields.put("APT-Manual-Installed", manual ? "yes" : "no");
        }
        String suite = Archive.suites(entry).get(0);
        fields.put("APT-Sources", Archive.mirror(suite) + " " + suite + "/main amd64 Packages");
        fields.put("Description", entry.fields().getOrDefault("Description-en", entry.line("Description")));
        process.out().println(new Stanza(fields).text());
    }
}
