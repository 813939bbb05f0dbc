package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.print.Column;
import postroom.labs.debian.dovecot.storage.StoredMailbox;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.Mailbox;
import postroom.server.mailbox.MailboxException;

/** The commands of {@code doveadm} on messages: search, fetch, flags, copy, move, expunge, deduplicate, save. */
final class MessageCommands {
    /** The commands by their names. */
    static final Map<String, DoveadmCommand> ALL = Map.ofEntries(
            Map.entry("search", new MailCommand("search", "", "flow", MessageCommands::search)),
            Map.entry("fetch", new MailCommand("fetch", "", "pager", MessageCommands::fetch)),
            Map.entry("flags add", new MailCommand("flags add", "", "flow", MessageCommands::addFlags)),
            Map.entry("flags remove", new MailCommand("flags remove", "", "flow", MessageCommands::removeFlags)),
            Map.entry("flags replace", new MailCommand("flags replace", "", "flow", MessageCommands::replaceFlags)),
            Map.entry("copy", new MailCommand("copy", "", "flow", call -> transfer(call, false))),
            Map.entry("move", new MailCommand("move", "", "flow", call -> transfer(call, true))),
            Map.entry("expunge", new MailCommand("expunge", "dm", "flow", MessageCommands::expunge)),
            Map.entry("deduplicate", new MailCommand("deduplicate", "m", "flow", MessageCommands::deduplicate)),
            Map.entry("save", new MailCommand("save", "m:", "flow", MessageCommands::save)),
            Map.entry("altmove", new MailCommand("altmove", "r", "flow", MessageCommands::altmove)));

    private static final int LARGEST = 32 << 20;

    private MessageCommands() {}

    // ---- looking --------------------------------------------------------------------------------------

    private static MailCommand.Work search(MailCommand.Call call)
            throws IOException, DoveadmCommand.BadCall, MailFatal {
        MailSearch search = MailSearch.of(call, call.operands());
        call.rows().header(Column.untitled("mailbox-guid"));
        call.rows().header(Column.untitled("uid"));
        return user -> {
            for (String name : search.mailboxes(user)) {
                List<String> rows = new ArrayList<>();
                try {
                    user.use(store -> {
                        rows.add(((StoredMailbox) store.open(name)).guid());
                        return null;
                    });
                } catch (MailboxException e) {
                    boolean missing = e.reason() == MailboxException.Reason.NOT_FOUND;
                    if (missing && !search.names(name)) {
                        continue;
                    }
                    user.failed(
                            missing
                                    ? "Couldn't get mailbox '" + name + "' GUID: "
                                    : "Syncing mailbox " + name + " failed: ",
                            e);
                    continue;
                }
                List<Long> uids = search.in(user, name, List.of(), (store, mailbox, found) -> uids(found));
                for (long each : uids) {
                    call.rows().value(rows.get(0));
                    call.rows().value(each);
                }
            }
        };
    }

    private static List<Long> uids(List<FoundMessage> found) {
        return found.stream().map(it -> it.record().uid()).toList();
    }

    private static MailCommand.Work fetch(MailCommand.Call call) throws IOException, DoveadmCommand.BadCall, MailFatal {
        if (call.operands().size() < 2) {
            throw new DoveadmCommand.BadCall(null);
        }
        List<FetchFields.Field> fields = new ArrayList<>();
        for (String each : call.operands().get(0).trim().split("\\s+")) {
            if (!each.isEmpty()) {
                fields.add(FetchFields.of(each).orElseThrow(() -> unknown(call, each)));
            }
        }
        MailSearch search =
                MailSearch.of(call, call.operands().subList(1, call.operands().size()));
        for (FetchFields.Field each : fields) {
            call.rows().header(Column.of(each.name()));
        }
        return user -> {
            for (String name : search.mailboxes(user)) {
                List<List<String>> rows =
                        search.in(user, name, List.of(), (store, mailbox, found) -> values(user, fields, found));
                for (List<String> row : rows) {
                    for (int i = 0; i < row.size(); i++) {
                        if (fields.get(i).lines()) {
                            call.rows().text(row.get(i));
                        } else {
                            call.rows().value(row.get(i));
                        }
                    }
                }
            }
        };
    }

