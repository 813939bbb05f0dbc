package postroom.labs.debian.dpkg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.host.Output;

/** The table of {@code dpkg -l}: as wide as its widest cells. */
final class PackageList {
    private static final String HEADER = """
            Desired=Unknown/Install/Remove/Purge/Hold
            | Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
            |/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
            """;

    private record Row(String state, String name, String version, String architecture, String description) {}

    private final List<Row> rows = new ArrayList<>();

    void add(Stanza each) {
        rows.add(new Row(
                state(each.line("Status")),
                PackageDatabase.binaryName(each),
                each.line("Version"),
                each.line("Architecture"),
                each.line("Description")));
    }

    /** A package that is not there, only spoken of. */
    void addUnknown(String name) {
        rows.add(new Row("un", name, "<none>", "<none>", "(no description available)"));
    }

    /** The letters of want and state: {@code ii}, {@code rc}. */
    static String state(String status) {
        String[] words = status.split(" ");
        if (words.length < 3) {
            return "un";
        }
        String state = switch (words[2]) {
            case "not-installed" -> "n";
            case "config-files" -> "c";
            case "half-installed" -> "H";
            case "unpacked" -> "U";
            case "half-configured" -> "F";
            case "triggers-awaited" -> "W";
            case "triggers-pending" -> "t";
            default -> "i";
        };
        String want = switch (words[0]) {
            case "deinstall" -> "r";
            case "purge" -> "p";
            case "hold" -> "h";
            case "unknown" -> "u";
            default -> "i";
        };
        return want + state;
    }

    void print(Output out) throws IOException {
        rows.sort((a, b) -> a.name.compareTo(b.name));
        int name = 14;
        int version = 12;
        int architecture = 12;
        int description = 33;
        for (Row each : rows) {
            name = Math.max(name, each.name.length());
            version = Math.max(version, each.version.length());
            architecture = Math.max(architecture, each.architecture.length());
            description = Math.max(description, each.description.length());
        }
        out.print(HEADER);
        out.println("||/ " + padded("Name", name) + " " + padded("Version", version) + " "
                + padded("Architecture", architecture) + " Description");
        out.println("+++-" + "=".repeat(name) + "-" + "=".repeat(version) + "-" + "=".repeat(architecture) + "-"
                + "=".repeat(description));
        for (Row each : rows) {
            out.println(each.state + "  " + padded(each.name, name) + " " + padded(each.version, version) + " "
                    + padded(each.architecture, architecture) + " " + each.description);
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
