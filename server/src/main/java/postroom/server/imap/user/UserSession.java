package postroom.server.imap.user;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import postroom.server.imap.fetch.FetchedMessage;
import postroom.server.imap.syntax.ArgumentParser;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.syntax.Output;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.MailboxException;

/** The state of a session of somebody who is in. All methods are to be called on the store's executor. */
public final class UserSession {
    /** What a client is told whose mailbox has gone. */
    public static final String INCONSISTENT = "IMAP session state is inconsistent, please relogin.";

    static final Map<String, Command> COMMANDS = new HashMap<>();

    static {
        COMMANDS.putAll(SessionCommands.ALL);
        COMMANDS.putAll(MailboxCommands.ALL);
        COMMANDS.putAll(MessageCommands.ALL);
        COMMANDS.putAll(QuotaCommands.ALL);
        COMMANDS.put("LIST", new ListCommand());
        COMMANDS.put("XLIST", new ListCommand());
        COMMANDS.put("LSUB", new LsubCommand());
        COMMANDS.put("STATUS", new StatusCommand());
        COMMANDS.put("SELECT", new SelectCommand(false));
        COMMANDS.put("EXAMINE", new SelectCommand(true));
        COMMANDS.put("FETCH", new FetchCommand());
        COMMANDS.put("STORE", new StoreCommand());
        COMMANDS.put("SEARCH", new SearchCommand());
        COMMANDS.put("SORT", new SortCommand());
        COMMANDS.put("THREAD", new ThreadCommand());
        COMMANDS.put("APPEND", new AppendCommand());
        COMMANDS.put("NOTIFY", new NotifyCommand());
        for (String each : Set.of("URLFETCH", "GENURLAUTH", "RESETKEY")) {
            COMMANDS.put(each, (session, in) -> {
                throw new BadCommand("URLAUTH disabled");
            });
        }
    }

    private static final Set<String> WITH_UID =
            Set.of("FETCH", "STORE", "COPY", "MOVE", "SEARCH", "SORT", "THREAD", "EXPUNGE");

    private final MailStore store;
    private final Clock clock;
    private final FetchedMessage.Counts counts = new FetchedMessage.Counts();
    private Selected selected;
    private Set<Long> saved = new TreeSet<>();
    private boolean condstore;
    private boolean qresync;
    private Notifier notifier;
    private Running underway;
    private boolean loggedOut;
    private boolean lost;
    private int deleted;
    private int expunged;

    /** Something that a client can ask for. */
    @FunctionalInterface
    interface Command {
        Outcome run(UserSession session, Invocation in) throws BadCommand, Refused, MailboxException;
    }

