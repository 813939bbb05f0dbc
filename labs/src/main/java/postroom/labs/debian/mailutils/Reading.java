package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.mbox.FromLine;
import postroom.labs.io.ErrnoException;

/** The commands that show messages and what there is to know of them. */
final class Reading {
    private final Session session;

    Reading(Session session) {
        this.session = session;
    }

    private interface Action {
        void on(MessageList.Item item, StoredMessage message) throws IOException;
    }

    private int each(List<String> argv, MessageList.Deleted deleted, Action action)
            throws IOException, MessageList.Bad {
        int status = 0;
        for (MessageList.Item item : MessageList.parse(session, argv, deleted)) {
            session.process().step();
            if (item.number() > session.total()) {
                session.complain(item.number() + ": invalid message number");
                status = 1;
                continue;
            }
            action.on(item, session.message(item.number()));
            if (session.input().takeInterrupt()) {
                break;
            }
        }
        return status;
    }

    // ---- lists ----------------------------------------------------------------------------------------

    int headers(List<String> argv) throws IOException, MessageList.Bad {
        if (argv.size() > 1) {
            return from(argv);
        }
        page();
        return 0;
    }

    private void page() throws IOException {
        for (int each : List.copyOf(session.page().numbers())) {
            session.println(session.headline().of(each));
        }
    }

    int from(List<String> argv) throws IOException, MessageList.Bad {
        return each(
                argv,
                MessageList.Deleted.LEAVES_OUT,
                (item, message) -> session.println(session.headline().of(item.number())));
    }

    int summary(List<String> argv) throws IOException {
        int fresh = 0;
        int unread = 0;
        int deleted = 0;
        int firstNew = 0;
        int firstUnread = 0;
        for (int i = 1; i <= session.total(); i++) {
            StoredMessage message = session.message(i);
            deleted += message.isDeleted() ? 1 : 0;
            if (message.isRecent()) {
                fresh++;
                firstNew = firstNew == 0 && !message.isDeleted() ? i : firstNew;
            } else if (!message.is(StoredMessage.Attribute.READ)) {
                unread++;
                firstUnread = firstUnread == 0 && !message.isDeleted() ? i : firstUnread;
            }
        }
        String name = session.folders().current().map(Mailbox::name).orElse("");
        session.println("\"" + name + "\": " + session.total() + (session.total() == 1 ? " message" : " messages")
                + counted(fresh, " new") + counted(unread, " unread") + counted(deleted, " deleted"));
        session.page().current(firstNew > 0 ? firstNew : firstUnread > 0 ? firstUnread : 1);
        return 0;
    }

    private static String counted(int count, String what) {
        return count == 0 ? "" : " " + count + what;
    }

    int size(List<String> argv) throws IOException, MessageList.Bad {
        return each(
                argv,
                MessageList.Deleted.TAKES,
                (item, message) -> session.print(String.format(
                        "%c%2d %3d/%-5d\n",
                        session.page().current() == item.number() ? '>' : ' ',
                        item.number(),
                        message.lines(),
                        message.size())));
    }

    int scroll(List<String> argv) throws IOException {
        String word = argv.get(0).substring(1);
        int next = 1;
        if (word.isEmpty() && argv.size() > 1) {
            word = argv.get(next++);
        }
        int pages = 1;
        if (!word.isEmpty()) {
            if ("+-.".indexOf(word.charAt(0)) < 0) {
                session.complain("Bad arguments for the scrolling command");
                return 1;
            }
            String count = word.substring(1);
            if (count.isEmpty() && next < argv.size()) {
                count = argv.get(next++);
            }
            if (next < argv.size()) {
                session.complain("Too many arguments for the scrolling command");
                return 1;
            }
            if (!count.isEmpty() && word.charAt(0) == '.') {
                session.complain("Argument not applicable for z");
                return 1;
            }
            if (!count.isEmpty() && !count.matches("0*[1-9][0-9]{0,5}.*")) {
                session.complain("Bad number of pages");
                return 1;
            }
            pages = count.isEmpty() ? 1 : Integer.parseInt(count.replaceFirst("[^0-9].*", ""));
        }
        int lines = pages * session.screenLines();
        if (word.startsWith("-") && !session.page().move(-lines)) {
            session.println("On first screenful of messages");
        } else if (!word.startsWith("-")
                && !word.startsWith(".")
                && !session.page().move(lines)) {
            session.println("On last screenful of messages");
        } else {
            page();
        }
        return 0;
    }

    // ---- messages -------------------------------------------------------------------------------------

    int print(List<String> argv) throws IOException, MessageList.Bad {
        boolean selects = Character.isLowerCase(argv.get(0).charAt(0));
        return each(argv, MessageList.Deleted.LEAVES_OUT, (item, message) -> {
            int lines = message.lines();
            StringBuilder text = new StringBuilder();
            if (session.variables().isTrue("showenvelope")) {
                lines++;
                text.append(new FromLine(message.sender(), message.date()).line())
                        .append('\n');
            }
            text.append(selects ? selected(message) : message.text());
            session.show(text.toString(), lines);
            message.shown();
            session.page().current(item.number());
        });
    }

    /** A message with the fields that are to be shown, decoded. */
    private String selected(StoredMessage message) {
        StringBuilder text = new StringBuilder();
        for (Header.Field each : message.header().fields()) {
            if (session.fields().shows(each.name())) {
                boolean unfolds = session.fields().has(FieldLists.Kind.UNFOLDED, each.name());
                String value = unfolds ? Header.unfold(each.value()) : each.value();
                text.append(each.name())
                        .append(": ")
                        .append(Header.decode(value))
                        .append('\n');
            }
        }
        return text.append('\n').append(message.body()).toString();
    }

