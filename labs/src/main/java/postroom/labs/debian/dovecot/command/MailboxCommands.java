package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import postroom.labs.debian.dovecot.print.Column;
import postroom.labs.debian.dovecot.print.Rows;
import postroom.labs.debian.dovecot.query.MailboxPattern;
import postroom.labs.debian.dovecot.storage.StoredMailbox;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.server.mailbox.MailRecord;
import postroom.server.mailbox.MailStore;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;
import postroom.server.mailbox.MailboxView;
import postroom.server.mailbox.ModifiedUtf7;

/** {@code doveadm mailbox}: lists, makes and looks after mailboxes. */
final class MailboxCommands {
    /** The commands by their names. */
    static final Map<String, DoveadmCommand> ALL = Map.ofEntries(
            Map.entry("mailbox list", new MailCommand("mailbox list", "78s", "flow", MailboxCommands::list)),
            Map.entry("mailbox status", new MailCommand("mailbox status", "tf", "flow", MailboxCommands::status)),
            Map.entry("mailbox create", new MailCommand("mailbox create", "sg:", "flow", MailboxCommands::create)),
            Map.entry("mailbox delete", new MailCommand("mailbox delete", "ersZ", "flow", MailboxCommands::delete)),
            Map.entry("mailbox rename", new MailCommand("mailbox rename", "s", "flow", MailboxCommands::rename)),
            Map.entry(
                    "mailbox subscribe",
                    new MailCommand("mailbox subscribe", "", "flow", call -> subscribe(call, true))),
            Map.entry(
                    "mailbox unsubscribe",
                    new MailCommand("mailbox unsubscribe", "", "flow", call -> subscribe(call, false))),
            Map.entry("mailbox path", new MailCommand("mailbox path", "t:", "flow", MailboxCommands::path)),
            Map.entry("mailbox mutf7", MailboxCommands::mutf7),
            Map.entry("index", new MailCommand("index", "qn:", "flow", MailboxCommands::look)),
            Map.entry("force-resync", new MailCommand("force-resync", "f", "flow", MailboxCommands::look)),
            Map.entry(
                    "purge",
                    new MailCommand(
                            "purge", "", "flow", call -> user -> user.process().step())));

    private static final List<String> STATUS = List.of(
            "messages", "recent", "uidnext", "uidvalidity", "unseen", "highestmodseq", "vsize", "guid", "firstsaved");
    private static final Set<String> TOTALS = Set.of("messages", "recent", "unseen", "vsize");

    private MailboxCommands() {}

    // ---- list -----------------------------------------------------------------------------------------

    private static MailCommand.Work list(MailCommand.Call call) throws IOException {
        call.rows().header(Column.untitled("mailbox"));
        List<MailboxPattern> masks = (call.operands().isEmpty() ? List.of("*") : call.operands())
                .stream().map(MailboxPattern::new).toList();
        return user -> {
            try {
                boolean patterns = masks.stream().anyMatch(it -> !it.isName());
                List<String> names = call.has("s")
                        ? user.use(MailboxCommands::subscribed)
                        : user.list(patterns).stream()
                                .map(MailStore.Entry::name)
                                .toList();
                for (String each : names) {
                    if (masks.stream().anyMatch(it -> it.matches(each))) {
                        call.rows().value(call.has("7") ? ModifiedUtf7.encode(each) : each);
                    }
                }
            } catch (MailboxException e) {
                user.failed("Listing mailboxes failed: ", e);
            }
        };
    }

    private static List<String> subscribed(MailStore store) throws MailboxException {
        return List.copyOf(store.subscriptions());
    }

    // ---- status ---------------------------------------------------------------------------------------

    private static MailCommand.Work status(MailCommand.Call call)
            throws IOException, DoveadmCommand.BadCall, MailFatal {
        if (call.operands().size() < 2) {
            throw new DoveadmCommand.BadCall(null);
        }
        boolean total = call.has("t");
        Set<String> wanted = fields(call.operands().get(0), total);
        if (!total) {
            call.rows().header(Column.untitled("mailbox"));
        }
        List<String> fields = STATUS.stream().filter(wanted::contains).toList();
        for (String each : fields) {
            call.rows().header(Column.of(each));
        }
        List<String> masks = call.operands().subList(1, call.operands().size());
        return user -> {
            Map<String, Long> sums = new HashMap<>();
            for (String name : MailSearch.mailboxes(user, masks)) {
                status(user, name, fields, call.rows(), total ? sums : null);
            }
            if (total) {
                for (String each : fields) {
                    call.rows().value(sums.getOrDefault(each, 0L));
                }
            }
        };
    }

