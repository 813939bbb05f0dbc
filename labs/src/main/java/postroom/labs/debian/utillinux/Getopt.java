package postroom.labs.debian.utillinux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.getopt.Getopt.Option;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.host.Process;

/** {@code getopt(1)}: takes a command line apart for a shell script. */
final class Getopt extends GnuProgram {
    private static final int WRONG_CALL = 2;
    private static final int ENHANCED = 4;

    Getopt() {
        super(
                Suite.UTIL_LINUX,
                WRONG_CALL,
                "+ao:l:n:qQs:TuhV",
                "options=",
                "o",
                "longoptions=",
                "l",
                "quiet",
                "q",
                "quiet-output",
                "Q",
                "shell=",
                "s",
                "test",
                "T",
                "unquoted",
                "u",
                "alternative",
                "a",
                "name=",
                "n");
    }

    /** The first word that is no option may be the options, as in the days before {@code -o}. */
    @Override
    protected List<String> rewritten(Process process) {
        List<String> argv = process.argv();
        boolean old = argv.size() > 1 && !argv.get(1).startsWith("-");
        if (!old) {
            return argv;
        }
        List<String> all = new ArrayList<>(List.of(argv.get(0), "-u", "-o", argv.get(1), "--"));
        all.addAll(argv.subList(2, argv.size()));
        return all;
    }

    @Override
    protected int run(Call call) throws IOException {
        if (call.has("T")) {
            return ENHANCED;
        }
        String shell = call.value("s", "bash");
        if (!List.of("sh", "bash", "csh", "tcsh").contains(shell)) {
            throw Failure.usage("unknown shell after -s or --shell argument");
        }
        List<String> words = new ArrayList<>(call.operands());
        if (!call.has("o") && words.isEmpty()) {
            throw Failure.usage("missing optstring argument");
        }
        String shorts = call.has("o") ? call.value("o", "") : words.remove(0);
        List<String> argv = new ArrayList<>(List.of(call.value("n", call.name())));
        argv.addAll(call.has("a") ? alternative(words, longs(call)) : words);
        return print(call, shorts, argv, shell);
    }

    private static List<String> longs(Call call) {
        List<String> names = new ArrayList<>();
        for (Option each : call.options()) {
            if (each.is("l")) {
                for (String name : each.value().split("[, \t\n]+")) {
                    if (!name.isEmpty()) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    /** With {@code -a} a long option may begin with one dash. */
    private static List<String> alternative(List<String> words, List<String> longs) {
        return words.stream()
                .map(word -> word.matches("-[^-].+")
                                && longs.stream()
                                        .anyMatch(it -> it.replace(":", "")
                                                .startsWith(word.substring(1).replaceFirst("=.*", "")))
                        ? "-" + word
                        : word)
                .toList();
    }

    private static int print(Call call, String given, List<String> argv, String shell) throws IOException {
        boolean inPlace = given.startsWith("-");
        boolean posix = given.startsWith("+") || call.process().environment().containsKey("POSIXLY_CORRECT");
        String shorts = inPlace || given.startsWith("+") ? given.substring(1) : given;
        List<String> pairs = new ArrayList<>();
        for (String name : longs(call)) {
            String bare = name.replaceFirst(":+$", "");
            String kind = name.endsWith("::") ? "==" : name.endsWith(":") ? "=" : "";
            pairs.add(bare + kind);
            pairs.add("--" + bare);
        }
        StringBuilder out = new StringBuilder();
        int status = 0;
        List<String> operands = new ArrayList<>();
        Words rest = new Words(
                new postroom.labs.debian.getopt.Getopt(
                        (posix ? "+" : inPlace ? "-" : "-") + shorts, pairs.toArray(String[]::new)),
                argv);
        boolean quoted = !call.has("u");
        while (rest.more()) {
            try {
                for (Option each : rest.next()) {
                    if (each.is(postroom.labs.debian.getopt.Getopt.OPERAND)) {
                        if (inPlace) {
                            out.append(' ').append(quote(each.value(), quoted, shell));
                        } else {
                            operands.add(each.value());
                        }
                        continue;
                    }
                    boolean takes = each.key().startsWith("--")
                            ? longs(call).contains(each.key().substring(2) + ":")
                                    || longs(call).contains(each.key().substring(2) + "::")
                            : shorts.contains(each.key() + ":");
                    out.append(' ').append(each.key().startsWith("--") ? each.key() : "-" + each.key());
                    if (takes) {
                        String value = each.value() == null ? "" : each.value();
                        out.append(' ').append(quote(value, quoted, shell));
                    }
                }
            } catch (UsageException wrong) {
                status = 1;
                if (!call.has("q")) {
                    call.process().err().println(wrong.getMessage());
                }
            }
        }
        operands.addAll(rest.operands());
        out.append(" --");
        for (String each : operands) {
            out.append(' ').append(quote(each, quoted, shell));
        }
        if (!call.has("Q")) {
            call.print(out + "\n");
        }
        return status;
    }

    private static String quote(String text, boolean quoted, String shell) {
        if (!quoted) {
            return text;
        }
        StringBuilder out = new StringBuilder("'");
        for (char c : text.toCharArray()) {
            if (c == '\'') {
                out.append("'\\''");
            } else if (shell.endsWith("csh") && (c == '!' || c == '\n' || Character.isWhitespace(c))) {
                out.append("'\\").append(c == '\n' ? 'n' : c).append('\'');
            } else {
                out.append(c);
            }
        }
        return out.append('\'').toString();
    }

    /** A command line that is read word by word, so that what follows a wrong option is still looked at. */
    private static final class Words {
        private final postroom.labs.debian.getopt.Getopt options;
        private final String name;
        private final List<String> words;
        private boolean ended;

        Words(postroom.labs.debian.getopt.Getopt options, List<String> argv) {
            this.options = options;
            this.name = argv.get(0);
            this.words = new ArrayList<>(argv.subList(1, argv.size()));
        }

        boolean more() {
            return !words.isEmpty() && !ended;
        }

        List<String> operands() {
            return words;
        }

        /** The options of the next word, with the value that follows it. */
        List<Option> next() throws UsageException {
            String word = words.get(0);
            if (word.equals("--")) {
                words.remove(0);
                ended = true;
                return List.of();
            }
            List<String> one = new ArrayList<>(List.of(name, word));
            if (!word.startsWith("-") || word.equals("-")) {
                var parsed = options.parse(one);
                if (parsed.options().isEmpty()) {
                    ended = true;
                    return List.of();
                }
                words.remove(0);
                return parsed.options();
            }
            words.remove(0);
            try {
                return options.parse(one).options();
            } catch (UsageException wrong) {
                if (!wrong.getMessage().contains("requires an argument") || words.isEmpty()) {
                    return salvaged(word, wrong);
                }
                one.add(words.remove(0));
                return options.parse(one).options();
            }
        }

        /** What is right among the letters of a word of short options, before the complaint about the rest. */
        private List<Option> salvaged(String word, UsageException wrong) throws UsageException {
            int bad = word.startsWith("--") ? -1 : word.indexOf(badLetter(wrong), 1);
            if (bad >= 0 && bad + 1 < word.length()) {
                words.add(0, "-" + word.substring(bad + 1));
            }
            if (bad > 1) {
                words.add(0, "-" + word.charAt(bad));
                return options.parse(List.of(name, word.substring(0, bad))).options();
            }
            throw wrong;
        }

        private static char badLetter(UsageException wrong) {
            String message = wrong.getMessage();
            return message.endsWith("'") && message.length() > 2 ? message.charAt(message.length() - 2) : ' ';
        }
    }
}
