package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.io.BytesInput;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Terminal;

/** One run of {@code mail}: its settings, the mailbox that is open, and how it talks to its user. */
final class Session {
    private static final List<String> DEFAULTS = List.of(
            "append",
            "ask",
            "askcc",
            "autoinc",
            "charset=auto",
            "crt",
            "escape=~",
            "fromfield",
            "fullnames",
            "header",
            "headline=%>%a%4m %18f %16d %3L/%-5o %s",
            "indentprefix=\t",
            "keep",
            "metamail",
            "mode=read",
            "nullbodymsg=Null message body; hope that's ok",
            "outfilename=local",
            "prompt=? ",
            "rc",
            "recursivealiases",
            "regex",
            "replyprefix=Re: ",
            "save",
            "sendmail=sendmail:/usr/sbin/sendmail",
            "toplines=5",
            "useragent");

    private final Process process;
    private final Variables variables = new Variables();
    private final Aliases aliases = new Aliases();
    private final FieldLists fields = new FieldLists();
    private final Page page = new Page(this);
    private final Headline headline = new Headline(this);
    private final Drafts drafts = new Drafts();
    private final Deque<Boolean> conditions = new ArrayDeque<>();
    private final Input input;
    private final CommandLine commands = new CommandLine(this);
    private final Folders folders;
    private boolean interactive;
    private boolean namesItself = true;

