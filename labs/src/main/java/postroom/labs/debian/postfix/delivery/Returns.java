package postroom.labs.debian.postfix.delivery;

import java.util.function.Supplier;
import postroom.labs.debian.postfix.bounce.BounceService;
import postroom.labs.debian.postfix.cleanup.Result;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.verify.AddressVerifier;

/** Returns mail of this host that cleanup(8) refuses for good, as header checks may: nobody else could tell its sender. */
public final class Returns {
    private final Supplier<Service> cleanup;
    private final BounceService bounces;
    private final AddressVerifier verifier;

    /** @param cleanup the program in whose name is logged */
    public Returns(Supplier<Service> cleanup, BounceService bounces, AddressVerifier verifier) {
        this.cleanup = cleanup;
        this.bounces = bounces;
        this.verifier = verifier;
    }

    /** Sends a message back. */
    public void send(QueueMessage message, Result.Refused why) {
        Service program = cleanup.get();
        Request request = new Request(message, "", message.waiting(), program.now(), 0);
        Report report = new Report(program, bounces, verifier, request);
        for (QueuedRecipient each : message.waiting()) {
            QueuedRecipient nowhere =
                    QueuedRecipient.of(each.address(), each.original(), each.dsnOriginal(), each.notifyFlags());
            report.refused(nowhere, Report.Fate.of("none", why.dsn(), why.text()));
        }
        bounces.failed(message);
    }
}
