package postroom.labs.course.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.course.check.FileFacts;
import postroom.labs.course.check.LabFacts;
import postroom.labs.course.check.Message;
import postroom.labs.course.check.Origin;
import postroom.labs.course.check.QueuedMail;
import postroom.labs.course.check.Session;
import postroom.labs.course.check.Sight;
import postroom.labs.course.text.Template;
import postroom.labs.course.text.Vars;

/**
 * A look at a lab for one exercise, in which events count from some moment on.
 *
 * @param told sessions that do not count any more: what is to be said of them has been said
 * @param then the services of the moment that is looked at; empty for those of now
 */
record RunSight(
        LabFacts facts,
        SessionLog log,
        Vars vars,
        Set<String> ticked,
        Moment since,
        Set<String> told,
        Optional<Services> then,
        Optional<String> answered)
        implements Sight {

    @Override
    public String fill(Template template) {
        return template.fill(vars);
    }

    @Override
    public boolean done(String task) {
        return ticked.contains(task);
    }

    @Override
    public List<Session> sessions() {
        return log.since(since.wire()).stream()
                .filter(session -> !told.contains(session.id()))
                .toList();
    }

    @Override
    public List<Message> arrived(String user) {
        List<Message> all = facts.mailbox(user);
        int before = since.mailOf(user);
        // a mailbox that has shrunk was emptied meanwhile: what lies there now came afterwards
        return before <= all.size() ? all.subList(before, all.size()) : all;
    }

    @Override
    public List<Message> mailbox(String user) {
        return facts.mailbox(user);
    }

    @Override
    public List<QueuedMail> queue() {
        return facts.queue();
    }

    @Override
    public Optional<FileFacts> file(String path) {
        return facts.file(path);
    }

    @Override
    public Optional<String> postconf(String parameter) {
        return facts.postconf(parameter);
    }

    @Override
    public boolean running(String service) {
        return then.map(moment -> moment.running().contains(service)).orElseGet(() -> facts.running(service));
    }

    @Override
    public boolean current(String service) {
        return facts.current(service);
    }

    @Override
    public List<String> listening(int port) {
        return then.map(moment -> moment.listening().getOrDefault(port, List.of()))
                .orElseGet(() -> facts.listening(port));
    }

    @Override
    public Optional<String> talk(Origin origin, int port, List<String> lines) {
        return facts.talk(origin, port, lines);
    }

    @Override
    public String output(String command) {
        return facts.output(command);
    }
}
