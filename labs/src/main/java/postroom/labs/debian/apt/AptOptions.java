package postroom.labs.debian.apt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The options of apt's commands: they stand anywhere, single letters together. */
final class AptOptions {
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('y', "yes"),
            Map.entry('q', "quiet"),
            Map.entry('s', "simulate"),
            Map.entry('d', "download-only"),
            Map.entry('f', "fix-broken"),
            Map.entry('m', "ignore-missing"),
            Map.entry('u', "show-upgraded"),
            Map.entry('V', "verbose-versions"),
            Map.entry('a', "all-versions"),
            Map.entry('n', "names-only"),
            Map.entry('i', "important"),
            Map.entry('h', "help"),
            Map.entry('v', "version"),
            Map.entry('b', "build"),
            Map.entry('P', "build-profiles"));
    private static final Set<String> WORDS = Set.of(
            "yes",
            "assume-yes",
            "assume-no",
            "quiet",
            "simulate",
            "just-print",
            "dry-run",
            "recon",
            "no-act",
            "download-only",
            "fix-broken",
            "fix-missing",
            "ignore-missing",
            "no-install-recommends",
            "install-recommends",
            "install-suggests",
            "no-install-suggests",
            "reinstall",
            "purge",
            "auto-remove",
            "autoremove",
            "help",
            "version",
            "installed",
            "upgradable",
            "upgradeable",
            "manual-installed",
            "all-versions",
            "names-only",
            "full",
            "important",
            "recurse",
            "no-recommends",
            "no-suggests",
            "no-conflicts",
            "no-breaks",
            "no-replaces",
            "no-enhances",
            "no-pre-depends",
            "no-depends",
            "no-all-versions",
            "show-upgraded",
            "verbose-versions",
            "allow-remove-essential",
            "allow-unauthenticated",
            "allow-downgrades",
            "allow-change-held-packages",
            "no-upgrade",
            "only-upgrade",
            "force-yes",
            "show-progress",
            "no-download",
            "trivial-only",
            "fix-policy");
    private static final Set<String> WITH_VALUES = Set.of("option", "config-file", "target-release", "default-release");

    final Set<String> set = new TreeSet<>();
    final List<String> operands = new ArrayList<>();
    int quiet;

    /** An option that is not known; its message is apt's. */
    static final class Unknown extends IOException {
        private static final long serialVersionUID = 1;

        Unknown(String message) {
            super(message);
        }
    }

    static AptOptions parse(List<String> words) throws Unknown {
        AptOptions options = new AptOptions();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                options.operands.addAll(words.subList(i + 1, words.size()));
                break;
            } else if (word.startsWith("--")) {
                i += options.longOption(word);
            } else if (word.startsWith("-") && word.length() > 1) {
                i += options.letters(word);
            } else {
                options.operands.add(word);
            }
        }
        return options;
    }

    private int longOption(String word) throws Unknown {
        String name = word.substring(2).replaceFirst("=.*", "");
        if (WITH_VALUES.contains(name)) {
            return word.contains("=") ? 0 : 1;
        }
        if (!WORDS.contains(name)) {
            throw new Unknown(
                    "Command line option " + word + " is not understood in combination with the other options");
        }
        add(name);
        return 0;
    }

    private int letters(String word) throws Unknown {
        for (int i = 1; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == 'o' || c == 'c' || c == 't') {
                return i + 1 < word.length() ? 0 : 1;
            }
            if (c == '=' || Character.isDigit(c)) {
                continue;
            }
            String name = LETTERS.get(c);
            if (name == null) {
                throw new Unknown("Command line option '" + c + "' [from " + word
                        + "] is not understood in combination with the other options.");
            }
            add(name);
        }
        return 0;
    }

    private void add(String name) {
        set.add(
                switch (name) {
                    case "assume-yes", "force-yes" -> "yes";
                    case "just-print", "dry-run", "recon", "no-act" -> "simulate";
                    case "autoremove" -> "auto-remove";
                    case "upgradeable" -> "upgradable";
                    default -> name;
                });
        if (name.equals("quiet")) {
            quiet++;
        }
    }

    boolean has(String name) {
        return set.contains(name);
    }
}
