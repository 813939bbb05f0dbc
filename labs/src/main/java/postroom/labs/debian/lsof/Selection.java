package postroom.labs.debian.lsof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.ErrnoException;

/** The command line of {@code lsof}: what is wanted. Several wishes are alternatives, with {@code -a} all must hold. */
final class Selection {
    private static final Set<String> STATES = Set.of(
            "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSED",
            "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING", "IDLE", "BOUND");
    private static final String WITH_VALUE = "acdgpsu";
    private static final String OPTIONAL = "FfiLoSTr";

    private final Process process;
    private final Set<Character> flags = new HashSet<>();
    private final List<Predicate<OpenThing>> wishes = new ArrayList<>();
    private final List<InetWanted> inet = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> states = new HashSet<>();
    private final List<String> trees = new ArrayList<>();
    private boolean must;
    private String fields = "";
    private String missing;

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
        return selection;
    }

    private int options(List<String> words, int at) throws Complaint, IOException {
        String word = words.get(at);
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            String rest = word.substring(i + 1);
            boolean plus = word.charAt(0) == '+';
            boolean folder = letter == 'D' || plus && letter == 'd';
            boolean value = folder || letter != 'a' && WITH_VALUE.indexOf(letter) >= 0;
            if (value || OPTIONAL.indexOf(letter) >= 0) {
                String argument = rest;
                int used = at;
                boolean separate = value || letter == 'i' || letter == 'F';
                if (rest.isEmpty() && separate && at + 1 < words.size() && !words.get(at + 1).startsWith("-")) {
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

    private void flag(char letter) throws Complaint {
        switch (letter) {
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
                if ("abhKlnNOPQRtvVwXE".indexOf(letter) < 0) {
                    throw new Complaint("illegal option character: " + letter);
                }
                flags.add(letter);
        }
    }

    private void wish(Predicate<OpenThing> wish) {
        wishes.add(wish);
        must = true;
    }

    private void valued(char letter, String argument) throws Complaint {
        switch (letter) {
            case 'i':
                inet.add(InetWanted.parse(argument, new Resolver(process.host())));
                must = true;
                break;
            case 'p':
                pids(argument);
                break;
            case 'u':
                users(argument);
                break;
            case 'c':
                if (argument.isEmpty()) {
                    throw new Complaint("missing -c argument");
                }
                wish(it -> Sockets.program(it.process()).startsWith(argument));
                break;
            case 'd':
                descriptors(argument);
                break;
            case 's':
                states(argument);
                break;
            case 'F':
                flags.add('F');
                fields = argument;
                break;
            default:
                flags.add(letter);
        }
    }

    private void pids(String text) throws Complaint {
        if (text.isEmpty()) {
            throw new Complaint("no process ID specified");
        }
        Set<Integer> pids = new HashSet<>();
        for (String each : text.split(",")) {
            if (!each.matches("\\^?[0-9]{1,9}")) {
                throw new Complaint("illegal process ID: " + each);
            }
            pids.add(Integer.parseInt(each.replace("^", "")));
        }
        boolean not = text.startsWith("^");
        wish(it -> pids.contains(it.process().pid()) != not);
    }

    private void users(String text) throws Complaint {
        if (text.isEmpty()) {
            throw new Complaint("no UIDs specified");
        }
        Set<Integer> uids = new HashSet<>();
        for (String each : text.split(",")) {
            String name = each.replace("^", "");
            Optional<Integer> uid = name.matches("[0-9]{1,9}")
                    ? Optional.of(Integer.parseInt(name))
                    : process.host().accounts().user(name).map(it -> it.uid());
            if (uid.isEmpty()) {
                throw new Complaint("can't get UID for " + name);
            }
            uids.add(uid.get());
        }
        boolean not = text.startsWith("^");
        wishes.add(it -> uids.contains(it.process().who().uid()) != not);
    }

    private void descriptors(String text) {
        Set<String> wanted = Set.of(text.split(","));
        wish(it -> wanted.stream().anyMatch(each -> each.matches("[0-9]{1,6}-[0-9]{1,6}")
                ? it.number() >= Integer.parseInt(each.split("-")[0])
                        && it.number() <= Integer.parseInt(each.split("-")[1])
                : each.equals(it.number() >= 0 ? Integer.toString(it.number()) : it.fd())));
    }

    private void states(String text) throws Complaint {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new Complaint(text.isEmpty() ? "unknown protocol" : "unknown -s protocol: \"" + text + "\"");
        }
        for (String each : text.substring(colon + 1).split(",")) {
            String name = each.replace("^", "").toUpperCase(Locale.ROOT);
            if (!STATES.contains(name)) {
                throw new Complaint("unknown TCP state name: " + each);
            }
            states.add((each.startsWith("^") ? "^" : "") + name);
        }
    }

    private void name(String word) {
        try {
            String path = process.files().canonical(word);
            process.files().stat(word);
            names.add(path);
        } catch (ErrnoException e) {
            missing = word;
            names.add(word);
        }
    }

    private void folder(boolean deep, String path) throws Complaint, IOException {
        try {
            process.files().stat(path);
            trees.add((deep ? "D" : "d") + process.files().canonical(path));
            must = true;
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
            must = true;
            wishes.add(it -> names.contains(it.path()) || trees.stream().anyMatch(tree -> inTree(tree, it.path())));
        }
    }

    private static boolean inTree(String tree, String path) {
        String folder = tree.substring(1);
        String inside = folder.endsWith("/") ? folder : folder + "/";
        boolean below = path.startsWith(inside);
        return path.equals(folder)
                || below && (tree.charAt(0) == 'D' || path.indexOf('/', inside.length()) < 0);
    }

    boolean wants(OpenThing thing) {
        if (!states.isEmpty() && thing.sock() != null && !thing.sock().udp() && !inState(thing)) {
            return false;
        }
        if (wishes.isEmpty()) {
            return true;
        }
        return flags.contains('a')
                ? wishes.stream().allMatch(it -> it.test(thing))
                : wishes.stream().anyMatch(it -> it.test(thing));
    }

    private boolean inState(OpenThing thing) {
        String state = thing.sock().state();
        boolean excludes = states.stream().allMatch(it -> it.startsWith("^"));
        return excludes ? !states.contains("^" + state) : states.contains(state);
    }

    boolean has(char flag) {
        return flags.contains(flag);
    }

    String fields() {
        return fields;
    }

    /** Whether it is an error to find nothing. */
    boolean mustFind() {
        return must;
    }

    /** A file that was named and is not there. */
    Optional<String> missing() {
        return Optional.ofNullable(missing);
    }

    int names() {
        return names.size();
    }
}
