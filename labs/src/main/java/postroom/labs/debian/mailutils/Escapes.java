package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.CommandOutput;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.ErrnoException;

/** What a line of a letter that begins with {@code ~} does. */
final class Escapes {
    private final Session session;
    private final Outgoing letter;
    private final Draft draft;
    private final NameTable<Command> table;

    Escapes(Session session, Outgoing letter, Draft draft) {
        this.session = session;
        this.letter = letter;
        this.draft = draft;
        Filing filing = new Filing(session);
        Attaching attaching = new Attaching(session, letter);
        this.table = new NameTable<>(List.of(
                row("!", "!", "![shell-command]", argv -> filing.shellOut(argv.subList(1, argv.size()))),
                row(":", ":", ":[mail-command]", this::command),
                row("-", "-", "-[mail-command]", this::command),
                row("+", "+", "+name [content-type [encoding]]", attaching::attach),
                row("^", "^", "^N", attaching::detach),
                row("/", "/", "/", attaching::toggle),
                row("?", "?", "?", this::help),
                row("A", "A", "A", this::sign),
                row("a", "a", "a", this::sign),
                row("b", "b", "b[bcc-list]", argv -> add("Bcc", argv)),
                row("c", "c", "c[cc-list]", argv -> add("Cc", argv)),
                row("d", "d", "d", this::dead),
                row("e", "e", "e", argv -> edit("EDITOR")),
                row("f", "f", "f[mesg-list]", this::show),
                row("F", "F", "F[mesg-list]", this::show),
                row("h", "h", "h", this::header),
                row("i", "i", "i[var-name]", this::insert),
                row("l", "l", "l", attaching::list),
                row("m", "m", "m[mesg-list]", this::quote),
                row("M", "M", "M[mesg-list]", this::quote),
                row("p", "p", "p", this::print),
                row("r", "<", "r[filename]", this::read),
                row("s", "s", "s[string]", this::subject),
                row("t", "t", "t[name-list]", argv -> add("To", argv)),
                row("v", "v", "v", argv -> edit("VISUAL")),
                row("w", "w", "w[filename]", this::write),
                row("x", "x", "x", argv -> 0),
                row("|", "|", "|[shell-command]", this::pipe)));
    }

    private static NameTable.Row<Command> row(String least, String full, String synopsis, Command command) {
        return new NameTable.Row<>(least, full, synopsis, command);
    }

    /** Carries one out: the line without the first character. */
    void run(String line) throws IOException {
        List<String> argv;
        try {
            argv = Words.split(line);
        } catch (Words.Unclosed e) {
            session.complain("Cannot parse escape sequence: " + e.getMessage());
            return;
        }
        if (argv.isEmpty()) {
            session.complain("Unfinished escape");
            return;
        }
        Optional<NameTable.Row<Command>> row = table.find(argv.get(0));
        if (row.isEmpty()) {
            session.complain("Unknown escape " + argv.get(0));
            return;
        }
        try {
            row.get().meaning().run(argv);
        } catch (MessageList.Bad saidWhy) {
            session.process().step();
        }
    }

    private boolean misused(List<String> argv, int least, int most) throws IOException {
        return misused(session, argv, least, most);
    }

    /** Complains about too few or too many arguments. */
    static boolean misused(Session session, List<String> argv, int least, int most) throws IOException {
        int given = argv.size() - 1;
        String name = session.variables().text("escape").orElse("~") + argv.get(0);
        if (given < least) {
            session.complain(name + " requires at least " + least + (least == 1 ? " argument" : " arguments"));
        } else if (given > most) {
            session.complain(name + " accepts at most " + most + (most == 1 ? " argument" : " arguments"));
        }
        return given < least || given > most;
    }

    private int goOn() throws IOException {
        session.println("(continue)");
        return 0;
    }

    // ---- the header -----------------------------------------------------------------------------------

    private int add(String field, List<String> argv) {
        argv.subList(1, argv.size()).forEach(it -> letter.add(field, it));
        return 0;
    }

    private int subject(List<String> argv) throws IOException {
        if (misused(argv, 1, 1)) {
            return 1;
        }
        letter.header().set("Subject", Words.join(argv.subList(1, 2)));
        return 0;
    }

    private int header(List<String> argv) throws IOException {
        for (String field : List.of("To", "Cc", "Bcc", "Subject")) {
            String typed = session.input()
                    .answer(field + ": " + letter.header().get(field).orElse(""));
            String value = letter.header().get(field).orElse("") + typed;
            if (!value.isEmpty()) {
                letter.header().set(field, value);
            }
        }
        return goOn();
    }

    private int print(List<String> argv) throws IOException {
        session.print("Message contains:\n" + letter.header().text() + "\n" + draft.text());
        return goOn();
    }

    // ---- the text -------------------------------------------------------------------------------------

    private int insert(List<String> argv) throws IOException {
        if (misused(argv, 1, 1)) {
            return 1;
        }
        draft.append(session.variables().shown(argv.get(1), ""));
        return 0;
    }

