package postroom.server.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import postroom.server.imap.syntax.ArgumentParser;
import postroom.server.imap.user.Running;
import postroom.server.imap.user.UserSession;

/**
 * What is said after the log-in: hands commands to the {@link UserSession}, which works on the executor of the user's
 * mailboxes, and brings the answers back to the event loop bit by bit, as fast as the client reads them.
 */
final class UserDialogue {
    /** Bytes that the lines of a command may have. */
    static final int LINE_LIMIT = 65_536;

    private static final int BAD_LIMIT = 20;
    private static final long MESSAGE_LIMIT = 32L << 20;
    private static final int STILL_HERE_MINUTES = 2;

    private final ImapSession session;
    private final ImapUser who;
    private final UserSession work;
    private final Executor executor;
    private final AtomicBoolean stirred = new AtomicBoolean();
    private final long sentBefore;
    private long received;
    private int bad;
    private Running idling;
    private String last = "";
    private long lastDone;
    private Runnable unwatch = () -> {};
    private ScheduledFuture<?> stillHere;
    private final AtomicBoolean noticed = new AtomicBoolean();
    private boolean watchesAll;
    private Runnable unwatchAll = () -> {};

    UserDialogue(ImapSession session, ImapUser who) {
        this.session = session;
        this.who = who;
        this.work = new UserSession(who.store(), who.clock());
        this.executor = who.store().executor();
        this.sentBefore = session.transport().sent();
    }

    void ended(String why) {
        stopIdling();
        unwatchAll.run();
        long in = received;
        long out = session.transport().sent() - sentBefore;
        executor.execute(() -> who.ended(why + " in=" + in + " out=" + out + " " + work.statistics()));
    }

