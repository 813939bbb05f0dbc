package postroom.labs.debian.procps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import postroom.labs.host.Process;

/**
 * Which processes {@code ps} shows, and how, from its command line.
 *
 * @param columns of {@code -o}; empty for one of the fixed forms
 */
record Selection(
        Predicate<Process> which, boolean full, boolean bsd, boolean userFormat, List<String> columns, boolean titles) {

    boolean covers(Process process) {
        return which.test(process);
    }

    static Selection parse(Process me) {
        Parser parser = new Parser(me);
        List<String> words = me.arguments();
        for (int i = 0; i < words.size(); i++) {
            i = parser.word(words, i);
        }
        return parser.result();
    }

    private static final class Parser {
        private final Process me;
        private final List<Predicate<Process>> any = new ArrayList<>();
        private final List<String> columns = new ArrayList<>();
        private boolean full;
        private boolean bsd;
        private boolean user;
        private boolean everybody;
        private boolean withoutTerminal;
        private boolean titles = true;

        Parser(Process me) {
            this.me = me;
        }

        int word(List<String> words, int at) {
            String word = words.get(at);
            if (word.startsWith("--")) {
                return longOption(words, at);
            }
            if (word.startsWith("-") && word.length() > 1) {
                return unix(words, at);
            }
            if (word.matches("[0-9]+")) {
                int pid = Integer.parseInt(word);
                any.add(it -> it.pid() == pid);
                bsd = true;
                return at;
            }
            for (int i = 0; i < word.length(); i++) {
                char letter = word.charAt(i);
                if (letter != 'p' && letter != 'q') {
                    bsdLetter(letter);
                    continue;
                }
                bsd = true;
                boolean inside = i + 1 < word.length();
                if (!inside && at + 1 >= words.size()) {
                    throw new IllegalArgumentException("list of process IDs must follow " + letter);
                }
                pids(inside ? word.substring(i + 1) : words.get(at + 1));
                return inside ? at : at + 1;
            }
            return at;
        }

        private void bsdLetter(char letter) {
            bsd = true;
            switch (letter) {
                case 'a':
                    everybody = true;
                    break;
                case 'x':
                    withoutTerminal = true;
                    break;
                case 'u':
                    user = true;
                    break;
                case 'h':
                    titles = false;
                    break;
                default:
                    if (!Ps.BSD_LETTERS.contains(letter)) {
                        throw new IllegalArgumentException("unsupported option (BSD syntax)");
                    }
            }
        }

        private int longOption(List<String> words, int at) {
            String word = words.get(at);
            if (word.equals("--no-headers") || word.equals("--no-heading")) {
                titles = false;
            } else if (word.equals("--pid") && at + 1 < words.size()) {
                pids(words.get(at + 1));
                return at + 1;
            } else if (word.startsWith("--pid=")) {
                pids(word.substring(6));
            } else if (!word.equals("--forest")) {
                throw new IllegalArgumentException("unknown gnu long option");
            }
            return at;
        }

        private int unix(List<String> words, int at) {
            String word = words.get(at);
            for (int i = 1; i < word.length(); i++) {
                char letter = word.charAt(i);
                if ("CpuUogGt".indexOf(letter) >= 0) {
                    boolean inside = i + 1 < word.length();
                    if (!inside && at + 1 >= words.size()) {
                        throw new IllegalArgumentException(
                                "list of " + (letter == 'p' ? "process IDs" : "arguments") + " must follow -" + letter);
                    }
                    valued(letter, inside ? word.substring(i + 1) : words.get(at + 1));
                    return inside ? at : at + 1;
                }
                simple(letter);
            }
            return at;
        }

        private void simple(char letter) {
            switch (letter) {
                case 'e':
                case 'A':
                    any.add(it -> true);
                    break;
                case 'f':
                case 'F':
                    full = true;
                    break;
                case 'a':
                    any.add(it -> it.terminal().isPresent() && it.session() != it.pid());
                    break;
                case 'x':
                    bsdLetter('x');
                    break;
                case 'w':
                case 'H':
                case 'l':
                    break;
                default:
                    throw new IllegalArgumentException("unsupported SysV option");
            }
        }

        private void valued(char letter, String value) {
            switch (letter) {
                case 'C':
                    List<String> names = List.of(value.split(","));
                    any.add(it -> names.contains(Ps.command(it)));
                    break;
                case 'p':
                    pids(value);
                    break;
                case 'u':
                case 'U':
                    List<String> users = List.of(value.split(","));
                    any.add(it -> users.contains(
                                    me.host().accounts().userName(it.who().uid()))
                            || users.contains(Integer.toString(it.who().uid())));
                    break;
                case 'o':
                    for (String each : value.split("[, ]+")) {
                        String name = each.replaceFirst("=.*", "");
                        if (each.endsWith("=")) {
                            titles = false;
                        }
                        if (!Columns.known(name)) {
                            throw new IllegalArgumentException(
                                    "unknown user-defined format specifier \"" + name + "\"");
                        }
                        columns.add(name);
                    }
                    break;
                default:
                    any.add(it ->
                            it.terminal().map(t -> t.device().endsWith(value)).orElse(false));
            }
        }

        private void pids(String list) {
            for (String each : list.split("[, ]+")) {
                if (!each.matches("[0-9]{1,9}")) {
                    throw new IllegalArgumentException("process ID list syntax error");
                }
                int pid = Integer.parseInt(each);
                any.add(it -> it.pid() == pid);
            }
        }

        Selection result() {
            Predicate<Process> which;
            if (!any.isEmpty()) {
                which = it -> any.stream().anyMatch(each -> each.test(it));
            } else if (bsd) {
                which = it -> (everybody || it.who().uid() == me.who().uid())
                        && (withoutTerminal || it.terminal().isPresent());
            } else {
                which = it -> it.who().uid() == me.who().uid() && it.terminal().equals(me.terminal());
            }
            return new Selection(which, full, bsd, user, List.copyOf(columns), titles);
        }
    }
}
