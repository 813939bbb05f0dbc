package postroom.server.pop3;

import java.util.List;
import java.util.Optional;

/** The commands of somebody who has logged in. */
final class TransactionVerbs {
    static final List<Pop3Verb> ALL = List.of(
            Pop3Verb.of(Pop3Verb.after("CAPA"), (it, argument) -> it.capabilities()),
            Pop3Verb.of(Pop3Verb.after("STAT"), (it, argument) -> it.answer("+OK " + it.left() + " " + it.octets())),
            Pop3Verb.of(Pop3Verb.after("LIST"), TransactionVerbs::list),
            Pop3Verb.of(Pop3Verb.after("UIDL"), TransactionVerbs::uidl),
            Pop3Verb.of(Pop3Verb.after("RETR"), TransactionVerbs::retr),
            Pop3Verb.of(Pop3Verb.after("TOP"), TransactionVerbs::top),
            Pop3Verb.of(Pop3Verb.after("DELE"), TransactionVerbs::dele),
            Pop3Verb.of(Pop3Verb.after("NOOP"), (it, argument) -> it.answer("+OK")),
            Pop3Verb.of(Pop3Verb.after("RSET"), TransactionVerbs::rset),
            Pop3Verb.of(Pop3Verb.after("QUIT"), (it, argument) -> it.quit()));

    private TransactionVerbs() {}

    private static void list(Pop3Session session, String argument) {
        if (!argument.isBlank()) {
            number(session, argument, false)
                    .ifPresent(it -> session.answer("+OK " + (it.index + 1) + " "
                            + session.message(it.index).size()));
            return;
        }
        session.say("+OK " + session.left() + " messages:");
        for (int i = 0; i < session.count(); i++) {
            if (!session.isDeleted(i)) {
                session.say((i + 1) + " " + session.message(i).size());
            }
        }
        session.answer(".");
    }

    private static void uidl(Pop3Session session, String argument) {
        if (!argument.isBlank()) {
            number(session, argument, false)
                    .ifPresent(it -> session.answer("+OK " + (it.index + 1) + " "
                            + session.message(it.index).uidl()));
            return;
        }
        session.say("+OK");
        for (int i = 0; i < session.count(); i++) {
            if (!session.isDeleted(i)) {
                session.say((i + 1) + " " + session.message(i).uidl());
            }
        }
        session.answer(".");
    }

    private static void retr(Pop3Session session, String argument) {
        number(session, argument, false).ifPresent(it -> session.retrieve(it.index));
    }

    private static void top(Pop3Session session, String argument) {
        Optional<Numbered> message = number(session, argument, true);
        if (message.isEmpty()) {
            return;
        }
        String lines = message.get().rest;
        if (lines.matches("[0-9]{1,18}")) {
            session.top(message.get().index, (int) Math.min(Long.parseLong(lines), Integer.MAX_VALUE - 1));
        } else if (lines.isEmpty()) {
            session.answer("-ERR Noise after message number: ");
        } else if (lines.matches("[0-9]+ .*")) {
            session.answer("-ERR Noise after size: " + lines.substring(lines.indexOf(' ')));
        } else {
            session.answer("-ERR Invalid size: " + lines);
        }
    }

    private static void dele(Pop3Session session, String argument) {
        number(session, argument, false).ifPresent(it -> {
            session.delete(it.index);
            session.answer("+OK Marked to be deleted.");
        });
    }

    private static void rset(Pop3Session session, String argument) {
        session.reset();
        session.answer("+OK");
    }

    private record Numbered(int index, String rest) {}

    /** The message whose number an argument begins with; if there is none, that has been answered. */
    private static Optional<Numbered> number(Pop3Session session, String argument, boolean more) {
        String trimmed = argument.stripLeading();
        int end = 0;
        while (end < trimmed.length() && Character.isDigit(trimmed.charAt(end))) {
            end++;
        }
        String rest = trimmed.substring(end);
        if (end == 0 || !rest.isEmpty() && rest.charAt(0) != ' ') {
            session.answer("-ERR Invalid message number: " + trimmed);
            return Optional.empty();
        }
        if (!more && !rest.isEmpty()) {
            session.answer("-ERR Noise after message number: " + rest);
            return Optional.empty();
        }
        if (end > 9) {
            session.answer("-ERR Message number too large: " + rest);
            return Optional.empty();
        }
        int number = Integer.parseInt(trimmed.substring(0, end));
        if (number < 1 || number > session.count()) {
            session.answer("-ERR There's no message " + number + ".");
            return Optional.empty();
        }
        if (session.isDeleted(number - 1)) {
            session.answer("-ERR Message is deleted.");
            return Optional.empty();
        }
        return Optional.of(new Numbered(number - 1, rest.strip()));
    }
}