    /** The end of the session, wherever it comes from. */
    static final class Quit extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Quit(int status) {
            super(null, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    Session(Process process) throws IOException {
        this.process = process;
        this.interactive = process.fd(0).terminal().isPresent();
        this.input = new Input(this);
        this.folders = new Folders(this);
        Optional<Terminal> screen = process.fd(1).terminal();
        try {
            for (String each : DEFAULTS) {
                variables.assign(each);
            }
            variables.on("nullbody");
        } catch (Variables.Unfit impossible) {
            throw new IllegalStateException(impossible);
        }
        variables.put("PID", process.pid());
        variables.put("screen", size("LINES", screenHeight()));
        variables.put("columns", size("COLUMNS", screen.map(Terminal::columns).orElse(80)));
        fields.of(FieldLists.Kind.UNFOLDED).add("subject");
        fields.of(FieldLists.Kind.SENDER).addAll(List.of("mail-followup-to", "reply-to", "from"));
        Map<String, String> environment = process.environment();
        environment.putIfAbsent("DEAD", home() + "/dead.letter");
        environment.putIfAbsent("EDITOR", "ed");
        environment.putIfAbsent("LISTER", "ls");
        environment.putIfAbsent("MAILRC", home() + "/.mailrc");
        environment.putIfAbsent("MBOX", home() + "/mbox");
        environment.putIfAbsent("PAGER", "more");
        environment.putIfAbsent("SHELL", "sh");
        environment.putIfAbsent("VISUAL", "vi");
    }

    private int size(String name, int otherwise) {
        String given = process.environment().getOrDefault(name, "");
        return given.matches("[0-9]{1,5}") ? Integer.parseInt(given) : otherwise;
    }

    Process process() {
        return process;
    }

    Variables variables() {
        return variables;
    }

    Aliases aliases() {
        return aliases;
    }

    FieldLists fields() {
        return fields;
    }

    Page page() {
        return page;
    }

    Headline headline() {
        return headline;
    }

    /** What the next letters are to begin with. */
    Drafts drafts() {
        return drafts;
    }

    Deque<Boolean> conditions() {
        return conditions;
    }

    Input input() {
        return input;
    }

    CommandLine commands() {
        return commands;
    }

    Folders folders() {
        return folders;
    }

    /** Somebody is at the terminal, and not a file with commands. */
    boolean isInteractive() {
        return interactive;
    }

    void interactive(boolean on) {
        interactive = on;
    }

    /** From now on a complaint at a terminal does not begin with the program's name. */
    void greeted() {
        namesItself = !interactive;
    }

    String home() {
        return process.environment().getOrDefault("HOME", "/");
    }

    String user() {
        return process.host().accounts().userName(process.who().uid());
    }

    /** The domain of addresses that have none. */
    String domain() {
        List<String> names = new Resolver(process).aliases(process.host().name());
        return names.isEmpty() ? process.host().name() : names.get(0);
    }

    String email() {
        return user() + "@" + domain();
    }

    // ---- the mailbox ----------------------------------------------------------------------------------

    int total() {
        return folders.current().map(it -> it.messages().size()).orElse(0);
    }

    /** A message by its number, from 1. */
    StoredMessage message(int number) {
        StoredMessage message = folders.current().orElseThrow().messages().get(number - 1);
        message.load();
        return message;
    }

    /** Who a message is from, as the list shows it. */
    String senderShown(StoredMessage message) {
        if (!variables.isTrue("fromfield")) {
            return message.sender();
        }
        String from = message.header().unfolded("From").orElse("");
        List<Address> addresses = Address.listOrNone(from);
        if (variables.isTrue("showto")
                && !addresses.isEmpty()
                && addresses.get(0).email().equals(email())) {
            List<Address> to =
                    Address.listOrNone(message.header().unfolded("To").orElse(""));
            addresses = to.isEmpty() ? addresses : to;
        }
        if (addresses.isEmpty()) {
            return Header.decode(from);
        }
        Address first = addresses.get(0);
        return Header.decode(first.personal().isEmpty() ? first.email() : first.personal());
    }

    /** Whom an answer to a message goes to. */
    Address sender(StoredMessage message) {
        for (String each : fields.of(FieldLists.Kind.SENDER)) {
            List<Address> found =
                    Address.listOrNone(message.header().unfolded(each).orElse(""));
            if (!found.isEmpty()) {
                return found.get(0).in(domain());
            }
        }
        return new Address("", message.sender(), "");
    }

    // ---- talking --------------------------------------------------------------------------------------

    void print(String text) throws IOException {
        byte[] bytes = Text.bytes(text);
        process.out().write(bytes, 0, bytes.length);
    }

    void println(String text) throws IOException {
        print(text + "\n");
    }

    /** Says what is wrong, on standard error. */
    void complain(String text) throws IOException {
        process.out().flush();
        byte[] bytes = Text.bytes((namesItself ? "mail: " : "") + text + "\n");
        process.err().write(bytes, 0, bytes.length);
        process.err().flush();
    }

    /** Shows a text that has so many lines, by the pager if it is longer than the screen. */
    void show(String text, int lines) throws IOException {
        int most = variables.number("crt").orElse(variables.isTrue("crt") ? screenHeight() : 0);
        String pager = process.environment().getOrDefault("PAGER", "");
        if (most == 0 || lines <= most || pager.isEmpty()) {
            print(text);
            return;
        }
        process.out().flush();
        shell(pager, Text.bytes(text));
    }

    private int screenHeight() throws IOException {
        return process.fd(1)
                .terminal()
                .map(it -> it.rows() <= 2 ? 22 : it.rows() - 2)
                .orElse(22);
    }

    int screenLines() {
        return Math.max(1, variables.number("screen").orElse(22));
    }

    int screenColumns() {
        return variables.number("columns").orElse(80);
    }

    // ---- other programs -------------------------------------------------------------------------------

    /**
     * Runs a command of the shell.
     *
     * @param given what it reads; null for what the session reads
     * @return its status as the shell has it
     */
    int shell(String command, byte[] given) throws IOException {
        String shell = process.environment().getOrDefault("SHELL", "sh");
        return run(List.of(shell, "-c", command), given);
    }

    /** Runs a program, which is looked for in the path. */
    int run(List<String> argv, byte[] given) throws IOException {
        process.out().flush();
        String path = find(argv.get(0));
        Process child = process.fork();
        if (given != null) {
            child.fd(0, new BytesInput(given));
        }
        child.start(it -> it.exec(path, argv));
        return process.waitFor(child, false).shellStatus();
    }

    private String find(String name) throws ErrnoException {
        return name.contains("/") ? name : postroom.labs.debian.gnu.Running.find(process, name);
    }
}