    private static MailFatal unknown(MailCommand.Call call, String field) {
        return new MailFatal(
                Doveadm.FAILED,
                "Available fetch fields: " + FetchFields.available() + "\nFatal: Unknown fetch field: " + field);
    }

    private static List<List<String>> values(
            MailUserSession user, List<FetchFields.Field> fields, List<FoundMessage> found) {
        List<List<String>> rows = new ArrayList<>();
        for (FoundMessage each : found) {
            rows.add(fields.stream()
                    .map(it -> it.name().equals("user")
                            ? user.user().name()
                            : it.value().apply(each))
                    .toList());
        }
        return rows;
    }

    // ---- flags ----------------------------------------------------------------------------------------

    private static MailCommand.Work addFlags(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        MailFlags flags = flags(call);
        return flag(call, it -> it.plus(flags));
    }

    private static MailCommand.Work removeFlags(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        MailFlags flags = flags(call);
        return flag(call, it -> it.minus(flags));
    }

    private static MailCommand.Work replaceFlags(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        MailFlags flags = flags(call);
        return flag(call, it -> flags);
    }

    private static MailFlags flags(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        if (call.operands().size() < 2) {
            throw new DoveadmCommand.BadCall(null);
        }
        String given = call.operands().get(0);
        for (String each : given.trim().split("\\s+")) {
            boolean system = each.startsWith("\\");
            if (system && MailFlags.bit(each) == 0 && !each.equalsIgnoreCase("\\Recent")) {
                throw new MailFatal(Doveadm.FAILED, "Fatal: Invalid system flag: " + each);
            }
        }
        return MailFlags.parse(given);
    }

    private static MailCommand.Work flag(MailCommand.Call call, UnaryOperator<MailFlags> change)
            throws DoveadmCommand.BadCall, MailFatal {
        MailSearch search =
                MailSearch.of(call, call.operands().subList(1, call.operands().size()));
        return user -> {
            for (String name : search.mailboxes(user)) {
                search.inExisting(user, name, null, (store, mailbox, found) -> {
                    mailbox.flag(uids(found), change);
                    return null;
                });
            }
        };
    }

    // ---- moving and removing --------------------------------------------------------------------------

    private static MailCommand.Work transfer(MailCommand.Call call, boolean moves)
            throws DoveadmCommand.BadCall, MailFatal {
        List<String> operands = call.operands();
        if (operands.size() < 2) {
            throw new DoveadmCommand.BadCall(null);
        }
        boolean other = operands.get(1).equalsIgnoreCase("user") && operands.size() > 2;
        String source = other ? operands.get(2) : null;
        MailSearch search = MailSearch.of(call, operands.subList(other ? 3 : 1, operands.size()));
        if (moves) {
            search.guard("move");
        }
        String target = operands.get(0);
        return user -> {
            MailUserSession from = user;
            if (source != null) {
                Optional<MailUser> found = new Runtime(call.process(), "").user(source);
                if (found.isEmpty()) {
                    user.failed(Doveadm.NO_USER, "Couldn't lookup user " + source + ": User doesn't exist");
                    return;
                }
                from = other(user, found.get());
            }
            transfer(user, from, search, target, moves);
        };
    }

    /** The mail of another user, whose files the first one can only reach if they are the same on this host. */
    private static MailUserSession other(MailUserSession user, MailUser source) throws MailFatal {
        int uid = user.user().who().uid();
        if (source.who().uid() != uid) {
            Accounts accounts = user.process().host().accounts();
            int group = source.who().gid();
            String named = group + "(" + accounts.groupName(group) + ")";
            byte[] session = new byte[16];
            for (int i = 0; i < session.length; i++) {
                session[i] = (byte) user.process().host().random().nextInt();
            }
            throw new MailFatal(
                    Doveadm.FAILED,
                    "doveadm(" + source.name() + ")<" + user.process().pid() + "><"
                            + Base64.getEncoder().withoutPadding().encodeToString(session) + ">: Fatal: setresgid("
                            + named + "," + named + ",8(mail)) failed with euid=" + uid + "("
                            + accounts.userName(uid) + "): Operation not permitted");
        }
        return user.of(source);
    }

