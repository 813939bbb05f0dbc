package postroom.labs.debian.procps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import postroom.labs.host.Process;

/**
 * The command line of {@code ps}: options with one dash as in System V, without as in BSD, with two as in GNU. What makes no
 * sense as the first is read again as the second, so that {@code ps -aux} does what people mean.
 */
final class PsOptions {
    private final Process me;
    private final List<String> words;
    private final PsCall call = new PsCall();
    private int at;

    private PsOptions(Process me) {
        this.me = me;
        this.words = me.arguments();
    }

    /** Reads it; {@code IllegalArgumentException} has what is wrong with it. */
    static PsCall parse(Process me) {
        try {
            return new PsOptions(me).read(false);
        } catch (IllegalArgumentException wrong) {
            boolean dashed = me.arguments().stream().anyMatch(it -> it.matches("-[^-].*"));
            if (dashed) {
                try {
                    return new PsOptions(me).read(true);
                } catch (IllegalArgumentException wrongToo) {
                    throw wrong;
                }
            }
            throw wrong;
        }
    }

    private PsCall read(boolean bsdAlways) {
        for (at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith("--")) {
                new PsLongOption(this, call).read(word);
            } else if (word.startsWith("-") && word.length() > 1 && !bsdAlways) {
                letters(word, false);
            } else if (word.matches("[0-9].*")) {
                call.bsd = true;
                number(word, Process::pid);
            } else {
                letters(word.startsWith("-") ? word : "-" + word, true);
            }
        }
        return call;
    }

    /** The value of an option: the rest of the word or the next word. */
    private String value(String word, int i, String missing) {
        if (i + 1 < word.length()) {
            return word.substring(i + 1);
        }
        return next(missing);
    }

    /** The next word. */
    String next(String missing) {
        if (at + 1 >= words.size()) {
            throw new IllegalArgumentException(missing);
        }
        return words.get(++at);
    }

    private void letters(String word, boolean bsd) {
        for (int i = 1; i < word.length(); i++) {
            int before = at;
            boolean valued = bsd ? bsd(word, i) : unix(word, i);
            if (valued || at != before) {
                return;
            }
        }
    }

    private boolean unix(String word, int i) {
        char letter = word.charAt(i);
        switch (letter) {
            case 'e', 'A' -> call.all = true;
            case 'a' -> call.withTerminal = true;
            case 'd' -> call.noLeaders = true;
            case 'N' -> call.negated = true;
            case 'f' -> {
                call.full = true;
                call.form = call.form == PsCall.Form.NONE ? PsCall.Form.FULL : call.form;
            }
            case 'F' -> {
                call.full = true;
                call.form = PsCall.Form.EXTRA_FULL;
            }
            case 'l' -> call.form = PsCall.Form.LONG;
            case 'j' -> call.form = PsCall.Form.JOBS;
            case 'y' -> call.residents = true;
            case 'c' -> call.classes = true;
            case 'L' -> call.threads = true;
            case 'T' -> call.spids = true;
            case 'M' -> call.labels = true;
            case 'H' -> call.tree = PsCall.Tree.INDENTED;
            case 'w' -> call.wide++;
            case 'm', 'P', 'n' -> {
                // threads and processors: there is one of each
            }
            case 'V' -> call.version = true;
            default -> {
                return unixValued(word, i);
            }
        }
        return false;
    }

    private boolean unixValued(String word, int i) {
        char letter = word.charAt(i);
        String what = switch (letter) {
            case 'C' -> "list of command names";
            case 'G' -> "list of real groups";
            case 'U' -> "list of real users";
            case 'g' -> "list of session leaders OR effective group names";
            case 'o' -> "format specification";
            case 'O' -> "format or sort specification";
            case 'p', 'q' -> "list of process IDs";
            case 's' -> "list of session IDs";
            case 't' -> "list of terminals (pty, tty...)";
            case 'u' -> "list of users";
            default -> throw new IllegalArgumentException("unsupported SysV option");
        };
        String value = value(word, i, what + " must follow -" + letter);
        switch (letter) {
            case 'C' -> commands(value);
            case 'G' -> groups(value, Process::realGid);
            case 'U' -> users(value, Process::realUid);
            case 'g' -> sessions(value);
            case 'o' -> format(value);
            case 'O' -> around(value, "s", "tname", "time", "command");
            case 's' -> number(value, Process::session);
            case 't' -> terminals(value);
            case 'u' -> users(value, it -> it.who().uid());
            default -> number(value, Process::pid);
        }
        return true;
    }

    private boolean bsd(String word, int i) {
        char letter = word.charAt(i);
        boolean list = "UpqtTr".indexOf(letter) >= 0 && letter != 'r' && letter != 'T';
        call.bsd |= !"kohwmncCSL".contains(String.valueOf(letter)) || list;
        switch (letter) {
            case 'a' -> call.everybody = true;
            case 'x' -> call.withoutTerminal = true;
            case 'g', 'c', 'n', 'S', 'm', 'H' -> {
                // as it is anyway
            }
            case 'r' -> call.running = true;
            case 'f' -> call.tree = PsCall.Tree.DRAWN;
            case 'e' -> call.environment = true;
            case 'h' -> call.titles = false;
            case 'w' -> call.wide++;
            case 'u' -> call.form = PsCall.Form.BSD_USER;
            case 'l' -> call.form = PsCall.Form.BSD_LONG;
            case 'j' -> call.form = PsCall.Form.BSD_JOBS;
            case 's' -> call.form = PsCall.Form.BSD_SIGNALS;
            case 'v' -> call.form = PsCall.Form.BSD_MEMORY;
            case 'Z' -> call.labels = true;
            case 'L' -> call.formats = true;
            case 'V' -> call.version = true;
            case 'T' -> call.lists.add(it -> it.terminal().equals(me.terminal()));
            case 'U' ->
                users(
                        value(word, i, "list of users must follow U"),
                        it -> it.who().uid());
            case 'p', 'q' -> number(value(word, i, "list of process IDs must follow " + letter), Process::pid);
            case 'o' -> format(value(word, i, "format specification must follow o"));
            case 'O' ->
                around(
                        value(word, i, "format or sort specification must follow O"),
                        "state",
                        "tname",
                        "time",
                        "command");
            case 'k' -> sort(value(word, i, "long sort specification must follow 'k'"));
            case 't' -> {
                boolean own = i + 1 >= word.length() && at + 1 >= words.size();
                if (own) {
                    call.lists.add(it -> it.terminal().equals(me.terminal()));
                } else {
                    terminals(value(word, i, ""));
                }
            }
            default -> throw new IllegalArgumentException("unsupported option (BSD syntax)");
        }
        return "UpqoOkt".indexOf(letter) >= 0;
    }

    // ---- lists ---------------------------------------------------------------------------------------

    private static List<String> parts(String list) {
        List<String> parts = new ArrayList<>();
        for (String each : list.split("[, \t]+")) {
            if (!each.isEmpty()) {
                parts.add(each);
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("improper list");
        }
        return parts;
    }

    private void matching(Predicate<Process> predicate) {
        call.lists.add(predicate);
    }

    /** Processes that have one of the numbers. */
    void number(String list, ToIntFunction<Process> of) {
        for (String each : parts(list)) {
            if (!each.matches("[0-9]+")) {
                throw new IllegalArgumentException("process ID list syntax error");
            }
            if (each.length() > 9 || Integer.parseInt(each) == 0 || Integer.parseInt(each) > 4_194_304) {
                throw new IllegalArgumentException("process ID out of range");
            }
            int wanted = Integer.parseInt(each);
            matching(it -> of.applyAsInt(it) == wanted);
        }
    }

    /** Processes of users, by name or number. */
    void users(String list, ToIntFunction<Process> of) {
        for (String each : parts(list)) {
            Optional<Integer> known = me.host().accounts().user(each).map(it -> it.uid());
            int uid = known.orElseGet(() -> id(each, "user name does not exist", "user ID out of range"));
            matching(it -> of.applyAsInt(it) == uid);
        }
    }

    /** Processes of groups, by name or number. */
    void groups(String list, ToIntFunction<Process> of) {
        for (String each : parts(list)) {
            Optional<Integer> known = me.host().accounts().group(each).map(it -> it.gid());
            int gid = known.orElseGet(() -> id(each, "group name does not exist", "group ID out of range"));
            matching(it -> of.applyAsInt(it) == gid);
        }
    }

    private static int id(String text, String unknown, String outOfRange) {
        if (!text.matches("[0-9]+")) {
            throw new IllegalArgumentException(unknown);
        }
        if (text.length() > 9) {
            throw new IllegalArgumentException(outOfRange);
        }
        return Integer.parseInt(text);
    }

    private void sessions(String list) {
        if (parts(list).get(0).matches("[0-9].*")) {
            number(list, Process::session);
        } else {
            groups(list, it -> it.who().gid());
        }
    }

    private void commands(String list) {
        for (String each : list.split(",")) {
            String name = each.length() > 15 ? each.substring(0, 15) : each;
            matching(it -> Ps.command(it).equals(name));
        }
    }

    /** Processes at terminals. */
    void terminals(String list) {
        for (String each : parts(list)) {
            if (each.equals("?") || each.equals("-")) {
                matching(it -> it.terminal().isEmpty());
                continue;
            }
            String name = each.startsWith("/dev/") ? each.substring(5) : each;
            List<String> devices = List.of("/dev/" + name, "/dev/pts/" + name, "/dev/tty" + name);
            boolean known = me.host().processes().all().stream()
                    .anyMatch(it -> it.terminal()
                            .filter(t -> devices.contains(t.device()))
                            .isPresent());
            if (!known && !me.files().exists("/dev/" + name)) {
                throw new IllegalArgumentException("TTY could not be found");
            }
            matching(it ->
                    it.terminal().filter(t -> devices.contains(t.device())).isPresent());
        }
    }

    // ---- columns and order ---------------------------------------------------------------------------

    /** The columns of {@code -o}: names, each perhaps with a width and, the last one, with a title. */
    void format(String list) {
        String rest = list;
        while (!rest.isEmpty()) {
            int equals = rest.indexOf('=');
            int end = rest.length();
            for (int i = 0; i < rest.length() && end == rest.length(); i++) {
                end = rest.charAt(i) == ',' || rest.charAt(i) == ' ' ? i : end;
            }
            boolean titled = equals >= 0 && equals < end;
            if (titled) { // a title may have blanks in it
                int comma = rest.indexOf(',', equals);
                end = comma < 0 ? rest.length() : comma;
                call.columns.add(column(rest.substring(0, equals)).titled(rest.substring(equals + 1, end)));
                rest = end < rest.length() ? rest.substring(end + 1) : "";
                continue;
            }
            String name = rest.substring(0, end);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("improper format list");
            }
            call.columns.add(column(name));
            rest = end < rest.length() ? rest.substring(end + 1).stripLeading() : "";
        }
    }

    private static PsColumn column(String name) {
        String[] parts = name.split(":", 2);
        PsColumn column = PsColumn.of(parts[0]);
        if (column == null) {
            throw new IllegalArgumentException("unknown user-defined format specifier \"" + parts[0] + "\"");
        }
        if (parts.length == 1) {
            return column;
        }
        if (!parts[1].matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("column widths must be unsigned decimal numbers");
        }
        return column.wide(Integer.parseInt(parts[1]));
    }

    private void around(String list, String... after) {
        call.columns.add(PsColumn.of("pid"));
        format(list);
        for (String each : after) {
            PsColumn column = PsColumn.of(each);
            call.columns.add(column);
        }
    }

    /** The keys of {@code --sort}. */
    void sort(String list) {
        for (String each : list.split(",")) {
            boolean down = each.startsWith("-");
            PsColumn column = PsColumn.of(down || each.startsWith("+") ? each.substring(1) : each);
            if (column == null) {
                throw new IllegalArgumentException("unknown sort specifier");
            }
            call.order.add(new PsCall.SortKey(column, down));
        }
    }
}
