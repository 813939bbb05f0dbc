package postroom.labs.debian.dovecot.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.debian.dovecot.print.Column;
import postroom.labs.debian.dovecot.sieve.filter.Location;
import postroom.labs.debian.dovecot.sieve.filter.Storage;
import postroom.labs.debian.dovecot.sieve.script.Script;
import postroom.labs.debian.dovecot.sieve.syntax.Complaints;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code doveadm sieve}, which comes with the package dovecot-sieve: users' scripts. */
final class SieveCommands {
    /** The commands by their names. */
    static final Map<String, DoveadmCommand> ALL = Map.of(
            "sieve list", new MailCommand("sieve list", "", "flow", SieveCommands::list),
            "sieve get", new MailCommand("sieve get", "", "pager", SieveCommands::get),
            "sieve put", new MailCommand("sieve put", "a", "flow", SieveCommands::put),
            "sieve delete", new MailCommand("sieve delete", "a", "flow", SieveCommands::delete),
            "sieve rename", new MailCommand("sieve rename", "", "flow", SieveCommands::rename),
            "sieve activate", new MailCommand("sieve activate", "", "flow", SieveCommands::activate),
            "sieve deactivate", new MailCommand("sieve deactivate", "", "flow", SieveCommands::deactivate));

    private static final int CANNOT = 65;
    private static final String MODULE = "/var/lib/dpkg/info/dovecot-sieve.list";

    private SieveCommands() {}

    /** Whether doveadm has these commands on a host. */
    static boolean areInstalled(Process process) {
        return process.files().exists(MODULE);
    }

    /** Something that is done with a user's scripts. */
    @FunctionalInterface
    private interface Step {
        void with(Storage storage) throws IOException;
    }

    private static void use(MailUserSession user, String what, Step step) throws IOException {
        FileAccess files =
                new FileAccess(user.process().host().disk(), user.user().who(), "/", 0077);
        Storage storage = new Storage(files, Location.of(user.config(), user.user()));
        try {
            step.with(storage);
        } catch (ErrnoException e) {
            user.failed(Doveadm.FAILED, what + e.errno().text());
        }
    }

    private static String name(MailCommand.Call call, int index) throws DoveadmCommand.BadCall, MailFatal {
        if (call.operands().size() <= index) {
            throw new DoveadmCommand.BadCall(null);
        }
        String name = call.operands().get(index);
        if (!Storage.isName(name)) {
            throw new MailFatal(CANNOT, "Fatal: Sieve script name not valid: " + name);
        }
        return name;
    }

    private static boolean isMissing(MailUserSession user, Storage storage, String name, String what)
            throws IOException {
        if (storage.has(name)) {
            return false;
        }
        user.failed(Doveadm.NOT_FOUND, what + "Sieve script `" + name + "' not found");
        return true;
    }

    private static void warnOfFile(MailUserSession user, Storage storage) throws IOException {
        if (storage.hasFile()) {
            say(
                    user,
                    "Warning: sieve: file storage: Active sieve script symlink " + storage.activePath()
                            + " is no symlink.");
        }
    }

    private static void say(MailUserSession user, String text) throws IOException {
        user.process().out().flush();
        user.process().err().println("doveadm(" + user.user().name() + "): " + text);
        user.process().err().flush();
    }

    private static MailCommand.Work list(MailCommand.Call call) throws IOException {
        call.rows().header(Column.untitled("script"));
        call.rows().header(Column.untitled("active"));
        return user -> use(user, "Failed to list Sieve scripts: ", storage -> {
            warnOfFile(user, storage);
            Optional<String> active = storage.active();
            for (String each : storage.names()) {
                call.rows().value(each);
                call.rows().value(active.filter(each::equals).isPresent() ? "ACTIVE" : "");
            }
        });
    }

    private static MailCommand.Work get(MailCommand.Call call) throws IOException, DoveadmCommand.BadCall, MailFatal {
        String name = name(call, 0);
        call.rows().header(new Column("sieve script", "sieve script", false, false, false));
        String what = "Failed to open Sieve script: ";
        return user -> use(user, what, storage -> {
            if (!isMissing(user, storage, name, what)) {
                call.rows().text(storage.get(name));
            }
        });
    }

    private static MailCommand.Work put(MailCommand.Call call) throws IOException, DoveadmCommand.BadCall, MailFatal {
        String name = name(call, 0);
        String text = new String(call.process().in().readAllBytes(), UTF_8);
        return user -> use(user, "Failed to save Sieve script: ", storage -> {
            Complaints complaints = new Complaints();
            if (Script.compile(name, text, complaints).isEmpty()) {
                for (Complaints.Complaint each : complaints.all()) {
                    String line = each.line() > 0 ? "line " + each.line() + ": " : "";
                    user.failed(
                            CANNOT, "sieve: " + name + ": " + line + each.text().replaceFirst("\\.$", ""));
                }
                return;
            }
            storage.put(name, text);
            if (call.has("a")) {
                activate(user, storage, name);
            }
        });
    }

    private static MailCommand.Work delete(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        name(call, 0);
        List<String> names = call.operands();
        String what = "Failed to delete Sieve script: ";
        return user -> use(user, what, storage -> {
            for (String each : names) {
                boolean active = storage.active().filter(each::equals).isPresent();
                if (isMissing(user, storage, each, what)) {
                    continue;
                }
                if (active && !call.has("a")) {
                    user.failed(CANNOT, what + "Cannot delete the active Sieve script.");
                    continue;
                }
                if (active) {
                    storage.deactivate();
                }
                storage.delete(each);
            }
        });
    }

    private static MailCommand.Work rename(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        String from = name(call, 0);
        String to = name(call, 1);
        String what = "Failed to rename Sieve script: ";
        return user -> use(user, what, storage -> {
            if (!isMissing(user, storage, from, what)) {
                storage.rename(from, to);
            }
        });
    }

    private static MailCommand.Work activate(MailCommand.Call call) throws DoveadmCommand.BadCall, MailFatal {
        String name = name(call, 0);
        String what = "Failed to activate Sieve script: ";
        return user -> use(user, what, storage -> {
            if (!isMissing(user, storage, name, what)) {
                activate(user, storage, name);
            }
        });
    }

    private static void activate(MailUserSession user, Storage storage, String name) throws IOException {
        if (storage.hasFile()) {
            warnOfFile(user, storage);
            warnOfFile(user, storage);
            String moved = storage.moveFile();
            say(
                    user,
                    "Info: sieve: file storage: Moved active sieve script file '" + storage.activePath()
                            + "' to script storage as '" + moved + "'.");
        }
        storage.activate(name);
    }

    private static MailCommand.Work deactivate(MailCommand.Call call) {
        return user -> use(user, "Failed to deactivate Sieve script: ", Storage::deactivate);
    }
}
