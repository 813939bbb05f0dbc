package postroom.labs.debian.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code tree(1)}: folders and what is in them, drawn as a tree. */
public final class Tree implements Program {
    /** By their ids in the package's manifest. */
    public static final Map<String, Program> PROGRAMS = Map.of("tree/tree", new Tree());

    private static final String LETTERS = "adfFpughsDiQrtUvNnC";
    private static final String WITH_VALUES = "LPIo";
    private static final List<String> LONGS = List.of("--noreport", "--dirsfirst", "--filesfirst", "--prune", "--du");

    private Tree() {}

    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        Map<String, String> options = new HashMap<>();
        List<String> roots = new ArrayList<>();
        List<String> words = process.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--help") || word.equals("--version")) {
                call.print(HelpText.of("tree/tree" + (word.equals("--help") ? "" : ".version")));
                return 0;
            }
            if (word.startsWith("--")) {
                String name = word.replaceFirst("=.*", "");
                boolean limit = name.equals("--filelimit");
                if (!LONGS.contains(word) && !limit) {
                    return refused(process, "Invalid argument `" + word + "'.", true);
                }
                String value = word.contains("=") ? word.substring(word.indexOf('=') + 1) : "";
                options.put(name, limit && value.isEmpty() && i + 1 < words.size() ? words.get(++i) : value);
            } else if (word.startsWith("-") && word.length() > 1) {
                for (char letter : word.substring(1).toCharArray()) {
                    if (WITH_VALUES.indexOf(letter) >= 0) {
                        if (i + 1 >= words.size()) {
                            return refused(process, "Missing argument to -" + letter + " option.", false);
                        }
                        options.put(String.valueOf(letter), words.get(++i));
                    } else if (LETTERS.indexOf(letter) >= 0) {
                        options.put(String.valueOf(letter), "");
                    } else {
                        return refused(process, "Invalid argument -`" + letter + "'.", true);
                    }
                }
            } else {
                roots.add(word);
            }
        }
        if (!options.getOrDefault("L", "1").matches("0*[1-9][0-9]{0,6}")) {
            return refused(process, "Invalid level, must be greater than 0.", false);
        }
        return draw(call, options, roots.isEmpty() ? List.of(".") : roots);
    }

    private static int refused(Process process, String why, boolean usage) throws IOException {
        process.err().print("tree: " + why + "\n" + (usage ? HelpText.of("tree/tree.short") : ""));
        return 1;
    }

    private static int draw(Call call, Map<String, String> options, List<String> roots) throws IOException {
        Drawing drawing = new Drawing(call, options);
        int status = 0;
        for (String root : roots) {
            try {
                Stat stat = call.files().stat(root);
                drawing.root(root, stat);
                status = stat.isDirectory() ? status : 2;
            } catch (ErrnoException e) {
                drawing.missing(root);
                status = 2;
            }
        }
        drawing.report();
        return status;
    }
}
