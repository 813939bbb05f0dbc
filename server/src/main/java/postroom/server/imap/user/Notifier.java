package postroom.server.imap.user;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import postroom.server.imap.syntax.Output;
import postroom.server.imap.syntax.Quoting;
import postroom.server.imap.user.NotifyRequest.Event;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;
import postroom.server.mailbox.ModifiedUtf7;

/** Tells of changes in mailboxes that are not open, and of changes of their names. */
final class Notifier {
    private static final List<String> ALL = List.of("MESSAGES", "UIDNEXT", "UIDVALIDITY", "UNSEEN", "HIGHESTMODSEQ");
    private static final List<String> NUMBERS = List.of("MESSAGES", "UIDNEXT", "UNSEEN", "HIGHESTMODSEQ");
    private static final List<String> FLAGS = List.of("UNSEEN", "HIGHESTMODSEQ");

    private final MailStore store;
    private final NotifyRequest request;
    private final BooleanSupplier condstore;
    private final Map<String, Mailbox> open = new LinkedHashMap<>();
    private final Map<String, MailboxView> told = new LinkedHashMap<>();
    private Set<String> names = Set.of();
    private Set<String> subscribed = Set.of();

    /** @param condstore whether the client understands MODSEQ */
    Notifier(MailStore store, NotifyRequest request, BooleanSupplier condstore) {
        this.store = store;
        this.request = request;
        this.condstore = condstore;
    }

    NotifyRequest request() {
        return request;
    }

    /** Takes the present state for known; says it if the client wants that. */
    void begin(String selected, Output out) throws MailboxException {
        names = names();
        subscribed = new TreeSet<>(store.subscriptions());
        for (String each : names) {
            if (!events(each).isEmpty()) {
                look(each);
                if (request.status() && !each.equals(selected)) {
                    status(each, ALL, out);
                }
            }
        }
    }

    private Set<String> names() throws MailboxException {
        Set<String> all = new TreeSet<>();
        all.add("INBOX");
        for (MailStore.Entry each : store.list()) {
            if (each.exists()) {
                all.add(each.name());
            }
        }
        return all;
    }

    private Set<Event> events(String name) {
        for (NotifyRequest.Group each : request.groups()) {
            if (each.fits(name, subscribed.contains(name), store.separator())) {
                return each.events();
            }
        }
        return Set.of();
    }

    private MailboxView look(String name) throws MailboxException {
        Mailbox mailbox = open.get(name);
        if (mailbox == null) {
            mailbox = store.open(name);
            open.put(name, mailbox);
        }
        MailboxView view = mailbox.look(false);
        told.put(name, view);
        return view;
    }

    /**
     * Tells what has changed since the last time.
     *
     * @param selected the mailbox that is open, of which the client learns in another way; may be null
     */
    void tell(String selected, Output out) throws MailboxException {
        Set<String> now = names();
        Set<String> nowSubscribed = new TreeSet<>(store.subscriptions());
        tellNames(now, nowSubscribed, out);
        names = now;
        subscribed = nowSubscribed;
        open.keySet().retainAll(now);
        told.keySet().retainAll(now);
        for (String each : now) {
            Set<Event> wanted = events(each);
            if (!wanted.isEmpty()) {
                tell(each, wanted, each.equals(selected) ? new Output() : out);
            }
        }
    }

    private void tellNames(Set<String> now, Set<String> nowSubscribed, Output out) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(now);
        all.addAll(subscribed);
        all.addAll(nowSubscribed);
        for (String each : all) {
            boolean named =
                    names.contains(each) != now.contains(each) && events(each).contains(Event.MAILBOX_NAME);
            boolean changed = subscribed.contains(each) != nowSubscribed.contains(each)
                    && events(each).contains(Event.SUBSCRIPTION_CHANGE);
            if (named || changed) {
                List<String> attributes = new ArrayList<>();
                if (!now.contains(each)) {
                    attributes.add("\\NonExistent");
                }
                if (changed && nowSubscribed.contains(each)) {
                    attributes.add("\\Subscribed");
                }
                out.line("* LIST (" + String.join(" ", attributes) + ") \"" + store.separator() + "\" "
                        + Quoting.astring(ModifiedUtf7.encode(each)));
            }
        }
    }

    private void status(String name, List<String> items, Output out) throws MailboxException {
        List<String> known = new ArrayList<>(items);
        if (!condstore.getAsBoolean()) {
            known.remove("HIGHESTMODSEQ");
        }
        StatusCommand.write(open.get(name), known, out);
    }

    private void tell(String name, Set<Event> wanted, Output out) throws MailboxException {
        MailboxView before = told.get(name);
        MailboxView now = look(name);
        if (before == null) {
            return; // a new mailbox, whose name was told
        }
        if (before.validity() != now.validity()) {
            status(name, ALL, out);
            return;
        }
        List<Long> old = before.messages().stream().map(MailRecord::uid).toList();
        List<Long> there = now.messages().stream().map(MailRecord::uid).toList();
        boolean moved = now.next() > before.next() && wanted.contains(Event.MESSAGE_NEW)
                || !there.containsAll(old) && wanted.contains(Event.MESSAGE_EXPUNGE);
        if (moved) {
            status(name, NUMBERS, out);
        } else if (now.highestModseq() != before.highestModseq() && wanted.contains(Event.FLAG_CHANGE)) {
            status(name, FLAGS, out);
        }
    }
}