    private static Set<String> fields(String given, boolean total) throws MailFatal {
        Set<String> fields = new LinkedHashSet<>();
        for (String each : given.trim().split(" +")) {
            if (each.isEmpty()) {
                throw new MailFatal(Doveadm.USAGE, "Fatal: No status fields");
            } else if (each.equals("all")) {
                fields.addAll(total ? TOTALS : STATUS);
            } else if (!STATUS.contains(each)) {
                throw new MailFatal(Doveadm.USAGE, "Fatal: Unknown status field: " + each);
            } else if (total && !TOTALS.contains(each)) {
                throw new MailFatal(Doveadm.USAGE, "Fatal: Status field " + each + " can't be used with -t");
            } else {
                fields.add(each);
            }
        }
        return fields;
    }

    private static void status(
            MailUserSession user, String name, List<String> fields, Rows rows, Map<String, Long> sums)
            throws IOException {
        try {
            List<String> values = user.use(store -> {
                Mailbox mailbox = store.open(name);
                MailboxView view = mailbox.look(false);
                List<String> all = new ArrayList<>();
                for (String each : fields) {
                    all.add(value(mailbox, view, each));
                }
                return all;
            });
            if (sums != null) {
                for (int i = 0; i < fields.size(); i++) {
                    sums.merge(fields.get(i), Long.parseLong(values.get(i)), Long::sum);
                }
                return;
            }
            rows.value(name);
            for (String each : values) {
                rows.value(each);
            }
        } catch (MailboxException e) {
            user.failed("Mailbox " + name + ": Failed to lookup mailbox status: ", e);
        }
    }

    private static String value(Mailbox mailbox, MailboxView view, String field) throws MailboxException {
        switch (field) {
            case "messages":
                return Integer.toString(view.messages().size());
            case "recent":
                return Long.toString(view.recent());
            case "uidnext":
                return Long.toString(view.next());
            case "uidvalidity":
                return Long.toString(view.validity());
            case "unseen":
                return Long.toString(view.unseen());
            case "highestmodseq":
                return Long.toString(view.highestModseq());
            case "guid":
                return ((StoredMailbox) mailbox).guid();
            case "firstsaved":
                OptionalLong first = view.messages().stream()
                        .mapToLong(it -> it.saved().getEpochSecond())
                        .min();
                return first.isPresent() ? Long.toString(first.getAsLong()) : "never";
            default:
                long size = 0;
                for (MailRecord each : view.messages()) {
                    size += mailbox.size(each.uid());
                }
                return Long.toString(size);
        }
    }

    // ---- making and removing --------------------------------------------------------------------------

    private static List<String> names(MailCommand.Call call) throws DoveadmCommand.BadCall {
        if (call.operands().isEmpty()) {
            throw new DoveadmCommand.BadCall(null);
        }
        return call.operands();
    }

    private static MailCommand.Work create(MailCommand.Call call) throws DoveadmCommand.BadCall {
        List<String> names = names(call);
        return user -> {
            for (String each : names) {
                try {
                    user.use(store -> {
                        store.create(each);
                        if (call.has("s")) {
                            store.subscribe(each);
                        }
                        return null;
                    });
                } catch (MailboxException e) {
                    user.failed("Can't create mailbox " + each + ": ", e);
                }
            }
        };
    }

    private static MailCommand.Work delete(MailCommand.Call call) throws DoveadmCommand.BadCall {
        List<String> names = names(call);
        return user -> {
            for (String each : names) {
                if (each.equalsIgnoreCase("INBOX")) {
                    emptyInbox(user);
                    user.failed(65, "Can't delete mailbox INBOX: INBOX can't be deleted.");
                    continue;
                }
                List<String> all = new ArrayList<>();
                try {
                    if (call.has("r")) {
                        user.use(store -> {
                            String below = each + store.separator();
                            for (MailStore.Entry it : store.list()) {
                                if (it.exists() && it.name().startsWith(below)) {
                                    all.add(0, it.name());
                                }
                            }
                            return null;
                        });
                    }
                } catch (MailboxException e) {
                    user.failed("Listing mailboxes failed: ", e);
                }
                all.add(each);
                for (String name : all) {
                    delete(user, call, name);
                }
            }
        };
    }