    private int sign(List<String> argv) throws IOException {
        boolean file = argv.get(0).equals("A");
        Optional<String> sign = session.variables().text(file ? "Sign" : "sign");
        if (sign.isEmpty()) {
            session.complain("No value set for \"" + (file ? "Sign" : "sign") + "\"");
            return 0;
        }
        draft.append("-- \n");
        if (file) {
            String path = session.folders().file(sign.get());
            try {
                String text = Text.of(session.process().files().readAll(path));
                session.println("Reading " + path);
                draft.append(text);
            } catch (ErrnoException e) {
                session.complain("Cannot open " + path + ": " + e.getMessage());
            }
        } else {
            draft.append(sign.get() + "\n");
        }
        return goOn();
    }

    private int dead(List<String> argv) throws IOException {
        String path = session.process().environment().getOrDefault("DEAD", "");
        return take(path, "Cannot open file " + path + ": ");
    }

    private int read(List<String> argv) throws IOException {
        if (misused(argv, 1, 1)) {
            return 1;
        }
        String path = session.folders().file(argv.get(1));
        return take(path, "Cannot open " + path + ": ");
    }

    private int take(String path, String complaint) throws IOException {
        try {
            String text = Text.of(session.process().files().readAll(path));
            draft.append(text);
            session.println(counted(path, text));
            return 0;
        } catch (ErrnoException e) {
            session.complain(complaint + e.getMessage());
            return 1;
        }
    }

    private static String counted(String path, String text) {
        int partial = text.isEmpty() || text.endsWith("\n") ? 0 : 1;
        long lines = text.chars().filter(it -> it == '\n').count() + partial;
        return "\"" + path + "\" " + lines + "/" + Text.bytes(text).length;
    }

    private int write(List<String> argv) throws IOException {
        if (misused(argv, 1, 1)) {
            return 1;
        }
        String path = session.folders().file(argv.get(1));
        try {
            session.process().files().writeAll(path, Text.bytes(draft.text()));
            session.println(counted(path, draft.text()));
            return 0;
        } catch (ErrnoException e) {
            session.complain("Cannot open " + path + " for writing: " + e.getMessage());
            return 1;
        }
    }

    private int quote(List<String> argv) throws IOException, MessageList.Bad {
        boolean selects = argv.get(0).equals("m");
        String prefix = session.variables().text("indentprefix").orElse("\t");
        for (MessageList.Item item : MessageList.parse(session, argv, MessageList.Deleted.LEAVES_OUT)) {
            session.println("Interpolating: " + item.number());
            StoredMessage message = session.message(item.number());
            StringBuilder text = new StringBuilder();
            for (Header.Field each : message.header().fields()) {
                if (!selects || session.fields().shows(each.name())) {
                    text.append(each.name()).append(": ").append(each.value()).append('\n');
                }
            }
            text.append('\n').append(message.body());
            text.toString().lines().forEach(it -> draft.append(it.isEmpty() ? "\n" : prefix + it + "\n"));
        }
        return goOn();
    }

    private int show(List<String> argv) throws IOException, MessageList.Bad {
        return new Reading(session).print(argv);
    }

    private int edit(String editor) throws IOException {
        String file = "/tmp/mu" + session.process().pid();
        session.process().files().writeAll(file, Text.bytes(draft.text()));
        session.process().files().chmod(file, 0600);
        new Filing(session).shellOut(List.of(session.process().environment().get(editor), file));
        draft.replace(Text.of(session.process().files().readAll(file)));
        session.process().files().unlink(file);
        return goOn();
    }

    private int pipe(List<String> argv) throws IOException {
        if (misused(argv, 1, Integer.MAX_VALUE)) {
            return 1;
        }
        List<String> command = argv.subList(1, argv.size());
        byte[] in = Text.bytes(draft.text());
        byte[] out;
        try {
            out = CommandOutput.of(session.process(), command, in);
        } catch (ErrnoException e) {
            session.complain("Cannot execute `" + command.get(0) + "': " + e.getMessage());
            out = new byte[0];
        }
        session.print("\"|" + command.get(0) + "\" in: " + in.length + " ");
        if (out.length == 0) {
            session.println("no lines out");
        } else {
            session.println("out: " + out.length);
            draft.replaceAndRewind(Text.of(out));
        }
        return 0;
    }

    private int command(List<String> argv) throws IOException, MessageList.Bad {
        if (misused(argv, 1, 1)) {
            return 1;
        }
        Optional<NameTable.Row<Command>> row = session.commands().table().find(argv.get(1));
        if (row.isEmpty()) {
            session.complain("Unknown command: " + argv.get(1));
            return 1;
        }
        if (CommandLine.endsLetter(row.get())) {
            session.complain("Command not allowed in an escape sequence\n");
            return 1;
        }
        return row.get().meaning().run(argv.subList(1, argv.size()));
    }

    private int help(List<String> argv) throws IOException {
        StringBuilder all = new StringBuilder();
        for (NameTable.Row<Command> each : table.rows()) {
            all.append(each.synopsis()).append('\n');
        }
        session.show(all.toString(), session.screenLines() + 1);
        return goOn();
    }
}
