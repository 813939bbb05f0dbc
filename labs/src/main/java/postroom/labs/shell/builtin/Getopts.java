package postroom.labs.shell.builtin;

import java.util.List;
import java.util.Optional;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;

/** {@code getopts}. */
final class Getopts implements Builtin {
    @Override
    public String name() {
        return "getopts";
    }

    @Override
    public String synopsis() {
        return "getopts optstring name [arg ...]";
    }

    @Override
    public int run(Shell shell, List<String> arguments) {
        Optional<OptionScan> options = OptionScan.read(shell, arguments, "", synopsis());
        if (options.isEmpty()) {
            return 2;
        }
        List<String> operands = options.get().operands(arguments);
        if (operands.size() < 2 && shell.isDash()) {
            shell.complain("getopts: Usage: getopts optstring var [arg...]");
            return 2;
        }
        if (operands.size() < 2) {
            return OptionScan.usage(shell, "getopts", synopsis());
        }
        String name = operands.get(1);
        if (!Names.isIdentifier(name)) {
            shell.complain("getopts: `" + name + "': not a valid identifier");
            return 1;
        }
        List<String> words = operands.size() > 2 ? operands.subList(2, operands.size()) : shell.positional();
        return next(shell, operands.get(0), name, words);
    }

    private static int next(Shell shell, String known, String name, List<String> words) {
        int index = number(shell.variables().get("OPTIND").orElse("1"));
        int offset = shell.optionOffset(index);
        boolean silent = known.startsWith(":");
        if (index > words.size()) {
            return end(shell, name, words.size() + 1);
        }
        String word = words.get(index - 1);
        if (offset == 0) {
            if (word.equals("--")) {
                return end(shell, name, index + 1);
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                return end(shell, name, index);
            }
            offset = 1;
        }
        char letter = offset < word.length() ? word.charAt(offset) : '-';
        int at = letter == ':' ? -1 : known.indexOf(letter);
        offset++;
        boolean takes = at >= 0 && at + 1 < known.length() && known.charAt(at + 1) == ':';
        if (takes) {
            String rest = word.substring(Math.min(offset, word.length()));
            index++;
            if (rest.isEmpty()) {
                if (index > words.size()) {
                    position(shell, index, 0);
                    return missing(shell, name, letter, silent);
                }
                rest = words.get(index - 1);
                index++;
            }
            position(shell, index, 0);
            shell.variables().set("OPTARG", rest);
            shell.variables().set(name, String.valueOf(letter));
            return 0;
        }
        boolean more = offset < word.length();
        position(shell, more ? index : index + 1, more ? offset : 0);
        if (at < 0) {
            shell.variables().set(name, "?");
            if (silent) {
                shell.variables().set("OPTARG", String.valueOf(letter));
            } else {
                shell.variables().unset("OPTARG");
                complain(shell, shell.isDash() ? "Illegal option -" + letter : "illegal option -- " + letter);
            }
            return 0;
        }
        shell.variables().unset("OPTARG");
        shell.variables().set(name, String.valueOf(letter));
        return 0;
    }

    private static int missing(Shell shell, String name, char letter, boolean silent) {
        if (silent) {
            shell.variables().set(name, ":");
            shell.variables().set("OPTARG", String.valueOf(letter));
        } else {
            shell.variables().set(name, "?");
            shell.variables().unset("OPTARG");
            complain(
                    shell,
                    shell.isDash() ? "No arg for -" + letter + " option" : "option requires an argument -- " + letter);
        }
        return 0;
    }

    private static void complain(Shell shell, String message) {
        if (!shell.variables().get("OPTERR").orElse("1").equals("0")) {
            shell.say(shell.isDash() ? message : shell.zero() + ": " + message);
        }
    }

    private static int end(Shell shell, String name, int index) {
        position(shell, index, 0);
        shell.variables().unset("OPTARG");
        shell.variables().set(name, "?");
        return 1;
    }

    private static void position(Shell shell, int index, int offset) {
        shell.variables().set("OPTIND", Integer.toString(index));
        shell.optionOffset(index, offset);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,7}") ? Math.max(1, Integer.parseInt(text)) : 1;
    }
}
