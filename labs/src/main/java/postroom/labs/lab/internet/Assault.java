package postroom.labs.lab.internet;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import postroom.labs.net.Node;

/** An attack that is being made: every line is shown as it is sent ({@code >}) and answered ({@code <}). */
final class Assault implements Dialogue.Client {
    private static final int SMTP = 25;
    /** Who has a million hosts to try waits for none. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Surroundings lab;
    private final Node from;
    private final InetAddress target;
    private final Attack attack;
    private final Consumer<String> show;
    private final Runnable end;
    private final List<String> accepted = new ArrayList<>();
    private int next = -1;
    private boolean over;
    private Dialogue dialogue;

    Assault(Surroundings lab, Node from, InetAddress target, Attack attack, Consumer<String> show, Runnable end) {
        this.lab = lab;
        this.from = from;
        this.target = target;
        this.attack = attack;
        this.show = show;
        this.end = end;
    }

    void start() {
        from.connect(target, SMTP)
                .whenComplete((connection, failure) -> lab.serial().execute(() -> {
                    if (failure == null) {
                        dialogue = new Dialogue(lab, connection, PATIENCE, this);
                        dialogue.start();
                    } else {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        show.accept(target.getHostAddress() + " port 25: " + cause.getMessage());
                        end.run();
                    }
                }));
    }

    @Override
    public void reply(int code, List<String> lines) {
        lines.forEach(it -> show.accept("< " + it));
        if (over) {
            finish();
        } else if (next < 0) {
            if (code / 100 != 2) {
                quit();
            } else {
                say("EHLO spammer.example");
                next = 0;
            }
        } else {
            answered(code);
        }
    }

    /** {@code next} is the turn that comes after what was answered. */
    private void answered(int code) {
        if (next > 0) {
            Attack.Turn last = attack.turns().get(next - 1);
            if (code < 400) {
                accepted.add(last.line());
            } else if (last.essential()) {
                skip();
            }
        }
        if (next < attack.turns().size()) {
            say(attack.turns().get(next++).line());
        } else {
            quit();
        }
    }

    private void skip() {
        while (next < attack.turns().size() && !attack.turns().get(next).line().equals("RSET")) {
            next++;
        }
    }

    private void quit() {
        over = true;
        say("QUIT");
    }

    private void say(String line) {
        line.lines().forEach(it -> show.accept("> " + it));
        dialogue.send(line);
    }

    @Override
    public void lost(String why) {
        if (!over) {
            show.accept(why);
        }
        finish();
    }

    private void finish() {
        dialogue.close();
        show.accept(attack.verdict(accepted));
        end.run();
    }
}
