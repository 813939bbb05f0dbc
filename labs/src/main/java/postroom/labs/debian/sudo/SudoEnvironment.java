package postroom.labs.debian.sudo;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import postroom.labs.host.Accounts;

/**
 * The environment of a command that sudo runs: "Command environment" in {@code sudoers(5)}.
 *
 * <p>By default ({@code env_reset}) only harmless variables go through, the others describe the target user.
 */
final class SudoEnvironment {
    private static final Set<String> CHECKED = Set.of("COLORTERM", "LANG", "LANGUAGE", "LINGUAS", "TERM", "TZ");
    private static final Set<String> KEPT = Set.of(
            "COLORS",
            "DISPLAY",
            "HOSTNAME",
            "KRB5CCNAME",
            "LS_COLORS",
            "PATH",
            "PS1",
            "PS2",
            "XAUTHORITY",
            "XAUTHORIZATION",
            "XDG_CURRENT_DESKTOP");
    private static final Set<String> DANGEROUS = Set.of(
            "IFS",
            "CDPATH",
            "LOCALDOMAIN",
            "RES_OPTIONS",
            "HOSTALIASES",
            "NLSPATH",
            "PATH_LOCALE",
            "TERMINFO",
            "TERMINFO_DIRS",
            "TERMPATH",
            "TERMCAP",
            "ENV",
            "BASH_ENV",
            "PS4",
            "GLOBIGNORE",
            "BASHOPTS",
            "SHELLOPTS");

    private final Map<String, String> result = new LinkedHashMap<>();

    private SudoEnvironment() {}

    /**
     * Puts an environment together.
     *
     * @param from the invoker's
     * @param path {@code secure_path}, or empty to keep the invoker's
     * @param shell the shell that {@code $SHELL} names
     */
    static Map<String, String> of(
            SudoOptions options,
            Sudoers sudoers,
            Map<String, String> from,
            Accounts.User invoker,
            Accounts.User target,
            String shell,
            String command) {
        SudoEnvironment made = new SudoEnvironment();
        String path = sudoers.value("secure_path", "");
        boolean preserve = options.has("E") && options.value("E", null) == null || !sudoers.flag("env_reset", true);
        if (preserve && !options.has("i")) {
            made.preserve(from, path, target, options);
        } else {
            made.reset(options, sudoers, from, path);
            made.describe(target, shell);
        }
        made.result.put("SUDO_COMMAND", command);
        made.result.put("SUDO_USER", invoker.name());
        made.result.put("SUDO_UID", Integer.toString(invoker.uid()));
        made.result.put("SUDO_GID", Integer.toString(invoker.gid()));
        made.result.putAll(options.assignments());
        return made.result;
    }

    private void preserve(Map<String, String> from, String path, Accounts.User target, SudoOptions options) {
        from.forEach((name, value) -> {
            if (!DANGEROUS.contains(name) && !name.startsWith("LD_") && !value.startsWith("()")) {
                result.put(name, value);
            }
        });
        if (!path.isEmpty()) {
            result.put("PATH", path);
        }
        result.put("LOGNAME", target.name());
        result.put("USER", target.name());
        if (options.has("H")) {
            result.put("HOME", target.home());
        }
        if (result.containsKey("_")) {
            result.put("_", "/usr/bin/sudo");
        }
    }

    private void reset(SudoOptions options, Sudoers sudoers, Map<String, String> from, String path) {
        String kept = sudoers.value("env_keep", "") + " "
                + Objects.requireNonNullElse(options.value("E", ""), "").replace(',', ' ');
        Set<String> listed = new HashSet<>(Arrays.asList(kept.strip().split("\\s+")));
        from.forEach((name, value) -> {
            boolean checked = (CHECKED.contains(name) || name.startsWith("LC_")) && isHarmless(value);
            boolean login = options.has("i");
            if (checked || (KEPT.contains(name) && (!login || name.equals("PATH"))) || listed.contains(name)) {
                result.put(name, name.equals("PATH") && !path.isEmpty() ? path : value);
            }
        });
        if (!path.isEmpty()) {
            result.putIfAbsent("PATH", path);
        }
    }

    private static boolean isHarmless(String value) {
        return value.indexOf('%') < 0 && value.indexOf('/') < 0;
    }

    private void describe(Accounts.User target, String shell) {
        result.put("MAIL", "/var/mail/" + target.name());
        result.put("LOGNAME", target.name());
        result.put("USER", target.name());
        result.put("HOME", target.home());
        result.put("SHELL", shell);
    }
}
