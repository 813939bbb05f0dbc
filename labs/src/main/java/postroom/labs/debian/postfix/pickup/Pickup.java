package postroom.labs.debian.postfix.pickup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.cleanup.Cleanup;
import postroom.labs.debian.postfix.cleanup.Incoming;
import postroom.labs.debian.postfix.cleanup.Origin;
import postroom.labs.debian.postfix.cleanup.Result;
import postroom.labs.debian.postfix.cleanup.Submission;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.service.MailDate;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.fs.Stat;
import postroom.labs.host.MailFlow.Deed;
import postroom.labs.host.Timers;
import postroom.labs.io.ErrnoException;

/** {@code pickup(8)}: hands what postdrop(1) has put into the maildrop queue to cleanup(8). */
public final class Pickup {
    private static final Duration WAKEUP = Duration.ofSeconds(60);

    private final Supplier<Service> service;
    private final Supplier<Cleanup> cleanup;
    private final BiConsumer<QueueMessage, Result.Refused> returns;
    private Timers.Timer wakeup;
    private boolean stopped;

    /**
     * @param service its program
     * @param cleanup takes the messages
     * @param returns sends back what cleanup refuses for good
     */
    public Pickup(
            Supplier<Service> service, Supplier<Cleanup> cleanup, BiConsumer<QueueMessage, Result.Refused> returns) {
        this.service = service;
        this.cleanup = cleanup;
        this.returns = returns;
    }

    /** Nothing more is taken up. */
    public void stop() {
        stopped = true;
        if (wakeup != null) {
            wakeup.cancel();
        }
    }

    /** What has to stay is tried again when the master wakes it. */
    private void later() {
        if (wakeup != null) {
            wakeup.cancel();
        }
        if (!stopped) {
            wakeup = service.get().host().timers().after(WAKEUP, this::run);
        }
    }

    /** Takes up everything that is there, the oldest first. */
    public void run() {
        Spool spool = service.get().spool();
        List<String> ids = new ArrayList<>();
        for (String id : spool.list("maildrop")) {
            ids.add(id);
        }
        ids.sort(java.util.Comparator.comparing(this::age));
        ids.forEach(this::take);
    }

    private java.time.Instant age(String id) {
        try {
            return root().stat("maildrop", id).mtime();
        } catch (ErrnoException gone) {
            return java.time.Instant.MAX;
        }
    }

    private Spool root() {
        Spool own = service.get().spool();
        return new Spool(
                postroom.labs.fs.FileAccess.root(service.get().host().disk()),
                own.directory(),
                own.hashed(),
                own.depth());
    }

    private void take(String id) {
        Service program = service.get();
        try {
            Stat stat = root().stat("maildrop", id);
            if (!stat.isFile() || (stat.mode() & 0100) == 0) {
                return;
            }
            if (submit(id, QueueMessage.parse(id, root().read("maildrop", id)), stat.uid())) {
                root().remove("maildrop", id);
            } else {
                later();
            }
        } catch (IOException e) {
            later();
            program.msg().warning("maildrop/" + id + ": " + e.getMessage());
        }
    }

    /** Hands a message over; false if it has to stay for another try. */
    private boolean submit(String dropId, QueueMessage dropped, int uid) throws IOException {
        Service program = service.get();
        Incoming incoming =
                cleanup.get().open(Origin.local(Origin.treatment(service.get().parameters())));
        program.msg().info(incoming.id() + ": uid=" + uid + " from=<" + dropped.sender() + ">");
        program.host().mail().tell(incoming.id(), "pickup", Deed.TOOK, "", "", "uid=" + uid);
        if (incoming.isFilteredAway(dropped.sender())) {
            return false;
        }
        int flags = dropped.attribute("trace_flags")
                .filter(t -> t.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        int ret = dropped.attribute("ret_flags")
                .filter(t -> t.matches("[0-9]"))
                .map(Integer::parseInt)
                .orElse(0);
        List<QueuedRecipient> recipients = dropped.recipients();
        boolean late = !recipients.isEmpty() && recipients.get(0).offset() > dropped.contentOffset();
        incoming.envelope(new Submission(
                dropped.sender(),
                dropped.fullName(),
                recipients.stream()
                        .map(each -> QueuedRecipient.of(
                                each.address(), each.original(), each.dsnOriginal(), each.notifyFlags()))
                        .toList(),
                late,
                dropped.attribute("encoding").orElse(""),
                dropped.attribute("envelope_id").orElse(""),
                ret,
                flags));
        String host = program.parameters().get("myhostname");
        incoming.line(
                "Received: by " + host + " (" + program.parameters().get("mail_name") + ", from userid " + uid + ")");
        incoming.line("\tid " + incoming.id() + "; " + MailDate.header(incoming.created()));
        dropped.content(incoming::line);
        Result result = incoming.finish();
        if (result instanceof Result.Unwritten) {
            program.msg()
                    .warning("maildrop/" + dropId + ": error writing " + incoming.id() + ": queue file write error");
            return false;
        }
        if (result instanceof Result.Refused refused && refused.code() < 500) {
            return false;
        }
        if (result instanceof Result.Refused refused && incoming.refused().isPresent()) {
            returns.accept(incoming.refused().get(), refused);
        }
        return true;
    }
}
