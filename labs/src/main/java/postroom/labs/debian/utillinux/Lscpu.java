package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.io.ErrnoException;

/** {@code lscpu(1)}: the processor, out of {@code /proc/cpuinfo}; what only {@code /sys} knows is left out. */
final class Lscpu extends GnuProgram {
    private static final String PARSABLE = """
            # The following is the parsable format, which can be fed to other
            # programs. Each different item in every column has an unique ID
            # starting usually from zero.
            """;
    private static final List<String> COLUMNS = List.of("CPU", "NODE", "SOCKET", "CORE", "ONLINE");

    Lscpu() {
        super(
                Suite.UTIL_LINUX,
                1,
                "abBC::ce::hJp::s:xyV",
                "all",
                "a",
                "online",
                "b",
                "bytes",
                "B",
                "caches==",
                "C",
                "offline",
                "c",
                "extended==",
                "e",
                "json",
                "J",
                "parse==",
                "p",
                "sysroot=",
                "s",
                "hex",
                "x",
                "physical",
                "y",
                "output-all",
                "output-all");
    }

    @Override
    protected int run(Call call) throws IOException {
        if (!call.operands().isEmpty()) {
            throw Failure.usage("bad usage");
        }
        List<Map<String, String>> processors = processors(call);
        if (call.has("C")) {
            return 0;
        }
        if (call.has("p", "e")) {
            boolean parsable = call.last("", "p", "e").equals("p");
            String given = call.value(parsable ? "p" : "e", null);
            table(
                    call,
                    parsable,
                    given == null ? null : List.of(given.replaceFirst("^=", "").split(",")),
                    processors.size());
        } else {
            summary(call, fields(processors));
        }
        return 0;
    }

    private static void table(Call call, boolean parsable, List<String> wanted, int processors) throws IOException {
        List<String> usual = parsable ? List.of("CPU", "Core", "Socket", "Node") : COLUMNS;
        for (String each : wanted == null ? usual : wanted) {
            if (!COLUMNS.contains(each.toUpperCase(Locale.ROOT))) {
                throw Failure.of(1, "unknown column: " + each);
            }
        }
        List<String> columns = wanted == null
                ? usual
                : wanted.stream().map(it -> it.toUpperCase(Locale.ROOT)).toList();
        call.print(parsable ? PARSABLE + "# " + String.join(",", columns) + "\n" : String.join(" ", columns) + "\n");
        for (int i = 0; i < processors; i++) {
            List<String> cells = new ArrayList<>();
            for (String each : columns) {
                String value = cell(each.toUpperCase(Locale.ROOT), i, parsable);
                cells.add(parsable ? value : " ".repeat(Math.max(0, each.length() - value.length())) + value);
            }
            call.print(String.join(parsable ? "," : " ", cells) + "\n");
        }
    }

    private static String cell(String column, int processor, boolean parsable) {
        return switch (column) {
            case "CPU", "CORE" -> Integer.toString(processor);
            case "ONLINE" -> parsable ? "Y" : "yes";
            default -> "0";
        };
    }

    private static List<Map<String, String>> processors(Call call) throws IOException {
        List<Map<String, String>> all = new ArrayList<>();
        try {
            String text = new String(call.files().readAll("/proc/cpuinfo"), StandardCharsets.UTF_8);
            for (String block : text.split("\n\n")) {
                Map<String, String> one = new TreeMap<>();
                block.lines()
                        .map(it -> it.split("\\s*:\\s*", 2))
                        .forEach(it -> one.put(it[0], it.length < 2 ? "" : it[1]));
                if (one.containsKey("processor")) {
                    all.add(one);
                }
            }
        } catch (ErrnoException e) {
            throw Failure.of(1, "cannot open /proc/cpuinfo: " + e.getMessage());
        }
        return all;
    }

    private static Map<String, String> fields(List<Map<String, String>> processors) {
        Map<String, String> first = processors.isEmpty() ? Map.of() : processors.get(0);
        String count = Integer.toString(processors.size());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Architecture", "x86_64");
        fields.put("CPU op-mode(s)", "32-bit, 64-bit");
        fields.put("Address sizes", first.getOrDefault("address sizes", ""));
        fields.put("Byte Order", "Little Endian");
        fields.put("CPU(s)", count);
        fields.put("On-line CPU(s) list", processors.size() > 1 ? "0-" + (processors.size() - 1) : "0");
        fields.put("Vendor ID", first.getOrDefault("vendor_id", ""));
        fields.put("Model name", first.getOrDefault("model name", ""));
        fields.put("CPU family", first.getOrDefault("cpu family", ""));
        fields.put("Model", first.getOrDefault("model", ""));
        fields.put("Thread(s) per core", "1");
        fields.put("Core(s) per socket", first.getOrDefault("cpu cores", count));
        fields.put("Socket(s)", "1");
        fields.put("Stepping", first.getOrDefault("stepping", ""));
        fields.put("BogoMIPS", first.getOrDefault("bogomips", ""));
        fields.put("Flags", first.getOrDefault("flags", ""));
        return fields;
    }

    private static void summary(Call call, Map<String, String> fields) throws IOException {
        if (call.has("J")) {
            List<String> objects = new ArrayList<>();
            fields.forEach((name, value) -> objects.add(
                    "{\n         \"field\": \"" + name + ":\",\n         \"data\": \"" + value + "\"\n      }"));
            call.print("{\n   \"lscpu\": [\n      " + String.join(",", objects) + "\n   ]\n}\n");
            return;
        }
        int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        for (Map.Entry<String, String> each : fields.entrySet()) {
            String name = each.getKey() + ":";
            call.print(name + " ".repeat(width - name.length()) + each.getValue() + "\n");
        }
    }
}
