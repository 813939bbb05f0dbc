package postroom.labs.lab.internet;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import postroom.labs.net.Node;

/**
 * One attempt to hand a letter to the host that takes its recipient's mail (RFC 5321 §5.1): the addresses of the domain's
 * mail hosts one after the other until one answers. Confined to the serial executor.
 */
final class Delivery implements Dialogue.Client {
    private static final int SMTP = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int MOST_ADDRESSES = 5;

    private final Surroundings lab;
    private final Node from;
    private final String helo;
    private final Letter letter;
    private final Consumer<Outcome> done;
    private final List<Target> targets = new ArrayList<>();
    private Step step = Step.GREETING;
    private Target target;
    private Dialogue dialogue;
    private boolean told;

    private enum Step {
        GREETING,
        HELO,
        OLD_HELO,
        MAIL,
        RCPT,
        DATA,
        END,
        QUIT
    }

    private record Target(String host, InetAddress address) {}

    /** What came of it. */
    sealed interface Outcome {
        record Sent() implements Outcome {}

        record Later(String why) implements Outcome {}

        /** @param host who said no; empty if nobody was found */
        record Never(String host, String reply) implements Outcome {}
    }

    /** @param from the sending host @param helo its name */
    Delivery(Surroundings lab, Node from, String helo, Letter letter, Consumer<Outcome> done) {
        this.lab = lab;
        this.from = from;
        this.helo = helo;
        this.letter = letter;
        this.done = done;
    }

    void start() {
        List<String> hosts = Zones.BUNDLED.exchangers(letter.domain());
        hosts.forEach(host -> Zones.BUNDLED.addresses(host).forEach(it -> targets.add(new Target(host, it))));
        if (targets.isEmpty()) {
            String why = hosts.contains(".")
                    ? "556 5.1.10 Domain " + letter.domain() + " does not accept mail (nullMX)"
                    : "550 5.1.2 Host or domain name not found";
            tell(new Outcome.Never("", why));
            return;
        }
        next(0);
    }

    private void next(int index) {
        if (index >= Math.min(targets.size(), MOST_ADDRESSES)) {
            tell(new Outcome.Later("no mail host of " + letter.domain() + " answers"));
            return;
        }
        target = targets.get(index);
        from.connect(target.address(), SMTP)
                .whenComplete((connection, failure) -> lab.serial().execute(() -> {
                    if (failure == null) {
                        dialogue = new Dialogue(lab, connection, PATIENCE, this);
                        dialogue.start();
                    } else {
                        next(index + 1);
                    }
                }));
    }

    @Override
    public void reply(int code, List<String> lines) {
        boolean good = code / 100 == (step == Step.DATA ? 3 : 2);
        if (step == Step.QUIT) {
            dialogue.close();
        } else if (step == Step.HELO && code / 100 == 5) {
            send(Step.OLD_HELO, "HELO " + helo);
        } else if (good) {
            proceed();
        } else {
            String text = String.join(" ", lines);
            tell(code >= 500 ? new Outcome.Never(target.host(), text) : new Outcome.Later(text));
            send(Step.QUIT, "QUIT");
        }
    }

    private void proceed() {
        switch (step) {
            case GREETING -> send(Step.HELO, "EHLO " + helo);
            case HELO, OLD_HELO -> send(Step.MAIL, "MAIL FROM:<" + letter.sender() + ">");
            case MAIL -> send(Step.RCPT, "RCPT TO:<" + letter.recipient() + ">");
            case RCPT -> send(Step.DATA, "DATA");
            case DATA -> {
                step = Step.END;
                dialogue.send(stuffed(letter.content()));
            }
            default -> {
                tell(new Outcome.Sent());
                send(Step.QUIT, "QUIT");
            }
        }
    }

    private void send(Step then, String line) {
        step = then;
        dialogue.send(line);
    }

    @Override
    public void lost(String why) {
        tell(new Outcome.Later(why + " with " + target.host()));
    }

    private void tell(Outcome outcome) {
        if (!told) {
            told = true;
            done.accept(outcome);
        }
    }

    /** Lines ended by CRLF, dots stuffed, and the dot at the end (RFC 5321 §4.5.2). */
    static byte[] stuffed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 100);
        boolean begins = true;
        for (byte each : content) {
            if (begins && each == '.') {
                out.write('.');
            }
            if (each == '\n') {
                out.write('\r');
            }
            out.write(each);
            begins = each == '\n';
        }
        out.writeBytes(begins ? new byte[] {'.', '\r', '\n'} : new byte[] {'\r', '\n', '.', '\r', '\n'});
        return out.toByteArray();
    }
}
