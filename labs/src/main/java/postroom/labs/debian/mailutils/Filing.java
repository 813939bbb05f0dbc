package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.gnu.Text;
import postroom.labs.io.ErrnoException;

/** The commands that put messages somewhere, change the mailbox and run other programs. */
final class Filing {
    private final Session session;

    Filing(Session session) {
        this.session = session;
    }

    private List<StoredMessage> messages(List<MessageList.Item> items) throws IOException {
        List<StoredMessage> messages = new ArrayList<>();
        for (MessageList.Item each : items) {
            if (each.number() > session.total()) {
                session.complain(each.number() + ": invalid message number");
                break;
            }
            messages.add(session.message(each.number()));
        }
        return messages;
    }

    // ---- save, copy, write ----------------------------------------------------------------------------

    int save(List<String> argv) throws IOException, MessageList.Bad {
        return file(argv, true);
    }

    int copy(List<String> argv) throws IOException, MessageList.Bad {
        return file(argv, false);
    }

    private int file(List<String> argv, boolean marks) throws IOException, MessageList.Bad {
        boolean bySender = Character.isUpperCase(argv.get(0).charAt(0));
        boolean named = !bySender && argv.size() > 1;
        List<MessageList.Item> items = MessageList.parse(
                session, named ? argv.subList(0, argv.size() - 1) : argv, MessageList.Deleted.REFUSES);
        String target = bySender ? byName(items.get(0).number()) : named ? argv.get(argv.size() - 1) : "&";
        List<StoredMessage> messages = messages(items);
        try {
            String name = session.folders().expand(target);
            int lines;
            int size;
            if (name.startsWith("/")) {
                String text = session.folders().appendPlainly(name, messages);
                lines = (int) text.chars().filter(it -> it == '\n').count();
                size = Text.bytes(text).length;
            } else {
                session.folders().append(name, messages);
                lines = messages.stream().mapToInt(StoredMessage::lines).sum();
                size = messages.stream().mapToInt(StoredMessage::size).sum();
            }
            if (marks) {
                messages.forEach(it -> it.mark(StoredMessage.Mark.SAVED, true));
            }
            session.print(String.format("\"%s\" %3d/%-5d\n", name, lines, size));
            return 0;
        } catch (ErrnoException e) {
            session.complain("Cannot open output file " + shown(target) + ": " + e.getMessage());
            return 1;
        } catch (Folders.Unavailable e) {
            session.complain(e.getMessage());
            return 1;
        }
    }

    private String shown(String target) {
        try {
            return session.folders().expand(target);
        } catch (Folders.Unavailable e) {
            return target;
        }
    }

    /** The file that is named after a message's sender. */
    private String byName(int number) {
        String email = session.sender(session.message(number)).email();
        int at = email.indexOf('@');
        String name;
        switch (session.variables().text("outfilename").orElse("local")) {
            case "email":
                name = email;
                break;
            case "domain":
                name = at < 0 ? "localdomain" : email.substring(at + 1);
                break;
            default:
                name = at < 0 ? email : email.substring(0, at);
        }
        Optional<String> folder = session.variables().text("outfolder");
        if (folder.isPresent()) {
            return folder.get() + "/" + name;
        }
        return session.variables().isTrue("outfolder") ? "+" + name : name;
    }

    int write(List<String> argv) throws IOException, MessageList.Bad {
        boolean bySender = Character.isUpperCase(argv.get(0).charAt(0));
        boolean named = !bySender && argv.size() > 1;
        if (!bySender && !named && session.page().current() == 0) {
            session.complain("No applicable message");
            return 1;
        }
        List<MessageList.Item> items = MessageList.parse(
                session, named ? argv.subList(0, argv.size() - 1) : argv, MessageList.Deleted.LEAVES_OUT);
        String target = bySender
                ? byName(items.get(0).number())
                : named
                        ? argv.get(argv.size() - 1)
                        : Integer.toString(session.page().current());
        StringBuilder all = new StringBuilder();
        for (MessageList.Item each : items) {
            if (each.number() <= session.total()) {
                StoredMessage message = session.message(each.number());
                List<Leaf> parts = Leaf.of(message, each.parts());
                boolean whole = each.parts().size() == 1;
                if (!whole && parts.isEmpty()) {
                    session.complain(Leaf.number(each.parts()) + ": not a multipart message");
                    return 1;
                }
                all.append(whole ? message.body() : parts.get(0).decoded());
                message.mark(StoredMessage.Mark.SAVED, true);
            }
        }
        String text = all.toString();
        String path = shown(target);
        try {
            session.folders().appendTo(path, text);
        } catch (ErrnoException e) {
            session.complain("can't open " + path + ": " + e.getMessage());
            return 1;
        }
        session.print(String.format(
                "\"%s\" %3d/%-5d\n", path, text.chars().filter(it -> it == '\n').count(), Text.bytes(text).length));
        return 0;
    }

