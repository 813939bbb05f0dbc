package postroom.server.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import postroom.server.imap.syntax.Argument;
import postroom.server.imap.syntax.ArgumentParser;
import postroom.server.imap.syntax.BadCommand;
import postroom.server.imap.user.Capabilities;

/** What is said until somebody has logged in, as Dovecot's imap-login says it. */
final class LoginDialogue {
    /** Bytes that the lines and literals of a command may have. */
    static final int LINE_LIMIT = 8192;

    private static final int BAD_LIMIT = 3;
    private static final String BAD = "BAD Error in IMAP command received by server.";

    private final ImapSession session;
    private final ImapPolicy policy;
    private String mechanism;
    private String tag = "";
    private String saslUser;
    private boolean asked;
    private int bad;

    LoginDialogue(ImapSession session, ImapPolicy policy) {
        this.session = session;
        this.policy = policy;
    }

    void greet() {
        withCapabilities(it -> session.answer("* OK [CAPABILITY " + it + "] " + policy.greeting()));
    }

    private void withCapabilities(java.util.function.Consumer<String> then) {
        boolean encrypted = session.isEncrypted();
        boolean startTls = !encrypted && policy.offersTls();
        then.accept(Capabilities.before(startTls, policy.allowsPlaintext(encrypted) ? policy.mechanisms() : ""));
    }

    void literal(byte[] soFar, long size, boolean waits) {
        if (soFar.length + size > LINE_LIMIT) {
            session.say("* BYE Literal size too large");
            session.end("Literal size too large");
        } else {
            session.accept(size, waits);
        }
    }

    void command(byte[] bytes) {
        if (mechanism != null) {
            saslAnswer(new String(bytes, ISO_8859_1));
            return;
        }
        ArgumentParser parser = new ArgumentParser(bytes);
        String given = parser.word();
        tag = ArgumentParser.isAtom(given) ? given : "*";
        String name = parser.word().toUpperCase(Locale.ROOT);
        try {
            List<Argument> arguments = parser.arguments();
            if (!run(name, arguments)) {
                bad();
            }
        } catch (BadCommand e) {
            bad();
        }
    }

    private boolean run(String name, List<Argument> arguments) {
        switch (name) {
            case "CAPABILITY" ->
                withCapabilities(it -> {
                    asked = true;
                    session.say("* CAPABILITY " + it);
                    ok("Pre-login capabilities listed, post-login capabilities have more.");
                });
            case "NOOP" -> ok("NOOP completed.");
            case "ID" -> {
                session.say("* ID (\"name\" \"Dovecot\")");
                ok("ID completed.");
            }
            case "LOGOUT" -> {
                session.say("* BYE Logging out");
                session.say(tag + " OK Logout completed.");
                session.end("Aborted login by logging out");
            }
            case "STARTTLS" -> startTls();
            case "LOGIN" -> {
                return login(arguments);
            }
            case "AUTHENTICATE" -> {
                return authenticate(arguments);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void ok(String text) {
        bad = 0;
        session.answer(tag + " OK " + text);
    }

    private void bad() {
        bad++;
        if (bad >= BAD_LIMIT) {
            session.say("* BYE Too many invalid IMAP commands.");
            session.end("Too many invalid commands");
        } else {
            session.answer(tag + " " + BAD);
        }
    }

    private void startTls() {
        if (session.isEncrypted()) {
            session.answer(tag + " BAD TLS is already active.");
            return;
        }
        if (!policy.offersTls()) {
            session.answer(tag + " BAD TLS support isn't enabled.");
            return;
        }
        session.say(tag + " OK Begin TLS negotiation now.");
        session.onLoop().then(policy::tls, (context, failure) -> {
            if (failure != null || context.isEmpty()) {
                session.say("* BYE [UNAVAILABLE] TLS initialization failed.");
                session.end("TLS initialization failed.");
                return;
            }
            session.encrypt(context.get(), session::proceed);
        });
    }

    private boolean mayUsePlaintext() {
        if (policy.allowsPlaintext(session.isEncrypted())) {
            return true;
        }
        session.say("* BAD [ALERT] Plaintext authentication not allowed without SSL/TLS, but your client did it anyway."
                + " If anyone was listening, the password was exposed.");
        session.answer(
                tag + " NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.");
        return false;
    }

    private boolean login(List<Argument> arguments) {
        if (arguments.size() != 2
                || arguments.get(0).astring() == null
                || arguments.get(1).astring() == null) {
            return false;
        }
        if (mayUsePlaintext()) {
            logIn(utf8(arguments.get(0).astring()), utf8(arguments.get(1).astring()), "PLAIN");
        }
        return true;
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }

    private void logIn(String name, String password, String how) {
        session.onLoop().then(() -> policy.login(name, password, how, session.isEncrypted()), (login, failure) -> {
            if (session.hasEnded()) {
                return;
            }
            if (failure != null) {
                session.answer(tag + " NO [UNAVAILABLE] Temporary authentication failure.");
            } else if (login.user().isEmpty()) {
                session.say(tag + " NO " + login.refusal());
                if (login.ends() || session.inputHasEnded()) {
                    session.end("Connection closed");
                }
                session.proceed();
            } else {
                session.enter(login.user().get());
                String capabilities = Capabilities.after(login.user().get().store());
                if (asked) {
                    session.say("* CAPABILITY " + capabilities);
                    session.answer(tag + " OK Logged in");
                } else {
                    session.answer(tag + " OK [CAPABILITY " + capabilities + "] Logged in");
                }
            }
        });
    }

    // --- SASL

    private boolean authenticate(List<Argument> arguments) {
        if (arguments.isEmpty() || arguments.get(0).atom() == null || arguments.size() > 2) {
            return false;
        }
        String name = arguments.get(0).atom().toUpperCase(Locale.ROOT);
        boolean offered = (" " + policy.mechanisms() + " ").contains(" " + name + " ");
        if (!offered || !name.equals("PLAIN") && !name.equals("LOGIN")) {
            policy.attempted();
            session.answer(tag + " NO [ALERT] Unsupported authentication mechanism.");
            return true;
        }
        if (!mayUsePlaintext()) {
            return true;
        }
        mechanism = name;
        session.wire().secretLines(true);
        if (arguments.size() == 2) {
            String initial = arguments.get(1).astring();
            saslAnswer(initial == null || initial.equals("=") ? "" : initial);
        } else {
            session.answer(name.equals("PLAIN") ? "+ " : "+ VXNlcm5hbWU6");
        }
        return true;
    }

    private void saslAnswer(String line) {
        if (line.equals("*")) {
            endSasl();
            policy.attempted();
            session.answer(tag + " BAD Authentication aborted by client.");
            return;
        }
        String text;
        try {
            text = new String(Base64.getDecoder().decode(line), UTF_8);
        } catch (IllegalArgumentException e) {
            endSasl();
            policy.attempted();
            session.answer(tag + " NO [ALERT] Invalid base64 in response");
            return;
        }
        if (mechanism.equals("LOGIN") && saslUser == null) {
            saslUser = text;
            session.answer("+ UGFzc3dvcmQ6");
            return;
        }
        String name = saslUser;
        String password = text;
        String how = mechanism;
        if (mechanism.equals("PLAIN")) {
            String[] part = text.split("\0", -1);
            name = part.length == 3 ? part[1] : "";
            password = part.length == 3 ? part[2] : "";
        }
        endSasl();
        logIn(name, password, how);
    }

    private void endSasl() {
        mechanism = null;
        saslUser = null;
        session.wire().secretLines(false);
    }
}
