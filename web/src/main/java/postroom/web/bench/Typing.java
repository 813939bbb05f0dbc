package postroom.web.bench;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Students who type five keys a second, and how long each key's echo takes. */
final class Typing {
    private static final int KEYS = 40;
    private static final long BETWEEN_KEYS_MICROS = 200_000;

    private final Figures echoes = new Figures();

    /** One student: at most one key is on its way. */
    final class Hand {
        private long typedAt;
        private Student student;

        /** The echo, or something else that came while no key was on its way. */
        synchronized void arrived() {
            if (typedAt != 0) {
                echoes.add(System.nanoTime() - typedAt);
                typedAt = 0;
            }
        }

        synchronized void type() {
            if (typedAt == 0) {
                typedAt = System.nanoTime();
                student.say("ix");
            }
        }

        Hand at(Student newStudent) {
            student = newStudent;
            return this;
        }
    }

    /** All type, each beginning at another moment. */
    Figures run(List<Hand> hands) throws InterruptedException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < hands.size(); i++) {
                long offset = BETWEEN_KEYS_MICROS * i / hands.size();
                clock.scheduleAtFixedRate(hands.get(i)::type, offset, BETWEEN_KEYS_MICROS, TimeUnit.MICROSECONDS);
            }
            clock.awaitTermination(KEYS * BETWEEN_KEYS_MICROS, TimeUnit.MICROSECONDS);
        } finally {
            clock.shutdownNow();
        }
        return echoes;
    }
}
