package postroom.labs.debian.dovecot.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.UsageException;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code doveadm(1)}: administers a running Dovecot. */
public final class Doveadm implements Program {
    /** {@code EX_USAGE} of sysexits.h. */
    static final int USAGE = 64;
    /** {@code EX_NOUSER}. */
    static final int NO_USER = 67;
    /** {@code EX_NOHOST}, which doveadm uses for what is not there. */
    static final int NOT_FOUND = 68;
    /** {@code EX_TEMPFAIL}. */
    static final int FAILED = 75;
    /** {@code EX_NOPERM}. */
    static final int REFUSED = 77;

    private static final int BAD_OPTION = 89;
    private static final Getopt OPTIONS = new Getopt("+Dvf:");
    private static final Map<String, DoveadmCommand> COMMANDS = new TreeMap<>(Map.ofEntries(
            Map.entry("stop", MasterCommands::stop),
            Map.entry("reload", MasterCommands::reload),
            Map.entry("config", MasterCommands::config),
            Map.entry("user", new UserCommand()),
            Map.entry("auth test", new AuthCommand(false)),
            Map.entry("auth login", new AuthCommand(true)),
            Map.entry("auth lookup", AuthCommand::lookUp),
            Map.entry("auth cache", AuthCommand::flush),
            Map.entry("pw", new PwCommand()),
            Map.entry("instance list", InstanceCommands::list),
            Map.entry("penalty", InstanceCommands::penalty),
            Map.entry("who", SessionCommands::who),
            Map.entry("kick", SessionCommands::kick),
            Map.entry("log find", LogCommands::find),
            Map.entry("log errors", LogCommands::errors),
            Map.entry("log test", LogCommands::test),
            Map.entry("log reopen", LogCommands::reopen)));

    static {
        COMMANDS.putAll(MailboxCommands.ALL);
        COMMANDS.putAll(MessageCommands.ALL);
        COMMANDS.putAll(QuotaCommands.ALL);
        COMMANDS.putAll(SieveCommands.ALL);
    }

    /** The commands that are groups, each with a page of its own. */
    private static final List<String> GROUPS = List.of(
            "auth",
            "log",
            "mailbox",
            "flags",
            "instance",
            "service",
            "process",
            "rebuild",
            "proxy",
            "replicator",
            "dict",
            "sis",
            "director",
            "fs",
            "oldstats",
            "stats",
            "quota");

    /** Commands that come with a plugin. */
    private static final List<String> PLUGINS = List.of("acl", "expire", "fts", "quota");

    @Override
    public int run(Process process) throws IOException {
        Getopt.Parsed call;
        try {
            call = OPTIONS.parse(process.argv());
        } catch (UsageException e) {
            process.err()
                    .println("doveadm: "
                            + e.getMessage()
                                    .replaceFirst("^[^:]*: ", "")
                                    .replaceFirst("unrecognized option '-.*", "invalid option -- '-'"));
            return BAD_OPTION;
        }
        Runtime runtime = new Runtime(process, call.value("f", ""));
        runtime.greetStatistics();
        List<String> words = call.operands();
        if (words.isEmpty() || words.get(0).equals("help") && words.size() == 1) {
            return usage(process, "doveadm");
        }
        if (words.get(0).equals("help")) {
            return process.exec(
                    "/usr/bin/man", List.of("man", "doveadm-" + String.join("-", words.subList(1, words.size()))));
        }
        String name = words.get(0);
        if (PLUGINS.contains(name) && !isLoaded(process, name)) {
            process.err()
                    .println("Fatal: Unknown command '" + name + "', but plugin " + name
                            + " exists. Try to set mail_plugins=" + name);
            return FAILED;
        }
        int taken = 1;
        if (isGroup(process, name)) {
            if (words.size() == 1) {
                return usage(process, "doveadm-" + name);
            }
            name += " " + words.get(1);
            taken = 2;
        }
        DoveadmCommand command = COMMANDS.get(name);
        if (command == null && name.startsWith("sieve ")) {
            return usage(process, "doveadm-sieve");
        }
        if (command == null) {
            return unknown(process, words);
        }
        List<String> arguments = words.subList(taken, words.size());
        try {
            return command.run(runtime, arguments);
        } catch (DoveadmCommand.BadCall bad) {
            return bad(process, name, bad);
        }
    }

    private static boolean isGroup(Process process, String name) {
        return GROUPS.contains(name) || name.equals("sieve") && SieveCommands.areInstalled(process);
    }

    /** Whether the lab has a plugin and the configuration loads it. */
    private static boolean isLoaded(Process process, String plugin) {
        try {
            String plugins = MailCommand.config(process).get("mail_plugins", "doveadm");
            return plugin.equals("quota")
                    && List.of(plugins.trim().split("\\s+")).contains(plugin);
        } catch (MailFatal e) {
            return false;
        }
    }

    private static int bad(Process process, String name, DoveadmCommand.BadCall bad) throws IOException {
        process.err().println(bad.getMessage() == null ? "doveadm " + name + " " + arguments(name) : bad.getMessage());
        return USAGE;
    }

    /** What the page of commands says about the arguments of one. */
    private static String arguments(String name) {
        String page = name.contains(" ") ? "doveadm-" + name.substring(0, name.indexOf(' ')) : "doveadm";
        String last = name.substring(name.indexOf(' ') + 1);
        return HelpText.of("dovecot-core/" + page)
                .lines()
                .filter(it -> it.startsWith("  " + last + " "))
                .findFirst()
                .map(it -> it.substring(2 + last.length()).strip())
                .orElse("");
    }

    private static int unknown(Process process, List<String> words) throws IOException {
        Optional<String> listed = HelpText.of("dovecot-core/doveadm")
                .lines()
                .filter(it -> it.startsWith("  " + words.get(0) + " "))
                .findFirst();
        if (GROUPS.contains(words.get(0)) && !listed(words)) {
            return usage(process, "doveadm-" + words.get(0));
        }
        if (listed.isEmpty()) {
            return usage(process, "doveadm");
        }
        if (words.size() == 1 && !GROUPS.contains(words.get(0))) {
            process.err().println("doveadm " + words.get(0) + " " + arguments(words.get(0)));
            return USAGE;
        }
        process.err().println("doveadm: the lab's doveadm has no " + words.get(0));
        return FAILED;
    }

    private static boolean listed(List<String> words) {
        return HelpText.of("dovecot-core/doveadm-" + words.get(0))
                .lines()
                .anyMatch(it -> Arrays.asList(it.strip().split(" ", 2)).get(0).equals(words.get(1)));
    }

    private static int usage(Process process, String page) throws IOException {
        process.err().print(HelpText.of("dovecot-core/" + page));
        process.err().flush();
        return USAGE;
    }
}
