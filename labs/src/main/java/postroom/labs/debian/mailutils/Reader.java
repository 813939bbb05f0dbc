package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.mailutils.Mbox.Message;
import postroom.labs.host.Process;
import postroom.labs.io.Terminal;

/** Reading a mailbox: the {@code ?} prompt and its commands. */
final class Reader {
    private static final int FROM_WIDTH = 18;
    private static final DateTimeFormatter LIST_DATE = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm", Locale.ROOT);
    /** Commands with the shortest form of each, as mailutils takes them. */
    private static final List<String> COMMANDS = List.of(
            "copy:c", "delete:d", "dp:dp", "dt:dt", "edit:e", "exit:ex", "xit:x", "from:f", "headers:h", "hold:ho",
            "preserve:pre", "list:l", "mail:m", "mbox:mb", "next:n", "previous:prev", "print:p", "quit:q", "reply:r",
            "respond:r", "save:s", "size:si", "summary:su", "top:to", "touch:tou", "type:t", "undelete:u", "unread:U",
            "write:w", "help:hel", "?:?", "=:=", "+:+", "-:-", "z:z");

    private final Process process;
    private final Mbox mbox;
    private int current;
    private boolean over;

    Reader(Process process, Mbox mbox) {
        this.process = process;
        this.mbox = mbox;
    }

    int run(boolean headersOnly, boolean quiet) throws IOException {
        if (headersOnly) {
            headers();
            mbox.close();
            return 0;
        }
        if (!quiet) {
            summary();
            headers();
        }
        boolean terminal = process.fd(0).terminal().isPresent();
        while (!over) {
            if (terminal) {
                process.out().print("? ").flush();
            }
            Optional<String> line = Composer.line(process);
            if (line.isEmpty()) {
                if (terminal) {
                    process.out().println();
                }
                quit();
            } else {
                command(line.get().strip());
            }
        }
        return 0;
    }

    private void summary() throws IOException {
        int all = mbox.messages().size();
        long fresh = mbox.messages().stream().filter(Message::isNew).count();
        process.out()
                .println("\"" + mbox.path() + "\": " + all + (all == 1 ? " message" : " messages")
                        + (fresh > 0 ? " " + fresh + " new" : ""));
    }

    private void headers() throws IOException {
        for (int i = 0; i < mbox.messages().size(); i++) {
            if (!mbox.messages().get(i).deleted) {
                process.out().println(headline(i));
            }
        }
    }

    private String headline(int index) throws IOException {
        Message message = mbox.messages().get(index);
        char flag = message.saved ? '*' : message.held ? 'P' : message.read ? 'R' : message.isNew() ? 'N' : ' ';
        String line = String.format(
                "%c%c%4d %-18s %16s %3d/%-5d %s",
                index == current ? '>' : ' ',
                flag,
                index + 1,
                cut(sender(message), FROM_WIDTH),
                date(message),
                message.lines(),
                message.size(),
                message.field("Subject") == null ? "" : message.field("Subject"));
        int width = process.fd(1).terminal().map(Terminal::columns).orElse(80);
        return cut(line, width - 2);
    }

    private static String cut(String text, int width) {
        return text.length() > width ? text.substring(0, width) : text;
    }

    private static String sender(Message message) {
        String from = message.field("From");
        if (from == null) {
            String[] words = message.separator().split(" +");
            return words.length > 1 ? words[1] : "";
        }
        int angle = from.indexOf('<');
        if (angle > 0) {
            return from.substring(0, angle).strip().replace("\"", "");
        }
        return angle == 0 ? from.replaceAll("[<>]", "") : from;
    }

    private String date(Message message) {
        String[] words = message.separator().split(" +", 3);
        if (words.length == 3) {
            try {
                return LIST_DATE.format(DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
                        .parse(words[2].strip()));
            } catch (java.time.DateTimeException odd) {
                return cut(words[2], 16);
            }
        }
        return LIST_DATE.format(Instant.EPOCH.atZone(ZoneOffset.UTC));
    }

