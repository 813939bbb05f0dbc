package postroom.labs.course.run;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import postroom.labs.course.check.FileFacts;
import postroom.labs.course.check.LabFacts;
import postroom.labs.course.check.Message;
import postroom.labs.course.check.QueuedMail;
import postroom.server.Endpoints;
import postroom.server.Peer;
import postroom.server.wire.WireEvent;

/** A lab made of what a test says. Everything happens on the caller's thread. */
public final class FakeLab implements CourseLab, LabFacts {
    private final Map<String, List<Message>> mail = new HashMap<>();
    final Map<String, String> parameters = new HashMap<>();
    final List<QueuedMail> queue = new ArrayList<>();
    final Map<String, String> probes = new HashMap<>();
    boolean postfixIsCurrent = true;

    /** How long each reply of a session takes. */
    Duration pace = Duration.ZERO;

    private boolean postfixRuns = true;
    private Queue<Runnable> late;
    private Consumer<Stir> listener = stir -> {};
    private int sessions;

    /** An SMTP session: pairs of a command and its reply; {@code .} is a message. */
    public void session(String... exchanges) {
        String id = openSession(exchanges);
        wire(new WireEvent.Closed(id, Instant.EPOCH));
    }

    String openSession(String... exchanges) {
        String id = "s" + ++sessions;
        Peer here = new Peer(InetAddress.getLoopbackAddress(), 25);
        wire(new WireEvent.Opened(id, Instant.EPOCH, "smtp", new Endpoints(here, here)));
        Instant at = Instant.EPOCH;
        for (int i = 0; i < exchanges.length; i += 2) {
            at = at.plus(pace);
            String line = exchanges[i];
            String verb = line.split(" ", 2)[0];
            int code = Integer.parseInt(exchanges[i + 1].substring(0, 3));
            List<String> reply = List.of(exchanges[i + 1].substring(3).strip());
            wire(new WireEvent.Command(id, at, verb, line, "", code, reply));
        }
        return id;
    }

    void wire(WireEvent event) {
        listener.accept(new Stir.OnWire(event));
    }

    public void deliver(String user, String text) {
        mail.computeIfAbsent(user, name -> new ArrayList<>()).add(Message.parse(text));
        changed("/var/mail/" + user);
    }

    void rewriteLast(String user, String text) {
        List<Message> all = mail.get(user);
        all.set(all.size() - 1, Message.parse(text));
        changed("/var/mail/" + user);
    }

    void changed(String path) {
        listener.accept(new Stir.PathChanged(path));
    }

    void reloaded() {
        postfixIsCurrent = true;
        servicesChanged();
    }

    void postfixRuns(boolean runs) {
        postfixRuns = runs;
        servicesChanged();
    }

    private void servicesChanged() {
        Set<String> running = postfixRuns ? Set.of("postfix") : Set.of();
        listener.accept(new Stir.ServicesChanged(new Services(running, Map.of())));
    }

    /** Looks wait until {@link #catchUp}, as on a busy machine. */
    void fallBehind() {
        late = new ArrayDeque<>();
    }

    void catchUp() {
        while (!late.isEmpty()) {
            late.remove().run();
        }
        late = null;
    }

    public void commandEnds() {
        listener.accept(new Stir.CommandEnded());
    }

    @Override
    public Executor looks() {
        return look -> {
            if (late == null) {
                look.run();
            } else {
                late.add(look);
            }
        };
    }

    @Override
    public LabFacts facts() {
        return this;
    }

    @Override
    public AutoCloseable listen(Consumer<Stir> newListener) {
        listener = newListener;
        return () -> listener = stir -> {};
    }

    @Override
    public List<Message> mailbox(String user) {
        return List.copyOf(mail.getOrDefault(user, List.of()));
    }

    @Override
    public List<QueuedMail> queue() {
        return List.copyOf(queue);
    }

    @Override
    public Optional<FileFacts> file(String path) {
        return Optional.empty();
    }

    @Override
    public Optional<String> postconf(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }

    @Override
    public boolean running(String service) {
        return postfixRuns;
    }

    @Override
    public boolean current(String service) {
        return postfixIsCurrent;
    }

    @Override
    public List<String> listening(int port) {
        return List.of();
    }

    @Override
    public Optional<String> talk(postroom.labs.course.check.Origin origin, int port, List<String> lines) {
        return Optional.ofNullable(probes.get(lines.get(lines.size() - 1)));
    }

    @Override
    public String output(String command) {
        return "";
    }
}
