package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.dovecot.master.Master;
import postroom.labs.debian.dovecot.print.Column;
import postroom.labs.debian.dovecot.print.Rows;
import postroom.labs.host.Process;
import postroom.labs.io.ErrnoException;

/** {@code doveadm instance} and {@code penalty}: what is known of the Dovecots of this host, and of guessers. */
final class InstanceCommands {
    private static final String BASE = "/run/dovecot";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private InstanceCommands() {}

    static int list(Runtime runtime, List<String> arguments) throws IOException, DoveadmCommand.BadCall {
        Process process = runtime.process();
        Rows rows = rows(runtime);
        rows.header(new Column("path", "path", false, false, true));
        rows.header(Column.of("name"));
        rows.header(Column.of("last used"));
        rows.header(Column.of("running"));
        Instant used;
        try {
            used = process.files().stat(BASE).mtime();
        } catch (ErrnoException neverStarted) {
            used = Instant.EPOCH;
        }
        rows.value(BASE);
        rows.value("dovecot");
        rows.value(DATE.format(used.atZone(ZoneOffset.UTC)));
        rows.value(Master.on(process.host()).isPresent() ? "yes" : "no");
        rows.flush();
        return 0;
    }

    /** Nobody is slowed down here for guessing passwords from one address, so the list is empty. */
    static int penalty(Runtime runtime, List<String> arguments) throws IOException, DoveadmCommand.BadCall {
        if (runtime.refused("anvil")) {
            return Doveadm.FAILED;
        }
        Rows rows = rows(runtime);
        for (String each : List.of("IP", "penalty", "last_penalty", "last_update")) {
            rows.header(Column.of(each));
        }
        rows.flush();
        return 0;
    }

    private static Rows rows(Runtime runtime) throws IOException, DoveadmCommand.BadCall {
        String format = runtime.formatter().isEmpty() ? "table" : runtime.formatter();
        Optional<Rows> rows = Rows.of(runtime.process(), format, false);
        return rows.orElseThrow(() -> new DoveadmCommand.BadCall("Fatal: Unknown print formatter: " + format));
    }
}