    /** A session with somebody's mailboxes. */
    public UserSession(MailStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Begins a command, whose bytes have no line end. */
    public Running begin(byte[] bytes) {
        underway = new Running(this, bytes);
        return underway;
    }

    /** Looks for the command of a name, which UID may stand before. */
    static Command find(String name, boolean uid) {
        return uid && !WITH_UID.contains(name) ? null : COMMANDS.get(name);
    }

    MailStore store() {
        return store;
    }

    Clock clock() {
        return clock;
    }

    FetchedMessage.Counts counts() {
        return counts;
    }

    /** The open mailbox. */
    Selected selected() throws Refused {
        if (selected == null) {
            throw new Refused("BAD No mailbox selected.");
        }
        return selected;
    }

    boolean hasSelected() {
        return selected != null;
    }

    /** Opens another mailbox, or none. */
    void select(Selected next) {
        selected = next;
        saved = new TreeSet<>();
    }

    /** UIDs of the last saved search. */
    Set<Long> saved() {
        return saved;
    }

    void save(Set<Long> uids) {
        saved = uids;
    }

    boolean condstore() {
        return condstore;
    }

    boolean qresync() {
        return qresync;
    }

    void enableQresync() {
        qresync = true;
    }

    /** From now on changes are told with MODSEQ. */
    void enableCondstore(Output out) {
        if (!condstore) {
            condstore = true;
            if (selected != null) {
                out.line("* OK [HIGHESTMODSEQ " + selected.view().highestModseq() + "] Highest");
            }
        }
    }

    /** The open mailbox is no longer what it was: its files have gone. */
    void lose() {
        lost = true;
    }

    /** Whether the client must begin anew. */
    public boolean isLost() {
        return lost;
    }

    /** Counts for the log. */
    void count(int newlyDeleted, int newlyExpunged) {
        deleted += newlyDeleted;
        expunged += newlyExpunged;
    }

    void logOut() {
        loggedOut = true;
    }

    /** Whether LOGOUT came. */
    public boolean isLoggedOut() {
        return loggedOut;
    }

    /** Tells what has changed in the open mailbox, and of others what the client wants to know. */
    void sync(boolean expunges, boolean uid, Set<Long> silent, Output out) throws MailboxException {
        if (selected != null) {
            long last = selected.lastUid();
            selected.sync(new Selected.Manner(expunges, uid || qresync, condstore, qresync), silent, out);
            NotifyRequest.Open wanted =
                    notifier == null ? null : notifier.request().selected();
            if (wanted != null) {
                selected.writeNew(last, wanted.items(), counts, out);
            }
        }
        if (notifier != null) {
            notifier.tell(selected == null ? null : selected.mailbox().name(), out);
        }
    }

    /** From now on the client is told of more, or with null of no more than before. */
    void notifyWith(Notifier next) {
        notifier = next;
    }

    /** Whether the client wants to be told without asking. */
    public boolean isNotifying() {
        return notifier != null;
    }

    /** What it is told between its commands. */
    public byte[] news() {
        Output out = new Output();
        try {
            if (notifier != null && (underway == null || underway.isDone() && !underway.idles())) {
                NotifyRequest.Open wanted = notifier.request().selected();
                if (wanted == null || selected == null) {
                    notifier.tell(selected == null ? null : selected.mailbox().name(), out);
                } else {
                    sync(!wanted.delayed(), false, Set.of(), out);
                }
            }
        } catch (MailboxException e) {
            lost = true;
        }
        return out.take();
    }

    /** Watches all mailboxes. @return ends that */
    public Runnable watchAll(Runnable changed) {
        return store.watchAll(changed);
    }

    /** The same while the client is waiting in IDLE. */
    public byte[] idle() {
        Output out = new Output();
        try {
            sync(true, false, Set.of(), out);
        } catch (MailboxException e) {
            lost = true;
        }
        return out.take();
    }

    /** Watches the open mailbox. @return ends that */
    public Runnable watch(Runnable changed) {
        return selected == null ? () -> {} : store.watch(selected.mailbox(), changed);
    }

    /**
     * Whether the message of an APPEND may be sent: nothing to object, or the answer.
     *
     * @param waits whether the client waits for that; if not, the message comes anyway, and only what makes the command
     *     senseless is objected to now
     */
    public java.util.Optional<String> objection(byte[] beginning, boolean waits) {
        ArgumentParser parser = new ArgumentParser(AppendCommand.withoutCatenation(beginning));
        parser.word();
        if (!parser.word().toUpperCase(Locale.ROOT).equals("APPEND")) {
            return java.util.Optional.empty();
        }
        try {
            AppendCommand.requireBeginning(this, parser.arguments());
            return java.util.Optional.empty();
        } catch (BadCommand e) {
            return java.util.Optional.of("BAD Error in IMAP command APPEND: " + e.getMessage() + ".");
        } catch (Refused e) {
            return waits ? java.util.Optional.of(e.getMessage()) : java.util.Optional.empty();
        } catch (MailboxException e) {
            return waits ? java.util.Optional.of(Running.answer(e, "APPEND")) : java.util.Optional.empty();
        }
    }

    /** What was done, for the log. */
    public String statistics() {
        return "deleted=" + deleted + " expunged=" + expunged + " trashed=0 " + counts.text();
    }
}
