package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import postroom.labs.debian.gnu.Running;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.MainCf;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code postmulti(1)}, on a host that has one instance, the primary one, which has no name. */
final class PostmultiCommand implements Program {
    private static final Fatal USAGE = new Fatal("Usage:postmulti -l [-v] [-a] [-g group] [-i instance] | postmulti -p"
            + " [-v] [-a] [-g group] [-i instance] command... | postmulti -x [-v] [-a] [-i name] [-g group] command... |"
            + " postmulti -e action [-v] [-a] [-i name] [-g group] [-I name] [-G group] [param=value ...]");
    private static final List<String> ACTIONS =
            List.of("create", "destroy", "import", "deport", "enable", "disable", "assign", "init");

    @Override
    public int run(Process process) throws IOException {
        Tool tool = new Tool(process, "postmulti", "postfix/postmulti", true);
        return tool.run(it -> run(process, it));
    }

    private static int run(Process process, Tool tool) throws IOException {
        Set<Character> flags = new TreeSet<>();
        List<String> command = new ArrayList<>();
        String instance = "";
        String group = "";
        String action = "";
        for (Tool.Option option : tool.ownOptions(process.arguments(), "ae:g:i:G:I:lpRvx", USAGE)) {
            switch (option.letter()) {
                case 0 -> command.add(option.value());
                case 'e' -> {
                    action = option.value();
                    flags.add('e');
                }
                case 'g' -> group = option.value();
                case 'i' -> instance = option.value();
                default -> flags.add(option.letter());
            }
        }
        check(flags, action, command);
        Parameters parameters = tool.parameters();
        boolean matches =
                group.isEmpty() && (instance.isEmpty() || instance.equals("-") || instance.equals(tool.directory()));
        if (flags.contains('l')) {
            if (matches) {
                tool.print(String.format("%-15s %-15s %-9s %s", "-", "-", "y", tool.directory()));
            }
            return 0;
        }
        if (flags.contains('e')) {
            return edit(process, parameters, tool, action);
        }
        if (!matches) {
            throw new Fatal("No matching instances");
        }
        List<String> argv = new ArrayList<>(command);
        if (flags.contains('p')) {
            argv.add(0, "postfix");
        }
        process.environment().put("MAIL_LOGTAG", "postfix");
        process.environment().put("MAIL_CONFIG", tool.directory());
        if (flags.contains('p')) {
            return process.exec(parameters.get("command_directory") + "/postfix", argv);
        }
        try {
            return process.exec(Running.find(process, argv.get(0)), argv);
        } catch (ErrnoException e) {
            throw new Fatal("execvp " + argv.get(0) + ": " + e.getMessage());
        }
    }

    private static void check(Set<Character> flags, String action, List<String> command) {
        if (flags.stream().filter(each -> "elpx".indexOf(each) >= 0).count() != 1) {
            throw new Fatal("Specify exactly one of '-e', '-l', '-p', '-x'");
        }
        if (!flags.contains('e') && (flags.contains('I') || flags.contains('G'))) {
            throw new Fatal("Cannot assign instance name or group without '-e assign'");
        }
        if (flags.contains('e') && !ACTIONS.contains(action)) {
            throw new Fatal(
                    "Invalid '-e' edit action '" + action + "'. Specify 'create', 'destroy', 'import', 'deport',"
                            + " 'enable', 'disable', 'assign' or 'init'");
        }
        if (flags.contains('l') && !command.isEmpty()) {
            throw new Fatal("Command not allowed with '-l'");
        }
        if ((flags.contains('p') || flags.contains('x')) && command.isEmpty()) {
            throw new Fatal("Command required with '-p' or '-x' option");
        }
    }

    private static int edit(Process process, Parameters parameters, Tool tool, String action) throws IOException {
        MainCf main = tool.main();
        if (action.equals("init")) {
            new MainCfEditor(process, tool.directory())
                    .set(List.of(
                            "multi_instance_wrapper=${command_directory}/postmulti -p --",
                            "multi_instance_enable=yes"));
            return 0;
        }
        Tool script = new Tool(process, "postfix/postmulti-script", "postfix/postmulti-script", true);
        String fault = main.raw("multi_instance_wrapper").orElse("").isEmpty()
                ? "multi_instance_wrapper is empty, run 'postmulti -e init' first."
                : "this host keeps one instance of Postfix, " + parameters.get("config_directory");
        return script.run(it -> {
            throw new Fatal(fault);
        });
    }
}
