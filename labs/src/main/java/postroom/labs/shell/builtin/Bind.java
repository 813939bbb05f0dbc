package postroom.labs.shell.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code bind}: shows readline's functions, keys and variables. To bind a key changes nothing. */
final class Bind implements Builtin {
    @Override
    public String name() {
        return "bind";
    }

    @Override
    public String synopsis() {
        return "bind [-lpsvPSVX] [-m keymap] [-f filename] [-q name] [-u name] [-r keyseq] [-x keyseq:shell-command] [keyseq:readline-function or readline-command]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        if (!shell.interactive()) {
            shell.complain("bind: warning: line editing not enabled");
        }
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "lvpVPsSXf:q:u:m:r:x:", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        Map<String, List<String>> keys = keys();
        if (options.get().has('l')) {
            for (String each : new TreeSet<>(keys.keySet())) {
                shell.out(each + "\n");
            }
        }
        if (options.get().has('p')) {
            shell.out("\n" + resource("bindings.txt").strip() + "\n");
        }
        if (options.get().has('P')) {
            shell.out("\n");
            for (Map.Entry<String, List<String>> each : keys.entrySet()) {
                shell.out(each.getKey()
                        + (each.getValue().isEmpty()
                                ? " is not bound to any keys\n"
                                : " can be found on " + listed(each.getValue())
                                        + (each.getValue().size() > 5 ? "\n" : ".\n")));
            }
        }
        if (options.get().has('v')) {
            shell.out(resource("readline-variables.txt"));
        }
        if (options.get().has('V')) {
            for (String line : resource("readline-variables.txt").split("\n")) {
                String[] words = line.split(" ", 3);
                shell.out(words[1] + " is set to `" + (words.length > 2 ? words[2] : "") + "'\n");
            }
        }
        Optional<String> asked = options.get().value('q');
        return asked.isPresent() ? query(shell, keys, asked.get()) : 0;
    }

    /** At most five keys are named. */
    private static String listed(List<String> keys) {
        return keys.size() > 5 ? String.join(", ", keys.subList(0, 5)) + ", ..." : String.join(", ", keys);
    }

    private static int query(Shell shell, Map<String, List<String>> keys, String name) throws IOException {
        if (!keys.containsKey(name)) {
            shell.complain("bind: `" + name + "': unknown function name");
            return 1;
        }
        if (keys.get(name).isEmpty()) {
            shell.out(name + " is not bound to any keys.\n");
            return 1;
        }
        shell.out(name + " can be invoked via " + listed(keys.get(name)) + ".\n");
        return 0;
    }

    /** The keys of each function, in the order of the list. */
    private static Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (String line : resource("bindings.txt").split("\n")) {
            if (line.startsWith("# ")) {
                keys.put(line.split(" ")[1], List.of());
            } else if (line.startsWith("\"")) {
                int colon = line.lastIndexOf("\": ");
                keys.computeIfAbsent(line.substring(colon + 3), name -> new ArrayList<>())
                        .add(line.substring(0, colon + 1));
            }
        }
        return keys;
    }

    private static String resource(String name) {
        try (InputStream in = Bind.class.getResourceAsStream("/postroom/shell/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
