package postroom.labs.debian.login;

import java.util.Map;
import postroom.labs.host.Program;

/** Programs of several Debian packages that tell who somebody is, or make him somebody else. */
public final class LoginPackages {
    /** By the ids in the packages' manifests. */
    public static final Map<String, Program> PROGRAMS = Map.ofEntries(
            Map.entry("coreutils/id", new Id()),
            Map.entry("coreutils/groups", new Groups()),
            Map.entry("coreutils/logname", new Logname()),
            Map.entry("coreutils/users", new Users()),
            Map.entry("coreutils/who", new Who()),
            Map.entry("coreutils/whoami", new Whoami()),
            Map.entry("libc-bin/getent", new Getent()),
            Map.entry("login/lastlog", new Lastlog()),
            Map.entry("login/newgrp", new Newgrp()),
            Map.entry("login/nologin", new Nologin()),
            Map.entry("procps/w", new W()),
            Map.entry("util-linux/last", new Last()),
            Map.entry("util-linux/runuser", new Su(true)),
            Map.entry("util-linux/su", new Su(false)));

    private LoginPackages() {}
}
