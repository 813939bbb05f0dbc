package postroom.labs.debian.postfix.setup;

import java.util.Map;
import postroom.labs.host.Program;

/** The maintainer's scripts of package postfix, by the ids in its manifest. */
public final class PostfixSetup {
    /** All of them. */
    public static final Map<String, Program> PROGRAMS = Map.of(
            "postfix/config", new Wizard(),
            "postfix/postinst", new Postinst(),
            "postfix/prerm", new Prerm(),
            "postfix/postrm", new Postrm());

    private PostfixSetup() {}
}
