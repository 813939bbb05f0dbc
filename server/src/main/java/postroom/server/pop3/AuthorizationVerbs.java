package postroom.server.pop3;

import java.util.List;

/** The commands before somebody has logged in. */
final class AuthorizationVerbs {
    /** Stands for all that is no command. */
    static final Pop3Verb NOTHING = Pop3Verb.of(Pop3Verb.before("NOTHING"), (it, argument) -> it.unknown(argument));

    static final List<Pop3Verb> ALL = List.of(
            NOTHING,
            Pop3Verb.of(Pop3Verb.before("CAPA"), (it, argument) -> it.capabilities()),
            Pop3Verb.of(Pop3Verb.before("USER"), AuthorizationVerbs::user),
            Pop3Verb.of(Pop3Verb.before("PASS"), AuthorizationVerbs::pass),
            Pop3Verb.of(Pop3Verb.before("AUTH"), AuthorizationVerbs::auth),
            Pop3Verb.of(Pop3Verb.before("STLS"), (it, argument) -> it.startTls()),
            Pop3Verb.of(Pop3Verb.before("QUIT"), AuthorizationVerbs::quit));

    private AuthorizationVerbs() {}

    private static void user(Pop3Session session, String name) {
        if (session.mayUsePlaintext()) {
            session.user(name);
            session.answer("+OK");
        }
    }

    private static void pass(Pop3Session session, String password) {
        if (session.user() == null) {
            session.answer("-ERR No username given.");
        } else {
            session.logIn(session.user(), password, "PLAIN");
        }
    }

    private static void auth(Pop3Session session, String argument) {
        if (argument.isBlank()) {
            session.say("+OK");
            for (String each : session.policy().mechanisms().split(" ")) {
                session.say(each);
            }
            session.answer(".");
            return;
        }
        String[] word = argument.trim().split("\\s+", 2);
        if (session.mayUsePlaintext()) {
            session.authenticate(word[0], word.length > 1 ? word[1] : null);
        }
    }

    private static void quit(Pop3Session session, String argument) {
        session.say("+OK Logging out");
        session.end("Aborted login by logging out");
    }
}
