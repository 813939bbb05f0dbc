package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands that write letters: {@code mail}, {@code reply} and their kin. */
final class Answering {
    private final Session session;

    Answering(Session session) {
        this.session = session;
    }

    int mail(List<String> argv) throws IOException {
        return new Composer(session, new Outgoing(session))
                .write(
                        argv.subList(1, argv.size()),
                        Character.isUpperCase(argv.get(0).charAt(0)));
    }

    int sendHeader(List<String> argv) throws IOException {
        List<Drafts.Extra> extras = session.drafts().headers();
        if (argv.size() == 2 && argv.get(1).contains(":")) {
            header(session, argv.get(1));
        } else if (argv.size() > 2) {
            extras.add(new Drafts.Extra(argv.get(1).replaceFirst(":$", ""), argv.get(2), false));
        } else {
            for (Drafts.Extra each : extras) {
                if (argv.size() == 1 || each.name().equals(argv.get(1))) {
                    session.println(each.name() + ": " + each.value());
                }
            }
        }
        return 0;
    }

    /** Adds a field, given as {@code name: value}, to every letter that is written. */
    static void header(Session session, String text) throws IOException {
        int colon = text.indexOf(':');
        if (colon < 0) {
            session.complain("Invalid header: " + text);
            return;
        }
        session.drafts()
                .headers()
                .add(new Drafts.Extra(
                        text.substring(0, colon), text.substring(colon + 1).stripLeading(), false));
    }

    /** {@code reply} to all or {@code Reply} to the sender, {@code followup} and {@code Followup} likewise. */
    int reply(List<String> argv) throws IOException, MessageList.Bad {
        String name = argv.get(0);
        boolean follows = name.startsWith("f") || name.startsWith("F");
        boolean all = Character.isLowerCase(name.charAt(0))
                ^ (!follows && session.variables().isTrue("flipr"));
        List<MessageList.Item> items = MessageList.parse(session, argv, MessageList.Deleted.REFUSES);
        if (all && items.size() > 1) {
            session.complain("Can't reply to multiple messages at once");
            return 1;
        }
        session.page().current(items.get(0).number());
        StoredMessage message = session.message(items.get(0).number());
        Outgoing letter = new Outgoing(session);
        for (MessageList.Item each : items) {
            if (each.number() <= session.total()) {
                StoredMessage other = session.message(each.number());
                letter.addAddresses("To", List.of(session.sender(other)));
                if (!all) {
                    other.shown();
                }
            }
        }
        if (all) {
            addAll(letter, "To", message);
            addAll(letter, "Cc", message);
        }
        subject(letter, message);
        session.println("To: " + letter.header().get("To").orElse(""));
        Optional<String> copies = letter.header().get("Cc");
        if (copies.isPresent()) {
            session.println("Cc: " + copies.get());
        }
        session.println("Subject: " + letter.header().get("Subject").orElse("") + "\n");
        references(letter, message);
        int status = new Composer(session, letter).compose(follows);
        message.shown();
        return status;
    }

    private void addAll(Outgoing letter, String field, StoredMessage message) {
        List<Address> addresses =
                Address.listOrNone(message.header().unfolded(field).orElse(""));
        letter.addAddresses(
                field, addresses.stream().map(it -> it.in(session.domain())).toList());
    }

    private void subject(Outgoing letter, StoredMessage message) {
        String subject = message.header().get("Subject").orElse("");
        if (message.header().get("Subject").isPresent()) {
            String prefix = session.variables().text("replyprefix").orElse("Re: ");
            boolean answers = subject.matches("(?is)re(\\[[0-9]{1,9}\\])?:.*");
            letter.header().set("Subject", answers ? subject : prefix + subject);
        }
    }

    private static void references(Outgoing letter, StoredMessage message) {
        Header header = message.header();
        Optional<String> id = header.get("Message-ID");
        Optional<String> date = header.get("Date");
        List<String> answer = new ArrayList<>();
        date.ifPresent(it -> answer.add("Your message of " + it));
        id.ifPresent(answer::add);
        if (!answer.isEmpty()) {
            letter.header().set("In-Reply-To", String.join("\n\t", answer));
        }
        String before = header.unfolded("References")
                .or(() -> header.unfolded("In-Reply-To").filter(it -> it.startsWith("<")))
                .orElse("");
        String references = (before + " " + id.orElse("")).strip();
        if (!references.isEmpty()) {
            letter.header().set("References", references);
        }
    }
}
