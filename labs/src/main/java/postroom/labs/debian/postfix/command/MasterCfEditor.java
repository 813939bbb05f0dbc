package postroom.labs.debian.postfix.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.host.Process;

/**
 * Edits master.cf for {@code postconf -Me}, {@code -Fe}, {@code -Pe}, {@code -MX}, {@code -M#} and {@code -PX}: entries
 * keep their place, comments stay, new entries come last.
 */
final class MasterCfEditor {
    private final Process process;
    private final Tool tool;
    private final String path;
    private final List<Block> blocks = new ArrayList<>();

    /** An entry with its lines, or a line that is none. */
    private static final class Block {
        private List<String> lines;
        private MasterCf.Entry entry;

        Block(List<String> lines, MasterCf.Entry entry) {
            this.lines = lines;
            this.entry = entry;
        }
    }

    MasterCfEditor(Process process, Tool tool, String path, String text) {
        this.process = process;
        this.tool = tool;
        this.path = path;
        String[] lines = (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1);
        for (int i = 0; i < lines.length; ) {
            String line = lines[i];
            if (line.isBlank() || line.startsWith("#") || Character.isWhitespace(line.charAt(0))) {
                blocks.add(new Block(List.of(line), null));
                i++;
                continue;
            }
            List<String> whole = new ArrayList<>(List.of(line));
            i++;
            while (i < lines.length && !lines[i].isBlank() && Character.isWhitespace(lines[i].charAt(0))) {
                whole.add(lines[i++]);
            }
            blocks.add(new Block(whole, parse(String.join("\n", whole))));
        }
    }

    private MasterCf.Entry parse(String text) {
        return MasterCf.parse(text, line -> "file " + path + ": line " + line + ": ")
                .entries()
                .get(0);
    }

    void edit(Set<Character> flags, List<String> requests) {
        for (String request : requests) {
            if (flags.contains('M')) {
                service(flags, request);
            } else if (flags.contains('F')) {
                field(request);
            } else {
                parameter(flags, request);
            }
        }
        List<String> out = new ArrayList<>();
        blocks.forEach(each -> out.addAll(each.lines));
        PostconfMaster.write(process, path, out);
    }

    private static boolean is(Block block, String name, String type) {
        return block.entry != null
                && block.entry.name().equals(name)
                && block.entry.type().equals(type);
    }

    private void service(Set<Character> flags, String request) {
        if (flags.contains('X') || flags.contains('#')) {
            String[] key = key(request, 2);
            boolean found = false;
            for (Block each : List.copyOf(blocks)) {
                if (is(each, key[0], key[1])) {
                    found = true;
                    if (flags.contains('X')) {
                        blocks.remove(each);
                    } else {
                        each.lines = each.lines.stream().map(line -> "#" + line).toList();
                        each.entry = null;
                    }
                }
            }
            if (!found) {
                tool.warning("unmatched request: \"" + request + "\"");
            }
            return;
        }
        int equals = request.indexOf('=');
        if (equals < 0) {
            throw new Fatal("missing '=' after attribute name: \"" + request + "\"");
        }
        String[] key = key(request.substring(0, equals).strip(), 2);
        MasterCf.Entry entry = parse(request.substring(equals + 1).strip());
        for (Block each : blocks) {
            if (is(each, key[0], key[1])) {
                replace(each, entry);
                return;
            }
        }
        Block added = new Block(List.of(), null);
        replace(added, entry);
        blocks.add(added);
    }

    private static String[] key(String text, int parts) {
        String[] key = text.split("/");
        if (key.length != parts) {
            throw new Fatal(
                    "-e, -X or -# option requires " + (parts == 2 ? "service_name/type" : "service_name/type/name"));
        }
        return key;
    }

    private static void replace(Block block, MasterCf.Entry entry) {
        block.entry = entry;
        List<String> f = entry.fields();
        StringBuilder head = new StringBuilder();
        int[] columns = {0, 11, 17, 25, 33, 41, 49, 57};
        for (int i = 0; i < f.size(); i++) {
            head.append(" ".repeat(Math.max(i == 0 ? 0 : 1, columns[i] - head.length())))
                    .append(f.get(i));
        }
        List<String> lines = new ArrayList<>(List.of(head.toString()));
        for (int i = 0; i < entry.arguments().size(); i++) {
            String each = entry.arguments().get(i);
            boolean pair = each.equals("-o") && i + 1 < entry.arguments().size();
            lines.add("    " + each + (pair ? " " + entry.arguments().get(++i) : ""));
        }
        block.lines = lines;
    }

    private void field(String request) {
        int equals = request.indexOf('=');
        String[] key = key(request.substring(0, Math.max(0, equals)).strip(), 3);
        int index = PostconfMaster.fieldNames().indexOf(key[2]);
        if (equals < 0 || index < 0) {
            throw new Fatal("unknown field name in request: \"" + request + "\"");
        }
        for (Block each : blocks) {
            if (is(each, key[0], key[1])) {
                List<String> fields = new ArrayList<>(each.entry.fields());
                fields.set(index, request.substring(equals + 1).strip());
                replace(each, new MasterCf.Entry(fields, each.entry.arguments()));
            }
        }
    }

    private void parameter(Set<Character> flags, String request) {
        int equals = request.indexOf('=');
        boolean remove = flags.contains('X');
        if (equals < 0 && !remove) {
            throw new Fatal("missing '=' after attribute name: \"" + request + "\"");
        }
        String[] key = key((equals < 0 ? request : request.substring(0, equals)).strip(), 3);
        boolean found = false;
        for (Block each : blocks) {
            if (is(each, key[0], key[1])) {
                found = true;
                replace(
                        each,
                        new MasterCf.Entry(
                                each.entry.fields(),
                                arguments(
                                        each.entry.arguments(),
                                        key[2],
                                        remove
                                                ? null
                                                : request.substring(equals + 1).strip())));
            }
        }
        if (!found) {
            tool.warning("unmatched request: \"" + request + "\"");
        }
    }

    private static List<String> arguments(List<String> old, String name, String value) {
        List<String> out = new ArrayList<>();
        boolean set = false;
        for (int i = 0; i < old.size(); i++) {
            boolean pair = old.get(i).equals("-o") && i + 1 < old.size();
            String setting = pair ? old.get(i + 1) : "";
            if (pair && setting.startsWith(name + "=")) {
                if (value != null && !set) {
                    out.addAll(List.of("-o", name + "=" + value));
                    set = true;
                }
                i++;
            } else {
                out.add(old.get(i));
            }
        }
        if (value != null && !set) {
            out.addAll(List.of("-o", name + "=" + (value.indexOf(' ') >= 0 ? "{" + value + "}" : value)));
        }
        return out;
    }
}