    /** What Dovecot does before it finds that this is a mailbox that cannot be deleted. */
    private static void emptyInbox(MailUserSession user) throws IOException {
        try {
            user.use(store -> {
                Mailbox inbox = store.open("INBOX");
                inbox.expunge(inbox.look(false).messages().stream()
                        .map(MailRecord::uid)
                        .toList());
                return null;
            });
        } catch (MailboxException e) {
            user.failed("Can't delete mailbox INBOX: ", e);
        }
    }

    private static void delete(MailUserSession user, MailCommand.Call call, String name) throws IOException {
        try {
            boolean full = user.use(store -> {
                if (call.has("e") && !store.open(name).look(false).messages().isEmpty()) {
                    return true;
                }
                store.delete(name);
                if (call.has("s")) {
                    store.unsubscribe(name);
                }
                return false;
            });
            if (full) {
                user.failed(65, "Can't delete mailbox " + name + ": Mailbox is not empty");
            }
        } catch (MailboxException e) {
            user.failed("Can't delete mailbox " + name + ": ", e);
        }
    }

    private static MailCommand.Work rename(MailCommand.Call call) throws DoveadmCommand.BadCall {
        if (call.operands().size() != 2) {
            throw new DoveadmCommand.BadCall(null);
        }
        String from = call.operands().get(0);
        String to = call.operands().get(1);
        return user -> {
            try {
                user.use(store -> {
                    store.rename(from, to);
                    if (call.has("s")) {
                        store.subscribe(to);
                        store.unsubscribe(from);
                    }
                    return null;
                });
            } catch (MailboxException e) {
                user.failed("Can't rename mailbox " + from + " to " + to + ": ", e);
            }
        };
    }

    private static MailCommand.Work subscribe(MailCommand.Call call, boolean on) throws DoveadmCommand.BadCall {
        List<String> names = names(call);
        return user -> {
            for (String each : names) {
                try {
                    user.use(store -> {
                        if (on && store.exists(each)) {
                            store.subscribe(each);
                        } else if (!on) {
                            store.unsubscribe(each);
                        }
                        return null;
                    });
                } catch (MailboxException e) {
                    user.failed("Can't " + (on ? "" : "un") + "subscribe mailbox " + each + ": ", e);
                }
            }
        };
    }

    // ---- looking after --------------------------------------------------------------------------------

    private static MailCommand.Work path(MailCommand.Call call) throws IOException, DoveadmCommand.BadCall {
        if (call.operands().size() != 1) {
            throw new DoveadmCommand.BadCall(null);
        }
        call.rows().header(Column.untitled("path"));
        String name = call.operands().get(0);
        return user -> {
            try {
                call.rows().value(user.use(store -> ((StoredMailbox) store.open(name)).path()));
            } catch (MailboxException e) {
                user.failed("Mailbox " + name + ": ", e);
            }
        };
    }

    /** Looks at mailboxes, by which what is known of them is put right. */
    private static MailCommand.Work look(MailCommand.Call call) throws DoveadmCommand.BadCall {
        List<String> names = names(call);
        return user -> {
            for (String each : MailSearch.mailboxes(user, names)) {
                try {
                    user.use(store -> store.open(each).look(false));
                } catch (MailboxException e) {
                    if (e.reason() != MailboxException.Reason.NOT_FOUND) {
                        user.failed("Forcing a resync on mailbox " + each + " failed: ", e);
                    }
                }
            }
        };
    }

    private static int mutf7(Runtime runtime, List<String> arguments) throws IOException, DoveadmCommand.BadCall {
        List<String> argv = new ArrayList<>(List.of("mutf7"));
        argv.addAll(arguments);
        Getopt.Parsed call;
        try {
            call = new Getopt("78").parse(argv);
        } catch (UsageException e) {
            throw new DoveadmCommand.BadCall(e.getMessage());
        }
        if (call.operands().isEmpty()) {
            throw new DoveadmCommand.BadCall(null);
        }
        Rows rows = Rows.of(runtime.process(), runtime.formatter().isEmpty() ? "flow" : runtime.formatter(), false)
                .orElseThrow(
                        () -> new DoveadmCommand.BadCall("Fatal: Unknown print formatter: " + runtime.formatter()));
        rows.header(Column.untitled("decoded"));
        int status = 0;
        for (String each : call.operands()) {
            Optional<String> value = call.has("7") ? ModifiedUtf7.decode(each) : Optional.of(ModifiedUtf7.encode(each));
            if (value.isEmpty()) {
                runtime.process().err().println("Error: Mailbox name not valid mUTF-7: " + each);
                runtime.process().err().flush();
                status = 65;
            }
            rows.value(value.orElse(""));
        }
        rows.flush();
        return status;
    }
}
