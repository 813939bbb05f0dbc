package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code whereis(1)}: the program, source and manual of a name, in the usual folders and those of {@code $PATH}. */
final class Whereis implements Program {
    private static final List<String> PROGRAMS = List.of(
            "/usr/bin",
            "/usr/sbin",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib",
            "/usr/lib64",
            "/bin",
            "/sbin",
            "/etc",
            "/lib",
            "/lib64",
            "/usr/games",
            "/usr/local/bin",
            "/usr/local/sbin",
            "/usr/local/etc",
            "/usr/local/lib",
            "/usr/local/games",
            "/usr/include",
            "/usr/local",
            "/usr/libexec",
            "/usr/share");
    private static final List<String> MANUALS = List.of("/usr/share/man", "/usr/share/info");
    private static final List<String> SOURCES = List.of("/usr/src");

    @Override
    public int run(Process process) throws IOException {
        Call call = Call.bare(process);
        Map<Character, List<String>> folders = new TreeMap<>(Map.of('B', List.of(), 'M', List.of(), 'S', List.of()));
        StringBuilder kinds = new StringBuilder();
        boolean unusual = false;
        boolean limited = false;
        boolean list = false;
        List<String> names = new ArrayList<>();
        List<String> words = process.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--help") || word.equals("-h")) {
                call.print(HelpText.of("util-linux/whereis"));
                return 0;
            }
            if (word.equals("--version") || word.equals("-V")) {
                call.print(HelpText.of("util-linux/whereis.version"));
                return 0;
            }
            if (!word.startsWith("-") || word.length() < 2) {
                names.add(word);
                continue;
            }
            for (char c : word.substring(1).toCharArray()) {
                if ("bms".indexOf(c) >= 0) {
                    kinds.append(c);
                } else if (c == 'u') {
                    unusual = true;
                } else if (c == 'l') {
                    list = true;
                } else if (c == 'f') {
                    limited = false;
                } else if (c == 'g') {
                    unusual |= false;
                } else if ("BMS".indexOf(c) >= 0) {
                    List<String> chosen = new ArrayList<>();
                    while (i + 1 < words.size() && !words.get(i + 1).startsWith("-")) {
                        chosen.add(words.get(++i));
                    }
                    folders.put(c, chosen);
                    limited = true;
                } else {
                    process.err().print("whereis: bad usage\nTry 'whereis --help' for more information.\n");
                    return 1;
                }
            }
        }
        if (limited) {
            process.err().println("whereis: option -f is missing");
            return 1;
        }
        Search search = new Search(process, folders, kinds.isEmpty() ? "bms" : kinds.toString());
        if (list) {
            search.list(call);
            return 0;
        }
        if (names.isEmpty()) {
            process.err().print("whereis: not enough arguments\nTry 'whereis --help' for more information.\n");
            return 1;
        }
        for (String name : names) {
            String bare = name.substring(name.lastIndexOf('/') + 1);
            Set<String> found = search.find(bare);
            if (!unusual || found.size() != 1) {
                call.print(bare + ":" + (found.isEmpty() ? "" : " " + String.join(" ", found)) + "\n");
            }
        }
        return 0;
    }

    private static final class Search {
        private final Process process;
        private final Map<String, List<String>> folders = new java.util.LinkedHashMap<>();

        Search(Process process, Map<Character, List<String>> chosen, String kinds) {
            this.process = process;
            List<String> programs = new ArrayList<>(PROGRAMS);
            programs.addAll(
                    List.of(process.environment().getOrDefault("PATH", "").split(":")));
            List<String> manuals = new ArrayList<>();
            for (String root : MANUALS) {
                manuals.add(root);
                for (DirectoryEntry each : entries(root)) {
                    manuals.add(root + "/" + each.name());
                }
            }
            add(kinds, 'b', "bin", chosen.get('B'), programs);
            add(kinds, 'm', "man", chosen.get('M'), manuals);
            add(kinds, 's', "src", chosen.get('S'), SOURCES);
        }

        private void add(String kinds, char kind, String title, List<String> chosen, List<String> usual) {
            if (kinds.indexOf(kind) < 0) {
                return;
            }
            Set<String> unique = new LinkedHashSet<>();
            for (String each : chosen.isEmpty() ? usual : chosen) {
                try {
                    String real = process.files().canonical(each);
                    if (process.files().stat(real).isDirectory()) {
                        unique.add(real);
                    }
                } catch (ErrnoException missing) {
                    continue;
                }
            }
            folders.put(title, List.copyOf(unique));
        }

        void list(Call call) throws IOException {
            for (Map.Entry<String, List<String>> each : folders.entrySet()) {
                for (String folder : each.getValue()) {
                    call.print(each.getKey() + ": " + folder + "\n");
                }
            }
        }

        Set<String> find(String name) {
            Set<String> found = new LinkedHashSet<>();
            for (Map.Entry<String, List<String>> each : folders.entrySet()) {
                boolean program = each.getKey().equals("bin");
                for (String folder : each.getValue()) {
                    for (DirectoryEntry entry : entries(folder)) {
                        if (program ? entry.name().equals(name) : fits(entry.name(), name)) {
                            found.add(folder + "/" + entry.name());
                        }
                    }
                }
            }
            return found;
        }

        /** The name itself, with a suffix ({@code ls.1}), or that of a source under control ({@code s.ls}); packed, too. */
        private static boolean fits(String file, String name) {
            String bare = file.replaceFirst("\\.(gz|xz|bz2|lzma|Z|zst)$", "");
            return bare.equals(name)
                    || bare.startsWith(name + ".") && bare.indexOf('.', name.length() + 1) < 0
                    || bare.equals("s." + name);
        }

        private List<DirectoryEntry> entries(String folder) {
            try {
                return process.files().list(folder);
            } catch (ErrnoException unreadable) {
                return List.of();
            }
        }
    }
}
