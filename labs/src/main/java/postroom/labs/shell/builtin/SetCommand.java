package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Options;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.syntax.Printer;

/** {@code set}: options and positional parameters. */
final class SetCommand implements Builtin {
    private static final Set<String> BASH_ONLY = Set.of(
            "braceexpand",
            "errtrace",
            "functrace",
            "hashall",
            "histexpand",
            "history",
            "interactive-comments",
            "keyword",
            "onecmd",
            "physical",
            "pipefail",
            "posix");

    private static final List<String> DASH = List.of(
            "errexit",
            "noglob",
            "ignoreeof",
            "interactive",
            "monitor",
            "noexec",
            "stdin",
            "xtrace",
            "verbose",
            "vi",
            "emacs",
            "noclobber",
            "allexport",
            "notify",
            "nounset",
            "privileged",
            "nolog",
            "debug");

    @Override
    public String name() {
        return "set";
    }

    @Override
    public String synopsis() {
        return "set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]";
    }

    @Override
    public boolean special() {
        return true;
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        if (arguments.size() == 1) {
            return list(shell);
        }
        int at = 1;
        while (at < arguments.size()) {
            String argument = arguments.get(at);
            if (argument.equals("--") || argument.equals("-")) {
                if (argument.equals("-")) {
                    shell.options().set("xtrace", false);
                    shell.options().set("verbose", false);
                }
                if (argument.equals("--") || at + 1 < arguments.size()) {
                    shell.positional(arguments.subList(at + 1, arguments.size()));
                }
                return 0;
            }
            if (argument.length() < 2 || argument.charAt(0) != '-' && argument.charAt(0) != '+') {
                break;
            }
            at++;
            boolean on = argument.charAt(0) == '-';
            for (char letter : argument.substring(1).toCharArray()) {
                if (letter == 'o') {
                    Optional<String> name = at < arguments.size() ? Optional.of(arguments.get(at)) : Optional.empty();
                    if (name.isEmpty()) {
                        return listOptions(shell, on);
                    }
                    at++;
                    if (!setNamed(shell, name.get(), on)) {
                        return 2;
                    }
                } else if (!setLetter(shell, argument.charAt(0), letter)) {
                    return 2;
                }
            }
        }
        if (at < arguments.size()) {
            shell.positional(arguments.subList(at, arguments.size()));
        }
        return 0;
    }

    private boolean setLetter(Shell shell, char sign, char letter) {
        Optional<String> option = Options.named(letter);
        if (option.isEmpty()) {
            shell.complain("set: " + sign + letter + ": invalid option");
            OptionScan.usage(shell, "set", synopsis());
            return false;
        }
        shell.options().set(option.get(), sign == '-');
        return true;
    }

    static boolean setNamed(Shell shell, String name, boolean on) {
        if (!Options.setNames().contains(name) || shell.isDash() && BASH_ONLY.contains(name)) {
            shell.complain("set: " + name + ": invalid option name");
            return false;
        }
        shell.options().set(name, on);
        if (on && name.equals("vi")) {
            shell.options().set("emacs", false);
        } else if (on && name.equals("emacs")) {
            shell.options().set("vi", false);
        }
        return true;
    }

    private static int listOptions(Shell shell, boolean readable) throws IOException {
        if (shell.isDash()) {
            return listDashOptions(shell, readable);
        }
        for (String name : Options.setNames()) {
            boolean on = shell.options().is(name);
            shell.out(
                    readable
                            ? String.format("%-15s\t%s%n", name, on ? "on" : "off")
                            : "set " + (on ? "-" : "+") + "o " + name + "\n");
        }
        return 0;
    }

    private static int listDashOptions(Shell shell, boolean readable) throws IOException {
        shell.out(readable ? "Current option settings\n" : "");
        for (String name : DASH) {
            boolean on = name.equals("interactive")
                    ? shell.interactive()
                    : name.equals("stdin")
                            ? shell.mode().readsInput()
                            : shell.options().is(name);
            shell.out(
                    readable
                            ? String.format("%-16s%s%n", name, on ? "on" : "off")
                            : "set " + (on ? "-" : "+") + "o " + name + "\n");
        }
        return 0;
    }

    private static int list(Shell shell) throws IOException {
        for (String name : shell.variables().names()) {
            Optional<String> line =
                    shell.variables().findDirect(name).flatMap(it -> SetListing.line(name, it, shell.isDash()));
            if (line.isPresent()) {
                shell.out(line.get());
            }
        }
        if (shell.isDash()) {
            return 0;
        }
        for (var function : shell.functions().values()) {
            shell.out(Printer.function(function));
        }
        return 0;
    }
}
