package postroom.labs.debian.openssl;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Command;
import postroom.labs.debian.openssl.app.Given;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.command.CommandTable;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/**
 * {@code openssl(1)}: one program with a command for each of its uses. The libraries behind it are loaded when the first
 * command needs them.
 */
public final class Openssl implements Program {
    /** By id. */
    public static final Map<String, Program> PROGRAMS =
            Map.of("openssl/openssl", new Openssl(), "openssl/c_rehash", new CRehash());

    private static final Pattern HELP = Pattern.compile("--?(help|h)");

    @Override
    public int run(Process process) throws IOException {
        List<String> words = process.argv().subList(1, process.argv().size());
        if (words.isEmpty() || HELP.matcher(words.get(0)).matches()) {
            return command(process, "help", List.of());
        }
        return command(process, words.get(0), words.subList(1, words.size()));
    }

    private static int command(Process process, String name, List<String> rest) throws IOException {
        if (name.equals("help")) {
            return help(process, rest);
        }
        boolean digest = CommandTable.isDigest(name);
        String table = digest ? "dgst" : CommandTable.isCipher(name) ? "enc" : name;
        Optional<Command> command = CommandTable.find(table);
        if (command.isPresent()) {
            return run(command.get(), new App(process, name, table, rest));
        }
        if (HelpText.find("openssl/" + name).isPresent() && !name.equals("commands")) {
            return run(
                    app -> {
                        app.given();
                        throw app.fail("openssl: the command " + app.name() + " is not in this lab");
                    },
                    new App(process, name, name, rest));
        }
        if (name.startsWith("no-")) {
            String other = name.substring(3);
            boolean there = CommandTable.find(other).isPresent() || CommandTable.isDigest(other);
            process.out().println(there ? other : name);
            return there ? 1 : 0;
        }
        process.err().println("Invalid command '" + name + "'; type \"help\" for a list.");
        return 1;
    }

    private static int run(Command command, App app) throws IOException {
        try {
            return command.run(app);
        } catch (Quit quit) {
            return quit.status();
        }
    }

    private static int help(Process process, List<String> rest) throws IOException {
        return run(
                app -> {
                    Given given = app.given();
                    if (given.rest().size() == 1) {
                        return command(process, given.rest().get(0), List.of("--help"));
                    }
                    if (given.rest().size() > 1) {
                        app.say("Usage: help");
                        return 1;
                    }
                    app.err().print(HelpText.of("openssl/commands"));
                    return 0;
                },
                new App(process, "help", "help", rest));
    }
}
