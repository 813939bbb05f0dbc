package postroom.labs.debian.dovecot.sieve.filter;

import java.util.Map;
import postroom.labs.debian.dovecot.auth.MailUser;
import postroom.labs.debian.dovecot.auth.Variables;
import postroom.labs.debian.dovecot.config.DovecotConfig;
import postroom.labs.debian.dovecot.storage.Quota;

/**
 * Where a user's scripts are: {@code plugin { sieve = file:~/sieve;active=~/.dovecot.sieve }}.
 *
 * @param storage the folder with all of them
 * @param active what leads to the one that is run: a symbolic link, or a file
 */
public record Location(String storage, String active) {
    private static final String DEFAULT = "file:~/sieve;active=~/.dovecot.sieve";

    /** A user's. */
    public static Location of(DovecotConfig config, MailUser user) {
        Map<String, String> settings = Quota.settings(config);
        String[] parts = settings.getOrDefault("sieve", DEFAULT).split(";");
        String path = path(parts[0], user);
        String active = "";
        for (String each : parts) {
            if (each.startsWith("active=")) {
                active = path(each.substring(7), user);
            }
        }
        boolean file = active.isEmpty() && path.endsWith(".sieve");
        if (file) { // a script alone; others go where they always go
            return new Location(path(settings.getOrDefault("sieve_dir", "~/sieve"), user), path);
        }
        return new Location(path, active.isEmpty() ? path("~/.dovecot.sieve", user) : active);
    }

    /** A path as settings have it, for a user. */
    static String path(String setting, MailUser user) {
        String text = Variables.expand(setting.replaceFirst("^file:", ""), user.name(), user.home())
                .replaceFirst(";.*", "")
                .replaceFirst("(?<=.)/$", "");
        return text.startsWith("/") ? text : user.home() + "/" + text.replaceFirst("^~/?", "");
    }
}
