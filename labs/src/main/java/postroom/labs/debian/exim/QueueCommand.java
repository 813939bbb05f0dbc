package postroom.labs.debian.exim;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.host.Host;
import postroom.labs.host.Process;

/** Root's commands on the queue: {@code -bp}, {@code -q}, {@code -M} and its kin. */
final class QueueCommand {
    private final Process process;
    private final EximOptions options;
    private final Host host;
    private final Spool spool;
    private final Log log;

    QueueCommand(Process process, EximOptions options) {
        this.process = process;
        this.options = options;
        this.host = process.host();
        this.spool = new Spool(host);
        this.log = new Log(host);
    }

    int run() throws IOException {
        switch (options.mode()) {
            case "p":
                return list();
            case "q":
                EximDaemon.queue(
                        host, process.pid(), options.detail().isEmpty() ? "" : " -q" + options.detail(), all());
                return settled();
            default:
                return messages();
        }
    }

    private boolean all() {
        return options.detail().contains("ff");
    }

    /** Waits until the deliveries that were begun have come to an end, as far as they can. */
    private int settled() throws IOException {
        process.await(java.util.concurrent.CompletableFuture.runAsync(() -> {}, host.serial()));
        return 0;
    }

    private int list() throws IOException {
        List<String> ids = spool.ids();
        if (options.detail().contains("c")) {
            process.out().println(Integer.toString(ids.size()));
            return 0;
        }
        for (String id : ids) {
            process.step();
            Optional<SpoolMessage> found = spool.find(id);
            if (found.isEmpty()) {
                continue;
            }
            SpoolMessage message = found.get();
            process.out()
                    .println("%3s %5s %s <%s>%s"
                            .formatted(
                                    age(message),
                                    size(message.size()),
                                    id,
                                    message.sender(),
                                    message.frozen() ? " *** frozen ***" : ""));
            for (String recipient : message.recipients()) {
                boolean done = message.done().contains(recipient);
                process.out().println((done ? "        D " : "          ") + recipient);
            }
            process.out().println("");
        }
        return 0;
    }

    private String age(SpoolMessage message) {
        long minutes =
                Duration.between(message.received(), host.clock().instant()).toMinutes();
        return minutes >= 90 * 60
                ? (minutes + 720) / 1440 + "d"
                : minutes >= 90 ? (minutes + 30) / 60 + "h" : minutes + "m";
    }

    private static String size(int bytes) {
        if (bytes < 1024) {
            return Integer.toString(bytes);
        }
        double kilo = bytes / 1024.0;
        return kilo < 10 ? String.format(Locale.ROOT, "%.1fK", kilo) : Math.round(kilo) + "K";
    }

    private int messages() throws IOException {
        if (options.arguments().isEmpty()) {
            process.err().println("exim: no message ids given after -M" + options.detail() + " option");
            return 1;
        }
        for (String id : options.arguments()) {
            if (!MessageId.isOne(id)) {
                process.err().println("exim: malformed message id " + id + " after -M" + options.detail() + " option");
                return 1;
            }
        }
        int status = 0;
        for (String id : options.arguments()) {
            status = Math.max(status, message(id));
        }
        return status;
    }

    private int message(String id) throws IOException {
        Optional<SpoolMessage> found = spool.find(id);
        if (process.realUid() != 0
                && found.map(it -> it.uid() != process.realUid()).orElse(true)) {
            process.err().println("exim: permission denied");
            return 1;
        }
        if (found.isEmpty()) {
            return missing(id);
        }
        switch (options.detail()) {
            case "rm":
                spool.remove(id);
                process.out().println("Message " + id + " has been removed");
                log.main(id + " removed by " + host.accounts().userName(process.realUid()));
                log.main(id + " Completed");
                return 0;
            case "f", "t":
                return freeze(found.get(), options.detail().equals("f"));
            case "vh":
                process.out().print(spool.text(id, "-H"));
                return 0;
            case "vb":
                process.out().print(spool.text(id, "-D"));
                return 0;
            case "vl":
                process.out().print(spool.text(id, ""));
                return 0;
            case "vc":
                process.out()
                        .print(found.get().headerText() + "\n"
                                + spool.text(id, "-D").substring(id.length() + 3));
                return 0;
            default:
                Delivery.attempt(host, id, process.pid(), true);
                return settled();
        }
    }

    private int freeze(SpoolMessage message, boolean on) throws IOException {
        String id = message.id();
        if (message.frozen() == on) {
            process.out().println("Message " + id + " is " + (on ? "already" : "not") + " frozen");
            return 0;
        }
        spool.store(message.with(on, message.done()));
        process.out().println("Message " + id + (on ? " is now frozen" : " is no longer frozen"));
        log.main(id + (on ? " frozen by " : " unfrozen by ") + host.accounts().userName(process.realUid()));
        return 0;
    }

    private int missing(String id) throws IOException {
        if (options.detail().equals("rm")) {
            process.out().println("Spool data file for " + id + " does not exist");
            process.out().println("Continuing, to ensure all files removed");
            process.out().println("Spool read error for " + id + "-H: No such file or directory");
            process.out().println("Continuing to ensure all files removed");
            process.out().println("Message " + id + " has been removed or did not exist");
            return 0;
        }
        switch (options.detail()) {
            case "vh", "vb":
                String file = options.detail().equals("vh") ? "-H" : "-D";
                process.out().println("Failed to open input file for " + id + file + ": No such file or directory");
                return 1;
            case "f", "t":
                process.out().println("Spool data file for " + id + " does not exist");
                return 1;
            default:
                log.main(id + " Spool file " + id + "-D not found");
                return 0;
        }
    }
}
