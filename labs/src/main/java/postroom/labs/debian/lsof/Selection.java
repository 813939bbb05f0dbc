package postroom.labs.debian.lsof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import postroom.labs.debian.regex.Budgeted;
import postroom.labs.debian.regex.PosixRegex;
import postroom.labs.debian.regex.RegexException;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;

/** The command line of {@code lsof}: what is wanted. Several wishes are alternatives, with {@code -a} all must hold. */
final class Selection {
    private static final int COMMAND_WIDTH = 9;
    private static final int LONGEST_COMMAND = 15;
    private static final String WITH_VALUE = "acdgpsu";
    private static final String OPTIONAL = "FfiLoSTr";

    private final Process process;
    private final Set<Character> flags = new HashSet<>();
    private final List<Predicate<OpenThing>> wishes = new ArrayList<>();
    private final List<InetWanted> inet = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final TcpStates states = new TcpStates();
    private final List<String> trees = new ArrayList<>();
    private final List<Predicate<Process>> exclusions = new ArrayList<>();
    private final List<Sought> sought = new ArrayList<>();
    private String fields = "";
    private String tcpInfo = "s";
    private int commandWidth = COMMAND_WIDTH;
    private String missing;

    /**
     * Something that was asked for by name, and what is said with {@code -V} when it is not there.
     *
     * @param complaint behind {@code lsof: }
     */
    record Sought(String complaint, Predicate<OpenThing> there) {}

    private Selection(Process process) {
        this.process = process;
    }

    /** A command line that does not fit; the message is null where only the usage is printed. */
    static final class Complaint extends Exception {
        private static final long serialVersionUID = 1L;

        Complaint(String message) {
            super(message, null, false, false);
        }
    }

