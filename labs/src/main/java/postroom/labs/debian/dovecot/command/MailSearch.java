package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.dovecot.query.BadQuery;
import postroom.labs.debian.dovecot.query.MailboxPattern;
import postroom.labs.debian.dovecot.query.SearchQuery;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxException.Reason;
import postroom.server.mailbox.MailboxView;

/** Finds the messages that a query means, mailbox by mailbox. */
final class MailSearch {
    private final SearchQuery.Key query;

    MailSearch(SearchQuery.Key query) {
        this.query = query;
    }

    /** The query of a command line. */
    static MailSearch of(MailCommand.Call call, List<String> words) throws DoveadmCommand.BadCall, MailFatal {
        if (words.isEmpty()) {
            throw new DoveadmCommand.BadCall(null);
        }
        try {
            return new MailSearch(
                    SearchQuery.parse(words, call.process().host().clock().instant()));
        } catch (BadQuery e) {
            throw new MailFatal(Doveadm.FAILED, "Fatal: " + e.getMessage());
        }
    }

    /** Refuses a query by which more could be lost than was meant. */
    void guard(String command) throws MailFatal {
        if (!SearchQuery.namesMailbox(query)) {
            throw new MailFatal(
                    Doveadm.USAGE,
                    "Fatal: " + command
                            + ": To avoid accidents, search query must contain MAILBOX in all search branches");
        }
        if (!SearchQuery.namesMore(query)) {
            throw new MailFatal(
                    Doveadm.USAGE,
                    "Fatal: " + command + ": To avoid accidents, each branch in search query must contain something "
                            + "else besides MAILBOX (e.g. just add \"all\" if you want everything)");
        }
    }

    /** The mailboxes to look into: those that are named, whether they are there or not, or all. */
    List<String> mailboxes(MailUserSession user) throws IOException {
        return mailboxes(user, SearchQuery.mailboxes(query));
    }

    /** The mailboxes that names and patterns mean. */
    static List<String> mailboxes(MailUserSession user, List<String> patterns) throws IOException {
        List<String> found = new ArrayList<>();
        List<MailboxPattern> all = (patterns.isEmpty() ? List.of("*") : patterns)
                .stream().map(MailboxPattern::of).toList();
        if (all.stream().anyMatch(it -> !it.isName())) {
            for (MailStore.Entry each : user.list(true)) {
                boolean folder = !each.exists() && user.hasFolders();
                if (!folder && all.stream().anyMatch(it -> !it.isName() && it.matches(each.name()))) {
                    found.add(each.name());
                }
            }
        }
        for (MailboxPattern each : all) {
            if (each.isName() && !found.contains(each.text())) {
                found.add(each.text());
            }
        }
        return found;
    }

    /** What is done with the messages that were found in one mailbox, where mailboxes may be used. */
    @FunctionalInterface
    interface Work<T> {
        T with(MailStore store, Mailbox mailbox, List<FoundMessage> found) throws MailboxException;
    }

    /** Whether the query names a mailbox, and not only by a pattern. */
    boolean names(String mailbox) {
        return SearchQuery.mailboxes(query).stream()
                .anyMatch(it ->
                        MailboxPattern.of(it).isName() && MailboxPattern.of(it).matches(mailbox));
    }

    /** Does the same as {@link #in}, but a mailbox that is not there is a failure. */
    <T> T inExisting(MailUserSession user, String name, T otherwise, Work<T> work) throws IOException {
        try {
            if (!user.use(store -> store.exists(name))) {
                user.failed("Mailbox " + name + ": Mailbox sync failed: ", MailboxException.notFound(name));
                return otherwise;
            }
        } catch (MailboxException e) {
            user.failed("Mailbox " + name + ": Mailbox sync failed: ", e);
            return otherwise;
        }
        return in(user, name, otherwise, work);
    }

    /** Does something with all that is found; a mailbox that is not there has nothing. */
    <T> T in(MailUserSession user, String name, T otherwise, Work<T> work) throws IOException {
        try {
            return user.use(store -> {
                Mailbox mailbox;
                try {
                    mailbox = store.open(name);
                } catch (MailboxException e) {
                    if (e.reason() == Reason.NOT_FOUND) {
                        return otherwise;
                    }
                    throw e;
                }
                try {
                    return work.with(store, mailbox, found(mailbox));
                } catch (FoundMessage.Unreadable e) {
                    throw e.why();
                }
            });
        } catch (MailboxException e) {
            user.failed("Syncing mailbox " + name + " failed: ", e);
            return otherwise;
        }
    }

    private List<FoundMessage> found(Mailbox mailbox) throws MailboxException {
        MailboxView view = mailbox.look(false);
        List<FoundMessage> found = new ArrayList<>();
        for (int i = 0; i < view.messages().size(); i++) {
            FoundMessage message = new FoundMessage(mailbox, view, i);
            if (query.matches(message)) {
                found.add(message);
            }
        }
        return found;
    }
}
