package postroom.labs.debian.postfix.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

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
            String entry = String.join("\n", whole);
            int last = i;
            blocks.add(new Block(whole, parse(entry, "file " + path + ": line " + last + ": bad field count")));
        }
    }

    private static MasterCf.Entry parse(String text, String fewFields) {
        List<MasterCf.Entry> entries =
                MasterCf.parseForPostconf(text, line -> new Fatal(fewFields)).entries();
        if (entries.isEmpty()) {
            throw new Fatal(fewFields);
        }
        return entries.get(0);
    }

    /**
     * Makes the changes and writes the file.
     *
     * @throws Fatal for a request that is not one, before the folder is touched; then if the copy cannot be made; then
     *     for what a request says
     */
    void edit(Set<Character> flags, List<String> requests) {
        boolean removes = flags.contains('X') || flags.contains('#');
        requests.forEach(each -> checkShape(flags, removes, each));
        try {
            process.files().writeAll(path + ".tmp", new byte[0]);
        } catch (ErrnoException e) {
            throw new Fatal("open " + path + ".tmp: " + e.getMessage());
        }
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

    private static void checkShape(Set<Character> flags, boolean removes, String request) {
        int equals = request.indexOf('=');
        if (!removes && equals < 0) {
            throw new Fatal("missing '=' after attribute name: \"" + request + "\"");
        }
        int parts = (removes ? request : request.substring(0, equals)).split("/").length;
        if (flags.contains('M') && parts != 2) {
            throw new Fatal("-Me, -MX or -M# requires service_name/type");
        }
        if (flags.contains('F') && parts != 3) {
            throw new Fatal("-Fe or -FX requires service_name/type/field_name");
        }
        if (flags.contains('F')) {
            String name = request.substring(0, equals).strip().split("/")[2];
            if (!PostconfMaster.fieldNames().contains(name)) {
                throw new Fatal("invalid service attribute name: \"" + name + "\"");
            }
        }
        if (flags.contains('P') && parts != 3) {
            throw new Fatal("-Pe or -PX requires service_name/type/parameter");
        }
    }

    private static boolean is(Block block, String name, String type) {
        return block.entry != null
                && (name.equals("*") || block.entry.name().equals(name))
                && (type.equals("*") || block.entry.type().equals(type));
    }

    private void unmatched(boolean found, String request) {
        if (!found) {
            tool.warning("unmatched service_name/type: \"" + request + "\"");
        }
    }

    private void service(Set<Character> flags, String request) {
        if (flags.contains('X') || flags.contains('#')) {
            String[] key = request.strip().split("/");
            for (Block each : List.copyOf(blocks)) {
                if (is(each, key[0], key[1])) {
                    behindComments(each);
                    if (flags.contains('X')) {
                        blocks.remove(each);
                    } else {
                        each.lines = each.lines.stream().map(line -> "#" + line).toList();
                        each.entry = null;
                    }
                }
            }
            return;
        }
        int equals = request.indexOf('=');
        String[] key = request.substring(0, equals).strip().split("/");
        MasterCf.Entry entry = parse(request.substring(equals + 1).strip(), "bad field count: \"" + request + "\"");
        for (Block each : List.copyOf(blocks)) {
            if (is(each, key[0], key[1])) {
                replace(each, entry);
                return;
            }
        }
        Block added = new Block(List.of(), null);
        blocks.add(added);
        replace(added, entry);
    }

    private void replace(Block block, MasterCf.Entry entry) {
        behindComments(block);
        block.entry = entry;
        block.lines = List.of(MasterEntryText.of(entry, true, value -> value));
    }

    /** An entry is known to end only when the next one begins; the comments between are written by then. */
    private void behindComments(Block block) {
        int at = blocks.indexOf(block);
        int end = at + 1;
        while (end < blocks.size() && blocks.get(end).entry == null && isComment(blocks.get(end))) {
            end++;
        }
        blocks.remove(at);
        blocks.add(end - 1, block);
    }

    private static boolean isComment(Block block) {
        return block.lines.get(0).isBlank() || block.lines.get(0).strip().startsWith("#");
    }

    private void field(String request) {
        int equals = request.indexOf('=');
        String[] key = request.substring(0, equals).strip().split("/");
        String value = request.substring(equals + 1).strip();
        int index = PostconfMaster.fieldNames().indexOf(key[2]);
        boolean isCommand = index == PostconfMaster.fieldNames().size() - 1;
        if (!isCommand && value.chars().anyMatch(Character::isWhitespace)) {
            throw new Fatal("-Fe does not accept whitespace in non-command field");
        }
        boolean found = false;
        for (Block each : List.copyOf(blocks)) {
            if (is(each, key[0], key[1])) {
                found = true;
                List<String> fields = new ArrayList<>(each.entry.fields());
                if (isCommand) {
                    fields.remove(index);
                    String text = String.join(" ", fields) + " " + value;
                    replace(each, parse(text, "bad field count: \"" + request + "\""));
                    continue;
                }
                if (!value.isEmpty()) { // an empty one is written, and the file is broken then
                    MasterCf.checkField(index, value);
                }
                fields.set(index, value);
                replace(each, new MasterCf.Entry(fields, each.entry.arguments()));
            }
        }
        unmatched(found, request);
    }

    private void parameter(Set<Character> flags, String request) {
        int equals = request.indexOf('=');
        boolean remove = flags.contains('X');
        String[] key =
                (equals < 0 ? request : request.substring(0, equals)).strip().split("/");
        String value = remove ? null : request.substring(equals + 1).strip();
        if (value != null && value.chars().anyMatch(Character::isWhitespace)) {
            throw new Fatal("-Pe does not accept whitespace in parameter value");
        }
        boolean found = false;
        for (Block each : List.copyOf(blocks)) {
            if (is(each, key[0], key[1])) {
                found = true;
                List<String> arguments = arguments(each.entry.arguments(), key[2], value);
                replace(each, new MasterCf.Entry(each.entry.fields(), arguments));
            }
        }
        unmatched(found, request);
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
            out.addAll(List.of("-o", name + "=" + value));
        }
        return out;
    }
}