    static Selection parse(Process process) throws Complaint, IOException {
        Selection selection = new Selection(process);
        List<String> words = process.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                continue;
            }
            if (word.length() < 2 || word.charAt(0) != '-' && word.charAt(0) != '+') {
                selection.name(word);
                continue;
            }
            i = selection.options(words, i);
        }
        selection.combine();
        selection.check();
        return selection;
    }

    private int options(List<String> words, int at) throws Complaint, IOException {
        String word = words.get(at);
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            String rest = word.substring(i + 1);
            boolean plus = word.charAt(0) == '+';
            boolean folder = plus && (letter == 'D' || letter == 'd');
            if (plus && letter == 'c') {
                return width(words, at, rest);
            }
            boolean value = folder || letter != 'a' && WITH_VALUE.indexOf(letter) >= 0;
            if (value || OPTIONAL.indexOf(letter) >= 0) {
                String argument = rest;
                int used = at;
                boolean separate = value || letter == 'i' || letter == 'F';
                if (rest.isEmpty()
                        && separate
                        && at + 1 < words.size()
                        && !words.get(at + 1).startsWith("-")) {
                    argument = words.get(++used);
                }
                if (folder) {
                    folder(letter == 'D', argument);
                } else {
                    valued(letter, argument);
                }
                return used;
            }
            flag(letter);
        }
        return at;
    }

    /** {@code +c}: how much of a command's name is shown; 0 for all. The index of the last word that was used. */
    private int width(List<String> words, int at, String rest) throws Complaint {
        boolean separate = rest.isEmpty() && at + 1 < words.size();
        String number = separate ? words.get(at + 1) : rest;
        if (!number.matches("[0-9]{1,6}")) {
            throw new Complaint("+c not followed by width number");
        }
        commandWidth = Integer.parseInt(number);
        if (commandWidth > LONGEST_COMMAND) {
            throw new Complaint("+c " + commandWidth + " > what system provides (" + LONGEST_COMMAND + ")");
        }
        return separate ? at + 1 : at;
    }

    private void flag(char letter) throws Complaint {
        switch (letter) {
            case 'D':
                throw new Complaint("unsupported option: -D");
            case 'm':
                throw new Complaint("-m not supported");
            case '?':
                flags.add('h');
                break;
            case 'x':
                throw new Complaint("-x must accompany +d or +D");
            case 'Z':
                throw new Complaint("-Z limited to SELinux");
            case 'U':
                wish(it -> false);
                break;
            default:
                if ("abhKlMnNOPQRtvVwXE".indexOf(letter) < 0) {
                    throw new Complaint("illegal option character: " + letter);
                }
                flags.add(letter);
        }
    }

    private void wish(Predicate<OpenThing> wish) {
        wishes.add(wish);
    }

    private void valued(char letter, String argument) throws Complaint {
        switch (letter) {
            case 'i':
                InetWanted wanted = InetWanted.parse(argument, new Resolver(process));
                inet.add(wanted);
                sought.add(
                        0,
                        new Sought(
                                argument.isEmpty()
                                        ? "no Internet files located"
                                        : "Internet address not located: " + argument,
                                it -> it.sock() != null && wanted.matches(it.sock()) && states.hold(it)));
                break;
            case 'p':
                pids(argument);
                break;
            case 'u':
                users(argument);
                break;
            case 'c':
                command(argument);
                break;
            case 'd':
                wish(DescriptorWish.parse(argument));
                break;
            case 's':
                if (argument.isEmpty()) {
                    flags.add('s');
                } else {
                    states.add(argument);
                }
                break;
            case 'F':
                flags.add('F');
                fields(argument);
                break;
            case 'T':
                tcpInfo(argument);
                break;
            default:
                flags.add(letter);
        }
    }

    private void fields(String letters) throws Complaint {
        for (char each : letters.toCharArray()) {
            if (each == '?') {
                flags.add('?');
            } else if (Fields.ALL.indexOf(each) < 0) {
                throw new Complaint("unknown field: " + each);
            }
        }
        fields = letters;
    }

    private void tcpInfo(String letters) throws Complaint {
        for (char each : letters.toCharArray()) {
            if ("qs".indexOf(each) < 0) {
                throw new Complaint("unsupported TCP/TPI info selection: " + each);
            }
        }
        tcpInfo = letters;
    }

    private void command(String text) throws Complaint {
        if (text.isEmpty()) {
            throw new Complaint("missing -c option value");
        }
        if (text.startsWith("/")) {
            pattern(text);
            return;
        }
        boolean not = text.startsWith("^");
        String name = not ? text.substring(1) : text;
        if (not) {
            exclusions.add(it -> Sockets.program(it).startsWith(name));
            sought.add(new Sought("command not located: " + name, it -> false));
            return;
        }
        Predicate<OpenThing> wish = it -> Sockets.program(it.process()).startsWith(name);
        wish(wish);
        sought.add(0, new Sought("command not located: " + name, wish));
    }

    private void pattern(String text) throws Complaint {
        int end = text.lastIndexOf('/');
        if (end == 0) {
            throw new Complaint("regexp doesn't end with '/': " + text);
        }
        try {
            int flags = text.indexOf('i', end) < 0 ? 0 : Pattern.CASE_INSENSITIVE;
            Pattern regex = PosixRegex.compile(text.substring(1, end), PosixRegex.Syntax.EXTENDED, flags);
            Predicate<OpenThing> wish = it -> regex.matcher(new Budgeted(Sockets.program(it.process()), process::step))
                    .find();
            wish(wish);
            sought.add(0, new Sought("no command found for regex: " + text, wish));
        } catch (RegexException wrong) {
            throw new Complaint("regexp error: " + wrong.getMessage());
        }
    }

    private void pids(String text) throws Complaint {
        if (text.isEmpty()) {
            throw new Complaint("no process ID specified");
        }
        Set<Integer> wanted = new HashSet<>();
        Set<Integer> unwanted = new HashSet<>();
        for (String each : text.split(",")) {
            if (!each.matches("\\^?[0-9]{1,9}")) {
                throw new Complaint("illegal process ID: " + text);
            }
            int pid = Integer.parseInt(each.replace("^", ""));
            if (each.startsWith("^")) {
                unwanted.add(pid);
            } else {
                wanted.add(pid);
                sought.add(new Sought(
                        "process ID not located: " + pid, it -> it.process().pid() == pid));
            }
        }
        exclusions.add(it -> unwanted.contains(it.pid()));
        if (!wanted.isEmpty()) {
            wish(it -> wanted.contains(it.process().pid()));
        }
    }

    private void users(String text) throws Complaint {
        if (text.isEmpty()) {
            throw new Complaint("no UIDs specified");
        }
        Set<Integer> wanted = new HashSet<>();
        Set<Integer> unwanted = new HashSet<>();
        for (String each : text.split(",")) {
            String name = each.replace("^", "");
            boolean number = name.matches("[0-9]{1,9}");
            int uid = (number
                            ? Optional.of(Integer.parseInt(name))
                            : process.host().accounts().user(name).map(it -> it.uid()))
                    .orElseThrow(() -> new Complaint("can't get UID for " + name));
            if (each.startsWith("^")) {
                unwanted.add(uid);
            } else {
                wanted.add(uid);
                sought.add(new Sought(
                        (number ? "user ID" : "login name") + " not located: " + name,
                        it -> it.process().who().uid() == uid));
            }
        }
        exclusions.add(it -> unwanted.contains(it.who().uid()));
        if (!wanted.isEmpty()) {
            wish(it -> wanted.contains(it.process().who().uid()));
        }
    }

    private void name(String word) {
        try {
            String path = process.files().canonical(word);
            process.files().stat(word);
            names.add(path);
            sought.add(
                    0,
                    new Sought("no file use located: " + word, it -> it.path().equals(path)));
        } catch (ErrnoException e) {
            missing = word;
            names.add(word);
        }
    }

    private void folder(boolean deep, String path) throws Complaint, IOException {
        if (path.isEmpty()) {
            throw new Complaint("+d not followed by a directory path");
        }
        try {
            process.files().stat(path);
            String tree = (deep ? "D" : "d") + process.files().canonical(path);
            trees.add(tree);
            sought.add(new Sought("no file use located: " + path, it -> inTree(tree, it.path())));
        } catch (ErrnoException e) {
            process.err().println("lsof: WARNING: can't stat(" + path + "): " + e.getMessage());
            throw new Complaint(null);
        }
    }

    private void combine() {
        if (!inet.isEmpty()) {
            wishes.add(it -> it.sock() != null && inet.stream().anyMatch(each -> each.matches(it.sock())));
        }
        if (!names.isEmpty() || !trees.isEmpty()) {
            wishes.add(it -> names.contains(it.path()) || trees.stream().anyMatch(tree -> inTree(tree, it.path())));
        }
    }

    /** {@code -a} alone selects nothing. */
    private void check() throws Complaint {
        if (flags.contains('a') && wishes.isEmpty()) {
            throw new Complaint("no select options to AND via -a");
        }
    }

    private static boolean inTree(String tree, String path) {
        String folder = tree.substring(1);
        String inside = folder.endsWith("/") ? folder : folder + "/";
        boolean below = path.startsWith(inside);
        return path.equals(folder) || below && (tree.charAt(0) == 'D' || path.indexOf('/', inside.length()) < 0);
    }

    boolean wants(OpenThing thing) {
        if (!states.hold(thing)) {
            return false;
        }
        if (wishes.isEmpty()) {
            return true;
        }
        return flags.contains('a')
                ? wishes.stream().allMatch(it -> it.test(thing))
                : wishes.stream().anyMatch(it -> it.test(thing));
    }

    boolean has(char flag) {
        return flags.contains(flag);
    }

    String fields() {
        return fields;
    }

    /** Whether none of a process' things are of interest. */
    boolean excludes(Process other) {
        return exclusions.stream().anyMatch(it -> it.test(other));
    }

    /** What was asked for by name. */
    List<Sought> sought() {
        return sought;
    }

    /** How much of a command's name is shown. */
    int commandWidth() {
        return commandWidth == 0 ? LONGEST_COMMAND : Math.max("COMMAND".length(), commandWidth);
    }

    /** What is told of a TCP connection: {@code s} its state, {@code q} its queues. */
    String tcpInfo() {
        return tcpInfo;
    }

    /** A file that was named and is not there. */
    Optional<String> missing() {
        return Optional.ofNullable(missing);
    }

    int names() {
        return names.size();
    }
}