    private <T> CompletionStage<T> later(Supplier<T> job) {
        CompletableFuture<T> done = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                done.complete(job.get());
            } catch (RuntimeException broken) {
                done.completeExceptionally(broken);
            }
        });
        return done;
    }

    void command(byte[] bytes) {
        received += bytes.length + 2;
        if (idling != null) {
            finishIdle(new String(bytes, ISO_8859_1));
        } else {
            step(work.begin(bytes));
        }
    }

    private void step(Running running) {
        session.onLoop().<byte[]>then(() -> later(running::next), (part, failure) -> {
            if (session.hasEnded()) {
                return;
            }
            if (failure != null) {
                session.say("* BYE Internal error occurred. Refer to server log for more information.");
                session.end("Internal error");
                throw new IllegalStateException(failure);
            }
            if (running.isDone()) {
                session.transport().send(part);
                done(running);
            } else {
                session.transport().sendNow(part).addListener(sent -> {
                    if (sent.isSuccess()) {
                        step(running);
                    }
                });
            }
        });
    }

    private void done(Running running) {
        bad = running.isBad() ? bad + 1 : 0;
        last = running.isBad() ? last : running.fullName();
        lastDone = System.nanoTime();
        if (work.isLost()) {
            lose();
        } else if (work.isLoggedOut()) {
            session.end("Logged out");
        } else if (bad >= BAD_LIMIT) {
            session.say("* BYE Too many invalid IMAP commands.");
            session.end("Too many invalid IMAP commands.");
        } else {
            if (running.idles()) {
                startIdling(running);
            }
            watchForNews();
            session.proceed();
        }
    }

    private void lose() {
        session.say("* BYE " + UserSession.INCONSISTENT);
        session.end(UserSession.INCONSISTENT);
    }

    /** Why a session has ended whose client has gone. */
    String gone() {
        double seconds = (System.nanoTime() - lastDone) / 1e9;
        if (idling != null) {
            return String.format(
                    "Connection closed (IDLE running for 0.001 + waiting input for %.3f secs, 2 B in + 10 B out,"
                            + " state=wait-input)",
                    seconds);
        }
        return last.isEmpty()
                ? "Connection closed (No commands sent)"
                : String.format("Connection closed (%s finished %.3f secs ago)", last, seconds);
    }

    void lineTooLong(byte[] soFar) {
        ArgumentParser parser = new ArgumentParser(soFar);
        String tag = parser.word();
        session.answer((ArgumentParser.isAtom(tag) ? tag : "*") + " BAD Error in IMAP command "
                + parser.word().toUpperCase(java.util.Locale.ROOT) + ": Too long argument (0.001 + 0.000 secs).");
    }

    // --- literals

    void literal(byte[] soFar, long size, boolean waits) {
        ArgumentParser parser = new ArgumentParser(soFar);
        String tag = parser.word();
        String name = parser.word().toUpperCase(java.util.Locale.ROOT);
        boolean message = name.equals("APPEND") && parser.position() < soFar.length;
        if (size > (message ? MESSAGE_LIMIT : LINE_LIMIT) || soFar.length + size > 2 * MESSAGE_LIMIT) {
            session.reject(
                    tag + " BAD Error in IMAP command " + name + ": Literal size too large (0.001 + 0.000 secs).");
            return;
        }
        if (!message) {
            session.accept(size, waits);
            return;
        }
        session.onLoop().then(() -> later(() -> work.objection(soFar, waits)), (objection, failure) -> {
            if (failure != null) {
                session.end("Internal error");
            } else if (objection.isEmpty()) {
                session.accept(size, waits);
            } else {
                String text = objection.get();
                String cut = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
                session.reject(tag + " " + cut + " (0.001 + 0.000 secs).");
            }
        });
    }

    // --- IDLE

    private void startIdling(Running running) {
        idling = running;
        session.onLoop().then(() -> later(() -> work.watch(this::stir)), (watching, failure) -> {
            if (failure == null) {
                if (idling == running) {
                    unwatch = watching;
                    stir();
                } else {
                    watching.run();
                }
            }
        });
        stillHere = session.transport()
                .channel()
                .eventLoop()
                .scheduleAtFixedRate(this::sayStillHere, STILL_HERE_MINUTES, STILL_HERE_MINUTES, TimeUnit.MINUTES);
    }

    private void sayStillHere() {
        if (idling != null) {
            session.say("* OK Still here");
            session.transport().flush();
        }
    }

    /** Something has changed; on any thread. */
    private void stir() {
        if (stirred.compareAndSet(false, true)) {
            executor.execute(() -> {
                stirred.set(false);
                byte[] news = work.idle();
                session.transport().channel().eventLoop().execute(() -> {
                    if (work.isLost()) {
                        lose();
                    } else if (!session.hasEnded() && news.length > 0) {
                        session.transport().sendNow(news);
                    }
                });
            });
        }
    }

    // --- NOTIFY

    private void watchForNews() {
        if (work.isNotifying() == watchesAll) {
            if (watchesAll) {
                notice();
            }
            return;
        }
        watchesAll = !watchesAll;
        unwatchAll.run();
        unwatchAll = () -> {};
        if (watchesAll) {
            session.onLoop().then(() -> later(() -> work.watchAll(this::notice)), (watching, failure) -> {
                if (failure == null) {
                    unwatchAll = watching;
                    if (session.hasEnded() || !watchesAll) {
                        watching.run();
                    }
                }
            });
        }
    }

    /** Something has changed somewhere; on any thread. */
    private void notice() {
        if (noticed.compareAndSet(false, true)) {
            executor.execute(() -> {
                noticed.set(false);
                byte[] news = work.news();
                session.transport().channel().eventLoop().execute(() -> {
                    if (work.isLost()) {
                        lose();
                    } else if (!session.hasEnded() && news.length > 0) {
                        session.transport().sendNow(news);
                    }
                });
            });
        }
    }

    private void stopIdling() {
        idling = null;
        unwatch.run();
        unwatch = () -> {};
        if (stillHere != null) {
            stillHere.cancel(false);
            stillHere = null;
        }
    }

    private void finishIdle(String line) {
        Running running = idling;
        stopIdling();
        boolean sound = line.equalsIgnoreCase("DONE");
        session.onLoop().<byte[]>then(() -> later(work::idle), (news, failure) -> {
            if (failure == null && news.length > 0) {
                session.transport().send(news);
            }
            session.answer(running.afterIdle(sound ? "OK Idle completed." : "BAD Expected DONE."));
        });
    }
}
