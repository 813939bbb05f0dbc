package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands of the reader: their table, the command lines, and the loop that reads them. */
final class CommandLine {
    /** Commands that are obeyed in the part of an {@code if} that does not hold. */
    private static final Set<String> FLOW = Set.of("if", "else", "endif");

    private static final Set<String> SENDING =
            Set.of("Followup", "followup", "mail", "Mail", "Reply", "Respond", "reply", "respond", "sendheader");

    private final Session session;
    private NameTable<Command> table;

    CommandLine(Session session) {
        this.session = session;
    }

    /** The table of all commands, in the order in which their short forms are tried. */
    NameTable<Command> table() {
        if (table == null) {
            Reading reading = new Reading(session);
            Marking marking = new Marking(session);
            Filing filing = new Filing(session);
            Settings settings = new Settings(session);
            Answering answering = new Answering(session);
            List<NameTable.Row<Command>> rows = new ArrayList<>();
            row(rows, "a", "alias", "a[lias] [alias [address...]]", settings::alias);
            row(rows, "alt", "alternates", "alt[ernates] name...", settings::alternates);
            row(rows, "C", "Copy", "C[opy] [msglist]", filing::copy);
            row(rows, "cd", "cd", "cd [directory]", settings::chdir);
            row(rows, "ch", "chdir", "ch[dir] directory", settings::chdir);
            row(rows, "c", "copy", "c[opy] [[msglist] file]", filing::copy);
            row(rows, "dec", "decode", "dec[ode] [msglist]", reading::decode);
            row(rows, "d", "delete", "d[elete] [msglist]", marking::delete);
            row(rows, "di", "discard", "di[scard] [header-field...]", settings::ignore);
            row(rows, "dp", "dp", "dp [msglist]", marking::deleteAndPrint);
            row(rows, "dt", "dt", "dt [msglist]", marking::deleteAndPrint);
            row(rows, "ec", "echo", "ec[ho] string ...", settings::echo);
            row(rows, "e", "edit", "e[dit] [msglist]", filing::edit);
            row(rows, "el", "else", "el[se]", settings::otherwise);
            row(rows, "en", "endif", "en[dif]", settings::endif);
            row(rows, "env", "envelope", "en[velope]", reading::envelope);
            row(rows, "ex", "exit", "ex[it]", filing::exit);
            row(rows, "F", "Followup", "F[ollowup] [msglist]", answering::reply);
            row(rows, "fi", "file", "fi[le] [file]", filing::file);
            row(rows, "fold", "folder", "fold[er] [file]", filing::file);
            row(rows, "folders", "folders", "folders", filing::folders);
            row(rows, "fo", "followup", "fo[llowup] [message]", answering::reply);
            row(rows, "f", "from", "f[rom] [msglist]", reading::from);
            row(rows, "g", "group", "g[roup] [alias [address...]]", settings::alias);
            row(rows, "h", "headers", "h[eaders] [msglist]", reading::headers);
            row(rows, "hel", "help", "hel[p] [command...]", reading::help);
            row(rows, "ho", "hold", "ho[ld] [msglist]", marking::hold);
            row(rows, "i", "if", "i[f] s|r|t", settings::condition);
            row(rows, "ig", "ignore", "ig[nore] [header-field...]", settings::ignore);
            row(rows, "inc", "incorporate", "inc[orporate]", reading::incorporate);
            row(rows, "l", "list", "l[ist]", reading::list);
            row(rows, "m", "mail", "m[ail] [address...]", answering::mail);
            row(rows, "M", "Mail", "M[ail] [address...]", answering::mail);
            row(rows, "mb", "mbox", "mb[ox] [msglist]", marking::mbox);
            row(rows, "n", "next", "n[ext] [message]", reading::next);
            row(rows, "nosender", "nos", "nos[ender] [header-field...]", settings::noSender);
            row(rows, "nou", "nounfold", "nou[nfold] [header-field]", settings::noUnfold);
            row(rows, "P", "Print", "P[rint] [msglist]", reading::print);
            row(rows, "pi", "pipe", "pi[pe] [[msglist] command]", filing::pipe);
            row(rows, "pre", "preserve", "pre[serve] [msglist]", marking::hold);
            row(rows, "prev", "previous", "prev[ious] [message]", reading::previous);
            row(rows, "p", "print", "p[rint] [msglist]", reading::print);
            row(rows, "q", "quit", "q[uit]", filing::quit);
            row(rows, "R", "Reply", "R[eply] [msglist]", answering::reply);
            row(rows, "R", "Respond", "R[espond] [msglist]", answering::reply);
            row(rows, "r", "reply", "r[eply] [message]", answering::reply);
            row(rows, "r", "respond", "r[espond] [message]", answering::reply);
            row(rows, "ret", "retain", "ret[ain] [header-field]", settings::retain);
            row(rows, "S", "Save", "S[ave] [msglist]", filing::save);
            row(rows, "s", "save", "s[ave] [[msglist] file]", filing::save);
            row(rows, "sen", "sendheader", "sen[dheader] [[header][: value]]", answering::sendHeader);
            row(rows, "se", "set", "se[t] [name[=[string]]...] [name=number...] [noname...]", settings::set);
            row(rows, "setq", "setq", null, settings::set);
            row(rows, "sender", "sen", "sen[der] [header-field...]", settings::sender);
            row(rows, "sete", "setenv", "sete[nv] [name[=value]]", settings::setenv);
            row(rows, "sh", "shell", "sh[ell] [command]", filing::shell);
            row(rows, "si", "size", "si[ze] [msglist]", reading::size);
            row(rows, "so", "source", "so[urce] file", settings::source);
            row(rows, "st", "struct", "st[ruct] [msglist]", reading::struct);
            row(rows, "su", "summary", "su[mmary]", reading::summary);
            row(rows, "T", "Type", "T[ype] [msglist]", reading::print);
            row(rows, "ta", "tag", "ta[g] [msglist]", marking::tag);
            row(rows, "to", "top", "to[p] [msglist]", reading::top);
            row(rows, "tou", "touch", "tou[ch] [msglist]", marking::touch);
            row(rows, "t", "type", "t[ype] [msglist]", reading::print);
            row(rows, "una", "unalias", "una[lias] [alias]...", settings::unalias);
            row(rows, "U", "unread", "unread [msglist]", marking::unread);
            row(rows, "u", "undelete", "u[ndelete] [msglist]", marking::undelete);
            row(rows, "unf", "unfold", "unf[old] [header-field]", settings::unfold);
            row(rows, "uns", "unset", "uns[et] name...", settings::unset);
            row(rows, "unt", "untag", "unt[ag] [msglist]", marking::tag);
            row(rows, "va", "variable", "variable [name...]", settings::variable);
            row(rows, "ve", "version", "ve[rsion]", reading::version);
            row(rows, "v", "visual", "v[isual] [msglist]", filing::visual);
            row(rows, "wa", "warranty", "wa[rranty]", reading::warranty);
            row(rows, "W", "Write", "W[rite] [msglist]", filing::write);
            row(rows, "w", "write", "w[rite] [[msglist] file]", filing::write);
            row(rows, "x", "xit", "x[it]", filing::exit);
            row(rows, "z", "", "z[+|-|. [count]]", reading::scroll);
            row(rows, "?", "?", "? [command...]", reading::help);
            row(rows, "!", "", "![command]", filing::shell);
            row(rows, "=", "=", "=", reading::number);
            row(rows, "#", "#", "# comment", argv -> 0);
            row(rows, "*", "*", "*", reading::list);
            row(rows, "+", "+", "+ [message]", reading::next);
            row(rows, "|", "|", "| [[msglist] command]", filing::pipe);
            row(rows, "-", "-", "- [message]", reading::previous);
            table = new NameTable<>(List.copyOf(rows));
        }
        return table;
    }

