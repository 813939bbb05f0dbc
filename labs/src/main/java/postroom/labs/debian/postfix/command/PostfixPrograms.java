package postroom.labs.debian.postfix.command;

import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package postfix, by the ids that executable files carry. */
public final class PostfixPrograms {
    /** All of them. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "postfix/postfix", new PostfixCommand(),
            "postfix/postconf", new PostconfCommand(),
            "postfix/postqueue", new PostqueueCommand(),
            "postfix/postsuper", new PostsuperCommand(),
            "postfix/postcat", new PostcatCommand(),
            "postfix/postmap", new PostmapCommand(),
            "postfix/postalias", new PostaliasCommand(),
            "postfix/postlog", new PostlogCommand(),
            "postfix/postdrop", new PostdropCommand(),
            "postfix/sendmail", new SendmailCommand());

    private PostfixPrograms() {}
}