    private static void transfer(
            MailUserSession user, MailUserSession from, MailSearch search, String target, boolean moves)
            throws IOException {
        Mailbox destination;
        try {
            destination = user.use(store -> {
                Mailbox mailbox = store.open(target);
                mailbox.look(false);
                return mailbox;
            });
        } catch (MailboxException e) {
            user.failed("Can't open mailbox '" + target + "': ", e);
            return;
        }
        for (String name : search.mailboxes(from)) {
            search.inExisting(from, name, null, (store, mailbox, found) -> {
                if (user == from && mailbox.name().equals(destination.name()) && moves) {
                    return null;
                }
                destination.copyFrom(mailbox, uids(found));
                if (moves) {
                    mailbox.expunge(uids(found));
                }
                return null;
            });
        }
    }

    private static MailCommand.Work expunge(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        MailSearch search = MailSearch.of(call, call.operands());
        search.guard("expunge");
        boolean deletes = call.has("d") || call.has("m");
        return user -> {
            for (String name : search.mailboxes(user)) {
                if (!isThere(user, name)) {
                    continue;
                }
                boolean empty = search.in(user, name, false, (store, mailbox, found) -> {
                    mailbox.expunge(uids(found));
                    return mailbox.look(false).messages().isEmpty();
                });
                if (deletes && empty) {
                    delete(user, name);
                }
            }
        };
    }

    private static boolean isThere(MailUserSession user, String name) throws IOException {
        try {
            user.use(store -> store.open(name));
            return true;
        } catch (MailboxException e) {
            user.failed("Syncing mailbox '" + name + "' failed: ", e);
            return false;
        }
    }

    private static void delete(MailUserSession user, String name) throws IOException {
        if (name.equals("INBOX")) {
            user.failed(65, "Deleting mailbox 'INBOX' failed: INBOX can't be deleted.");
            return;
        }
        try {
            user.use(store -> {
                store.delete(name);
                return null;
            });
        } catch (MailboxException e) {
            user.failed("Deleting mailbox '" + name + "' failed: ", e);
        }
    }

    private static MailCommand.Work deduplicate(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        MailSearch search = MailSearch.of(call, call.operands());
        boolean byId = call.has("m");
        return user -> {
            for (String name : search.mailboxes(user)) {
                search.inExisting(user, name, null, (store, mailbox, found) -> {
                    Set<String> seen = new HashSet<>();
                    List<Long> doubles = new ArrayList<>();
                    for (FoundMessage each : found) {
                        List<String> ids = byId ? each.rawHeader("Message-ID") : List.of(each.guid());
                        String key = ids.isEmpty() ? "" : ids.get(0);
                        if (!key.isEmpty() && !seen.add(key)) {
                            doubles.add(each.record().uid());
                        }
                    }
                    mailbox.expunge(doubles);
                    return null;
                });
            }
        };
    }

    private static MailCommand.Work altmove(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        MailSearch search = MailSearch.of(call, call.operands());
        return user -> search.mailboxes(user);
    }

    // ---- saving ---------------------------------------------------------------------------------------

    private static MailCommand.Work save(MailCommand.Call call) {
        String target = call.parsed().value("m", "INBOX");
        return user -> {
            byte[] given = call.operands().isEmpty() ? call.process().in().readNBytes(LARGEST) : null;
            try {
                user.use(store -> store.open(target));
            } catch (MailboxException e) {
                user.failed("Failed to open mailbox " + target + ": ", e);
                return;
            }
            Optional<byte[]> text =
                    given == null ? file(user, target, call.operands().get(0)) : Optional.of(given);
            if (text.isEmpty()) {
                return;
            }
            try {
                user.use(store -> store.open(target)
                        .append(
                                text.get(),
                                MailFlags.NONE,
                                call.process().host().clock().instant()));
            } catch (MailboxException e) {
                user.failed("Saving failed: ", e);
            }
        };
    }

    private static Optional<byte[]> file(MailUserSession user, String target, String file) throws IOException {
        try {
            return Optional.of(user.process().files().readAll(file));
        } catch (ErrnoException e) {
            String why = "read(" + file + ") failed: open(" + file + ") failed: " + e.getMessage();
            String where = "Mailbox " + target + ": Saving mail: ";
            user.failed(Doveadm.FAILED, where + "save: " + why);
            user.failed(Doveadm.FAILED, why.replace("read(" + file, "read(msg input"));
            user.failed(Doveadm.FAILED, where + why + " (read reason=)");
            return Optional.empty();
        }
    }
}
