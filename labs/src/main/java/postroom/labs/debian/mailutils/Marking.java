package postroom.labs.debian.mailutils;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The commands that mark messages: {@code delete}, {@code hold}, {@code tag} and their kin. */
final class Marking {
    private final Session session;

    Marking(Session session) {
        this.session = session;
    }

    int delete(List<String> argv) throws IOException, MessageList.Bad {
        int status = each(argv, MessageList.Deleted.LEAVES_OUT, false, it -> {
            it.set(StoredMessage.Attribute.DELETED, true);
            it.mark(StoredMessage.Mark.PRESERVED, false);
        });
        session.page().refresh();
        if (session.variables().isTrue("autoprint")) {
            session.commands().execute("print");
        }
        return status;
    }

    int deleteAndPrint(List<String> argv) throws IOException, MessageList.Bad {
        delete(argv);
        return session.commands().execute("print");
    }

    int undelete(List<String> argv) throws IOException, MessageList.Bad {
        int status = each(argv, MessageList.Deleted.TAKES, false, it -> {
            it.set(StoredMessage.Attribute.DELETED, false);
            it.mark(StoredMessage.Mark.PRESERVED, false);
            it.mark(StoredMessage.Mark.MBOXED, false);
            it.shown();
        });
        session.page().refresh();
        return status;
    }

    int unread(List<String> argv) throws IOException, MessageList.Bad {
        return each(argv, MessageList.Deleted.TAKES, false, it -> {
            it.set(StoredMessage.Attribute.READ, false);
            it.mark(StoredMessage.Mark.SHOWN, false);
        });
    }

    int hold(List<String> argv) throws IOException, MessageList.Bad {
        return each(argv, MessageList.Deleted.TAKES, true, it -> {
            it.mark(StoredMessage.Mark.MBOXED, false);
            it.mark(StoredMessage.Mark.PRESERVED, true);
        });
    }

    int mbox(List<String> argv) throws IOException, MessageList.Bad {
        return each(argv, MessageList.Deleted.REFUSES, true, it -> {
            it.mark(StoredMessage.Mark.PRESERVED, false);
            it.mark(StoredMessage.Mark.MBOXED, true);
        });
    }

    int touch(List<String> argv) throws IOException, MessageList.Bad {
        return each(argv, MessageList.Deleted.REFUSES, true, it -> it.mark(StoredMessage.Mark.TOUCHED, true));
    }

    int tag(List<String> argv) throws IOException, MessageList.Bad {
        boolean on = !argv.get(0).startsWith("u");
        return each(argv, MessageList.Deleted.LEAVES_OUT, false, it -> it.mark(StoredMessage.Mark.TAGGED, on));
    }

    private int each(List<String> argv, MessageList.Deleted deleted, boolean moves, Consumer<StoredMessage> action)
            throws IOException, MessageList.Bad {
        int status = 0;
        for (MessageList.Item item : MessageList.parse(session, argv, deleted)) {
            if (item.number() > session.total()) {
                session.complain(item.number() + ": invalid message number");
                status = 1;
                continue;
            }
            action.accept(session.message(item.number()));
            if (moves) {
                session.page().current(item.number());
            }
        }
        return status;
    }
}
