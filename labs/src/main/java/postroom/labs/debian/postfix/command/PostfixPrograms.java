package postroom.labs.debian.postfix.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.host.Program;

/** The programs of package postfix, by the ids that executable files carry. */
public final class PostfixPrograms {
    private static final List<String> DAEMONS = List.of(
            "anvil",
            "bounce",
            "cleanup",
            "discard",
            "dnsblog",
            "error",
            "flush",
            "fsstone",
            "lmtp",
            "local",
            "master",
            "nqmgr",
            "oqmgr",
            "pickup",
            "pipe",
            "post-install",
            "postfix-script",
            "postfix-tls-script",
            "postfix-wrapper",
            "postlogd",
            "postmulti-script",
            "postscreen",
            "proxymap",
            "qmgr",
            "qmqpd",
            "scache",
            "showq",
            "smtp",
            "smtpd",
            "spawn",
            "tlsmgr",
            "tlsproxy",
            "trivial-rewrite",
            "verify",
            "virtual");

    /** All of them. */
    public static final Map<String, Program> PROGRAMS = programs();

    private PostfixPrograms() {}

    private static Map<String, Program> programs() {
        Map<String, Program> all = new HashMap<>();
        all.put("postfix/configure-instance.sh", new ConfigureInstance());
        all.put("postfix/postfix", new PostfixCommand());
        all.put("postfix/postconf", new PostconfCommand());
        all.put("postfix/postqueue", new PostqueueCommand());
        all.put("postfix/posttls-finger", new PosttlsFingerCommand());
        all.put("postfix/postkick", new PostkickCommand());
        all.put("postfix/postlock", new PostlockCommand());
        all.put("postfix/postmulti", new PostmultiCommand());
        all.put("postfix/qshape", new QshapeCommand());
        all.put("postfix/postsuper", new PostsuperCommand());
        all.put("postfix/postcat", new PostcatCommand());
        all.put("postfix/postmap", new PostmapCommand());
        all.put("postfix/postalias", new PostaliasCommand());
        all.put("postfix/postlog", new PostlogCommand());
        all.put("postfix/postdrop", new PostdropCommand());
        all.put("postfix/sendmail", new SendmailCommand());
        Program daemon = new DaemonCommand();
        DAEMONS.forEach(name -> all.put("postfix/" + name, daemon));
        return Map.copyOf(all);
    }
}