    // ---- other programs -------------------------------------------------------------------------------

    int pipe(List<String> argv) throws IOException, MessageList.Bad {
        boolean named = argv.size() > 1;
        Optional<String> command = named
                ? Optional.of(argv.get(argv.size() - 1))
                : session.variables().text("cmd");
        if (command.isEmpty()) {
            session.complain("No value set for \"cmd\"");
            return 1;
        }
        List<MessageList.Item> items = MessageList.parse(
                session, named ? argv.subList(0, argv.size() - 1) : argv, MessageList.Deleted.LEAVES_OUT);
        StringBuilder text = new StringBuilder();
        for (StoredMessage each : messages(items)) {
            text.append(each.text()).append(session.variables().isTrue("page") ? "\f\n" : "");
            each.shown();
        }
        session.shell(command.get(), Text.bytes(text.toString()));
        return 0;
    }

    int shell(List<String> argv) throws IOException {
        List<String> command = new ArrayList<>(argv);
        String bang = command.get(0).startsWith("!") ? command.get(0).substring(1) : "";
        command.remove(0);
        if (!bang.isEmpty()) {
            command.add(0, bang);
        }
        return shellOut(command);
    }

    /** Runs a command; the user's shell if there is none. */
    int shellOut(List<String> words) throws IOException {
        String last = session.variables().text("gnu-last-command").orElse("");
        List<String> command = session.variables().isTrue("bang")
                ? words.stream().map(it -> it.replace("!", last)).toList()
                : words;
        String line = Words.join(command);
        session.variables().put("gnu-last-command", line);
        if (command.isEmpty()) {
            return session.run(List.of(session.process().environment().getOrDefault("SHELL", "sh")), null);
        }
        return session.shell(line, null);
    }

    int edit(List<String> argv) throws IOException, MessageList.Bad {
        return edit(argv, "EDITOR");
    }

    int visual(List<String> argv) throws IOException, MessageList.Bad {
        return edit(argv, "VISUAL");
    }

    private int edit(List<String> argv, String editor) throws IOException, MessageList.Bad {
        for (MessageList.Item each : MessageList.parse(session, argv, MessageList.Deleted.REFUSES)) {
            session.page().current(each.number());
            String file = "/tmp/mu" + session.process().pid();
            session.commands().execute("copy " + file);
            shellOut(List.of(session.process().environment().get(editor), file));
            session.process().files().unlink(file);
        }
        return 0;
    }

    // ---- mailboxes ------------------------------------------------------------------------------------

    int folders(List<String> argv) throws IOException {
        Optional<String> folder = session.variables().text("folder");
        if (folder.isEmpty()) {
            session.complain("No value set for \"folder\"");
            return 1;
        }
        String lister = session.process().environment().getOrDefault("LISTER", "ls");
        return session.shell(lister + " '" + shown("+").replaceFirst("/$", "") + "'", null);
    }

    int file(List<String> argv) throws IOException {
        if (argv.size() == 1) {
            return session.commands().execute("summary");
        }
        if (argv.size() > 2) {
            session.complain(argv.get(0) + " takes only one argument");
            return 1;
        }
        try {
            String name = session.folders().expand(argv.get(1));
            Mailbox next = session.folders().open(name, argv.get(1), false);
            if (!new Closing(session).close()) {
                return 1;
            }
            session.folders().current(next);
        } catch (Folders.Unavailable e) {
            session.complain(
                    e.getMessage() == null
                            ? "Failed to expand " + argv.get(1) + ": No such user name"
                            : e.getMessage());
            return 1;
        }
        if (session.variables().isTrue("header")) {
            session.commands().execute("summary");
            session.commands().execute("headers");
        }
        return 0;
    }

    int quit(List<String> argv) throws IOException {
        if (!new Closing(session).close()) {
            return 1;
        }
        throw new Session.Quit(0);
    }

    int exit(List<String> argv) throws IOException {
        if (session.folders().current().isPresent()) {
            session.folders().current().get().close();
        }
        throw new Session.Quit(0);
    }
}