    int next(List<String> argv) throws IOException, MessageList.Bad {
        if (argv.size() > 1) {
            return moveTo(argv);
        }
        int current = session.page().current();
        if (current == 0) {
            return notApplicable();
        }
        if (!session.message(current).has(StoredMessage.Mark.SHOWN)) {
            return session.commands().execute("print");
        }
        for (int i = current + 1; i <= session.total(); i++) {
            if (!session.message(i).isDeleted()) {
                return show(i);
            }
        }
        return notApplicable();
    }

    int previous(List<String> argv) throws IOException, MessageList.Bad {
        if (argv.size() > 1) {
            return moveTo(argv);
        }
        for (int i = session.page().current() - 1; i > 0; i--) {
            if (!session.message(i).isDeleted()) {
                return show(i);
            }
        }
        return notApplicable();
    }

    private int moveTo(List<String> argv) throws IOException {
        try {
            int number = MessageList.parse(session, argv, MessageList.Deleted.LEAVES_OUT)
                    .get(0)
                    .number();
            return show(number);
        } catch (MessageList.Bad saidWhy) {
            return notApplicable();
        }
    }

    private int show(int number) throws IOException {
        session.page().current(number);
        session.commands().execute("print");
        return 0;
    }

    private int notApplicable() throws IOException {
        session.complain("No applicable message");
        return 1;
    }

    int top(List<String> argv) throws IOException, MessageList.Bad {
        Optional<Integer> most = session.variables().number("toplines");
        return each(argv, MessageList.Deleted.REFUSES, (item, message) -> {
            if (most.isEmpty()) {
                session.complain("No value set for \"toplines\"");
                return;
            }
            String[] lines = message.text().split("(?<=\n)");
            for (int i = 0; i < Math.min(most.get(), lines.length); i++) {
                session.print(lines[i]);
            }
            session.page().current(item.number());
            message.shown();
        });
    }

    int envelope(List<String> argv) throws IOException, MessageList.Bad {
        return each(
                argv,
                MessageList.Deleted.LEAVES_OUT,
                (item, message) -> session.println(message.sender() + " " + message.date()));
    }

    int struct(List<String> argv) throws IOException, MessageList.Bad {
        return each(argv, MessageList.Deleted.LEAVES_OUT, (item, message) -> {
            for (Leaf each : Leaf.of(message, item.parts())) {
                session.println(each.listed());
            }
            message.shown();
        });
    }

    int decode(List<String> argv) throws IOException, MessageList.Bad {
        return each(argv, MessageList.Deleted.LEAVES_OUT, (item, message) -> {
            for (Leaf each : Leaf.of(message, item.parts())) {
                String rule = "+" + "-".repeat(Math.max(0, session.screenColumns() - 2)) + "+\n";
                session.print(rule + "| Message=" + each.number() + "\n| Type=" + each.type() + "\n| Encoding="
                        + each.part().encoding() + "\n" + rule);
                StringBuilder text = new StringBuilder();
                for (Header.Field field : each.header().fields()) {
                    if (session.fields().shows(field.name())) {
                        text.append(field.name())
                                .append(": ")
                                .append(field.value())
                                .append('\n');
                    }
                }
                session.show(text.append('\n').append(each.decoded()).toString(), each.lines());
            }
            message.shown();
        });
    }

    int number(List<String> argv) throws IOException, MessageList.Bad {
        if (argv.size() > 2) {
            return 1;
        }
        if (argv.size() == 2) {
            session.page()
                    .current(MessageList.parse(session, argv, MessageList.Deleted.REFUSES)
                            .get(0)
                            .number());
        }
        if (session.page().current() == 0) {
            return notApplicable();
        }
        session.println(Integer.toString(session.page().current()));
        return 0;
    }

    int incorporate(List<String> argv) throws IOException {
        session.println(grown() ? "New mail has arrived." : "No new mail for " + session.user());
        return 0;
    }

    /** Whether mail has come since the mailbox was looked at last. */
    boolean grown() throws IOException {
        try {
            Optional<Mailbox> mailbox = session.folders().current();
            boolean grown = mailbox.isPresent() && mailbox.get().grow();
            if (grown) {
                session.page().refresh();
            }
            return grown;
        } catch (ErrnoException gone) {
            return false;
        }
    }

    // ---- help -----------------------------------------------------------------------------------------

    int help(List<String> argv) throws IOException {
        if (argv.size() < 2) {
            StringBuilder all = new StringBuilder();
            for (NameTable.Row<Command> each : session.commands().table().rows()) {
                all.append(each.synopsis() == null ? "" : each.synopsis() + "\n");
            }
            session.show(all.toString(), session.screenLines() + 1);
            return 0;
        }
        int status = 0;
        for (String each : argv.subList(1, argv.size())) {
            Optional<String> synopsis = session.commands().table().find(each).map(NameTable.Row::synopsis);
            session.println(synopsis.orElse("Unknown command: " + each));
            status |= synopsis.isPresent() ? 0 : 1;
        }
        return status;
    }

    int list(List<String> argv) throws IOException {
        int column = 0;
        for (NameTable.Row<Command> each : session.commands().table().rows()) {
            column += each.shown().length() + 1;
            if (column >= session.screenColumns()) {
                column = each.shown().length() + 1;
                session.print("\n");
            }
            session.print(each.shown() + " ");
        }
        session.print("\n");
        return 0;
    }

    int version(List<String> argv) throws IOException {
        session.println("mail (GNU Mailutils " + Outgoing.VERSION + ") ( PTHREAD READLINE )");
        return 0;
    }

    int warranty(List<String> argv) throws IOException {
        session.print(HelpText.of("mailutils/mail.version"));
        return 0;
    }
}