    private static void row(
            List<NameTable.Row<Command>> rows, String least, String full, String synopsis, Command command) {
        rows.add(new NameTable.Row<>(least, full, synopsis, command));
    }

    /** Whether a command may not be given from within a letter. */
    static boolean endsLetter(NameTable.Row<Command> row) {
        return FLOW.contains(row.full()) || SENDING.contains(row.full());
    }

    /** Carries out a command line; 0 if all went well. */
    int execute(String line) throws IOException {
        if (line.startsWith("#") || line.isEmpty() && !session.isInteractive()) {
            return 0;
        }
        try {
            return execute(new ArrayList<>(Words.split(line.isEmpty() ? "next" : line)));
        } catch (Words.Unclosed e) {
            session.complain("\"" + line + "\": " + e.getMessage());
            return 1;
        }
    }

    private int execute(List<String> argv) throws IOException {
        if (argv.isEmpty()) {
            return 0;
        }
        if (argv.size() == 1 && argv.get(0).matches("0*[1-9][0-9]*|[$^]")) {
            argv.add(0, "print");
        }
        Optional<NameTable.Row<Command>> row = table().find(argv.get(0));
        if (row.isEmpty()) {
            row = contracted(argv);
        }
        if (row.isEmpty()) {
            session.complain("Unknown command: " + argv.get(0));
            return 1;
        }
        boolean holds = session.conditions().isEmpty() || session.conditions().peek();
        if (!holds && !FLOW.contains(row.get().full())) {
            return 0;
        }
        try {
            return row.get().meaning().run(argv);
        } catch (MessageList.Bad saidWhy) {
            return 1;
        }
    }

    /** A command and its list in one word, such as {@code d*} and {@code p4}. */
    private Optional<NameTable.Row<Command>> contracted(List<String> argv) {
        String word = argv.get(0);
        int end = word.length();
        while (end > 1 && !Character.isLetter(word.charAt(end - 1))) {
            end--;
        }
        if (end > 0 && end < word.length()) {
            argv.set(0, word.substring(0, end));
            argv.add(1, word.substring(end));
        }
        return table().find(argv.get(0));
    }

    /** Where command lines come from. */
    interface Source {
        Optional<String> line() throws IOException;
    }

    /** Carries out all lines; one that ends with a backslash goes on in the next. */
    void loop(Source source) throws IOException {
        for (Optional<String> line = source.line(); line.isPresent(); line = source.line()) {
            String command = line.get();
            while (command.endsWith("\\")) {
                command = command.substring(0, command.length() - 1);
                Optional<String> more = source.line();
                if (more.isEmpty()) {
                    break;
                }
                command += more.get();
            }
            execute(command.strip());
        }
    }
}
