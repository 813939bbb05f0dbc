package postroom.labs.debian.mailmap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import postroom.labs.debian.mailmap.Picture.Mail;
import postroom.labs.debian.mailmap.Picture.Spot;
import postroom.labs.debian.mailmap.Picture.State;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Daemon;
import postroom.labs.host.Host;
import postroom.labs.host.MailFlow;
import postroom.labs.io.ErrnoException;

/** Makes a {@link Picture}. On the lab's serial executor. */
final class Painter {
    private static final List<String> POSTFIX =
            List.of("smtpd", "pickup", "cleanup", "qmgr", "local", "virtual", "lmtp", "smtp", "bounce");
    private static final List<String> QUEUES = List.of("incoming", "active", "deferred", "hold", "corrupt");
    private static final int MOST_RECIPIENTS = 5;

    private final Host host;
    private final Spool spool;
    private final FileAccess files;
    private final Optional<Master> postfix;
    private final Set<String> barred;
    private final Set<Integer> ports;

    Painter(Host host, Spool spool) {
        this.host = host;
        this.spool = spool;
        this.files = FileAccess.root(host.disk());
        this.postfix = Master.on(host);
        this.barred = host.mail().barred();
        this.ports = host.node().listening().stream()
                .map(each -> each.local().port())
                .collect(Collectors.toSet());
    }

    Picture paint() {
        List<Spot> spots = new ArrayList<>();
        for (String program : POSTFIX) {
            spots.add(ofPostfix(program));
        }
        spots.add(ofDovecot("imap", 143, 993));
        spots.add(ofDovecot("pop3", 110, 995));
        List<Mail> mails = new ArrayList<>();
        int all = 0;
        for (String queue : QUEUES) {
            for (String id : spool.list(queue)) {
                if (all++ < Picture.MOST_MAILS) {
                    mails.add(mail(queue, id));
                }
            }
        }
        return new Picture(spots, isStale(), mails, Math.max(0, all - Picture.MOST_MAILS));
    }

    private Spot ofPostfix(String program) {
        if (postfix.isEmpty()) {
            boolean installed = files.exists("/usr/lib/postfix/sbin/" + program);
            return spot(program, installed ? State.DOWN : State.ABSENT, "");
        }
        String why = postfix.get().broken().get(program);
        if (why != null) {
            return spot(program, State.BROKEN, why);
        }
        if (!postfix.get().has(program)) {
            return spot(program, State.ABSENT, "");
        }
        if (program.equals("smtpd")) {
            String open = open(25, 465, 587, 2525);
            return spot(program, open.isEmpty() ? State.DOWN : State.UP, open);
        }
        return spot(program, State.UP, "");
    }

    private Spot ofDovecot(String program, int... its) {
        String open = open(its);
        boolean installed = files.exists("/usr/lib/dovecot/" + program);
        return spot(program, !open.isEmpty() ? State.UP : installed ? State.DOWN : State.ABSENT, open);
    }

    private String open(int... candidates) {
        return IntStream.of(candidates)
                .filter(ports::contains)
                .mapToObj(port -> ":" + port)
                .collect(Collectors.joining(" "));
    }

    private Spot spot(String program, State state, String note) {
        return new Spot(program, state, note, barred.contains(program));
    }

    private boolean isStale() {
        return postfix.map(Daemon::loaded).stream()
                .flatMap(loaded -> loaded.entrySet().stream())
                .filter(each -> each.getKey().startsWith("/"))
                .anyMatch(each -> !isAsLoaded(each));
    }

    private boolean isAsLoaded(Map.Entry<String, byte[]> loaded) {
        try {
            return Arrays.equals(files.readAll(loaded.getKey()), loaded.getValue());
        } catch (ErrnoException gone) {
            return false;
        }
    }

    private Mail mail(String queue, String id) {
        String before = host.mail().stopped().stream()
                .filter(each -> each.message().equals(id))
                .map(MailFlow.Stopped::program)
                .findFirst()
                .orElse("");
        try {
            QueueMessage message = QueueMessage.parse(id, spool.read(queue, id));
            List<String> recipients = message.waiting().stream()
                    .limit(MOST_RECIPIENTS)
                    .map(each -> Address.external(each.address()))
                    .toList();
            return new Mail(id, queue, Address.external(message.sender()), recipients, message.size(), before);
        } catch (IOException unfinished) {
            return new Mail(id, queue, "", List.of(), 0, before);
        }
    }
}