    private void command(String line) throws IOException {
        if (line.isEmpty()) {
            show(mbox.messages().get(current).read ? next() : current);
            return;
        }
        if (line.matches("[0-9]{1,6}")) {
            List<Integer> list = messages(line);
            if (!list.isEmpty()) {
                show(list.get(0));
            }
            return;
        }
        String word = line.replaceFirst("[ \t0-9*$].*", "");
        String rest = line.substring(word.length()).strip();
        Optional<String> name = named(word);
        if (name.isEmpty()) {
            process.err().println("Unknown command: " + word);
            return;
        }
        dispatch(name.get(), rest);
    }

    private static Optional<String> named(String word) {
        for (String each : COMMANDS) {
            String name = each.substring(0, each.lastIndexOf(':'));
            String least = each.substring(each.lastIndexOf(':') + 1);
            if (name.startsWith(word) && word.startsWith(least)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private void dispatch(String name, String rest) throws IOException {
        switch (name) {
            case "headers":
            case "z":
                headers();
                break;
            case "type":
            case "print":
                for (int each : messages(rest)) {
                    show(each);
                }
                break;
            case "next":
            case "+":
                show(next());
                break;
            case "previous":
            case "-":
                show(previous());
                break;
            case "from":
                for (int each : messages(rest)) {
                    process.out().println(headline(each));
                }
                break;
            case "top":
                for (int each : messages(rest)) {
                    top(mbox.messages().get(each));
                }
                break;
            case "size":
                for (int each : messages(rest)) {
                    Message message = mbox.messages().get(each);
                    process.out()
                            .printf("%c%2d %3d/%d%n", each == current ? '>' : ' ', each + 1, message.lines(), message.size());
                }
                break;
            case "=":
                process.out().println(Integer.toString(current + 1));
                break;
            case "delete":
            case "dp":
            case "dt":
                delete(rest, !name.equals("delete"));
                break;
            default:
                change(name, rest);
        }
    }

    private void change(String name, String rest) throws IOException {
        switch (name) {
            case "undelete":
                for (int each : messages(rest.isEmpty() ? Integer.toString(current + 1) : rest)) {
                    mbox.messages().get(each).deleted = false;
                }
                break;
            case "hold":
            case "preserve":
                for (int each : messages(rest)) {
                    mbox.messages().get(each).held = true;
                }
                break;
            case "unread":
                for (int each : messages(rest)) {
                    mbox.messages().get(each).read = false;
                }
                break;
            case "touch":
            case "mbox":
                for (int each : messages(rest)) {
                    mbox.messages().get(each).read = true;
                }
                break;
            case "save":
            case "copy":
            case "write":
                file(name, rest);
                break;
            case "summary":
                summary();
                break;
            case "exit":
            case "xit":
                mbox.messages().forEach(it -> {
                    it.deleted = false;
                    it.saved = false;
                });
                mbox.close();
                over = true;
                break;
            case "quit":
                quit();
                break;
            case "reply":
            case "respond":
            case "mail":
                write(name, rest);
                break;
            default:
                help();
        }
    }

    private void help() throws IOException {
        for (String each : COMMANDS) {
            String name = each.substring(0, each.lastIndexOf(':'));
            String least = each.substring(each.lastIndexOf(':') + 1);
            String more = name.substring(least.length());
            process.out().println(more.isEmpty() ? name : least + "[" + more + "]");
        }
    }

    private void show(int index) throws IOException {
        if (index < 0) {
            process.err().println("No applicable message");
            return;
        }
        current = index;
        Message message = mbox.messages().get(index);
        process.out().print(message.text());
        message.read = true;
    }

    private int next() {
        for (int i = current + 1; i < mbox.messages().size(); i++) {
            if (!mbox.messages().get(i).deleted) {
                return i;
            }
        }
        return -1;
    }

    private int previous() {
        for (int i = current - 1; i >= 0; i--) {
            if (!mbox.messages().get(i).deleted) {
                return i;
            }
        }
        return -1;
    }

    private void top(Message message) throws IOException {
        String[] lines = message.text().split("\n");
        for (int i = 0; i < Math.min(6, lines.length); i++) {
            process.out().println(lines[i]);
        }
    }

    private void delete(String rest, boolean showsNext) throws IOException {
        List<Integer> all = messages(rest);
        all.forEach(it -> mbox.messages().get(it).deleted = true);
        if (mbox.messages().get(current).deleted && !all.isEmpty()) {
            int after = next();
            int before = previous();
            current = after >= 0 ? after : before >= 0 ? before : current;
        }
        if (showsNext && !mbox.messages().get(current).deleted) {
            show(current);
        }
    }

    private void file(String name, String rest) throws IOException {
        String[] words = rest.split("\\s+");
        String target = words[words.length - 1];
        boolean named = !target.isEmpty() && !target.matches("[0-9*$,-]+");
        String list = named ? rest.substring(0, rest.length() - target.length()).strip() : rest;
        String path = Mail.absolute(process, named ? target : "~/mbox");
        for (int each : messages(list)) {
            Message message = mbox.messages().get(each);
            boolean body = name.equals("write");
            String text = body ? message.body() : message.stored();
            process.files().append(path, text.getBytes(StandardCharsets.UTF_8));
            process.out()
                    .printf(
                            "\"%s\" %3d/%d%n",
                            path,
                            text.chars().filter(it -> it == '\n').count(),
                            text.getBytes(StandardCharsets.UTF_8).length);
            message.saved |= name.equals("save");
        }
    }

    private void write(String name, String rest) throws IOException {
        Letter letter = new Letter(process);
        if (name.equals("mail")) {
            letter.set("To", rest);
        } else {
            List<Integer> all = messages(rest);
            if (all.isEmpty()) {
                return;
            }
            Message message = mbox.messages().get(all.get(0));
            String subject = message.field("Subject") == null ? "" : message.field("Subject");
            String reply = message.field("Reply-To") == null ? message.field("From") : message.field("Reply-To");
            letter.set("To", reply == null ? sender(message) : reply.replaceAll("^.*<|>.*$", ""));
            letter.set("Subject", subject.matches("(?i)re:.*") ? subject : "Re: " + subject);
            if (message.field("Message-Id") != null) {
                letter.set("In-Reply-To", message.field("Message-Id"));
            }
            process.out().print(letter.header().replaceAll("(?m)^In-Reply-To:.*\n", "") + "\n").flush();
        }
        new Composer(process, letter).run(false);
    }

    /** {@code quit}: what was read goes to ~/mbox, what was not stays. */
    private void quit() throws IOException {
        over = true;
        boolean inbox = mbox.path().startsWith("/var/mail/");
        int saved = 0;
        int held = 0;
        String mine = Mail.absolute(process, "~/mbox");
        for (Message each : mbox.messages()) {
            if (each.deleted || each.saved) {
                continue;
            }
            if (inbox && each.read && !each.held) {
                process.files().append(mine, each.stored().getBytes(StandardCharsets.UTF_8));
                each.saved = true;
                saved++;
            } else {
                Mbox.markOld(each);
                held++;
            }
        }
        mbox.close();
        if (saved > 0) {
            process.out().println("Saved " + saved + (saved == 1 ? " message in " : " messages in ") + mine);
        }
        if (inbox) {
            process.out().println("Held " + held + (held == 1 ? " message in " : " messages in ") + mbox.path());
        }
    }

    /** The messages of a list such as {@code 1 3-5 $ *}; the current one if it is empty; none after a complaint. */
    private List<Integer> messages(String list) throws IOException {
        List<Integer> all = new ArrayList<>();
        if (list.isBlank()) {
            all.add(current);
            return all;
        }
        int count = mbox.messages().size();
        for (String each : list.split("[\\s,]+")) {
            String spelled = each.replace("$", Integer.toString(count)).replace("^", "1").replace(".", "" + (current + 1));
            int from = 1;
            int to = count;
            if (spelled.matches("[0-9]{1,6}")) {
                from = Integer.parseInt(spelled);
                to = from;
            } else if (spelled.matches("[0-9]{1,6}-[0-9]{1,6}")) {
                from = Integer.parseInt(spelled.substring(0, spelled.indexOf('-')));
                to = Integer.parseInt(spelled.substring(spelled.indexOf('-') + 1));
            } else if (!spelled.equals("*")) {
                process.err().println(each + ": invalid message number");
                return List.of();
            }
            if (from < 1 || to > count) {
                process.err().println((from < 1 ? from : to) + ": invalid message number");
                return List.of();
            }
            for (int i = from; i <= to; i++) {
                all.add(i - 1);
            }
        }
        return all;
    }
}
