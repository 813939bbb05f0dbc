package postroom.labs.shell.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.expand.Quoting;
import postroom.labs.shell.run.Assignments;
import postroom.labs.shell.run.Builtin;
import postroom.labs.shell.run.Shell;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.state.Variable.Attribute;
import postroom.labs.shell.state.Variables;
import postroom.labs.shell.syntax.Assignment;
import postroom.labs.shell.syntax.Command;
import postroom.labs.shell.syntax.Printer;

/** {@code declare}, {@code typeset} and {@code local}. */
record Declare(String name) implements Builtin {
    private static final String LETTERS = "aAfFgiIlnrtuxp";

    @Override
    public String synopsis() {
        return name.equals("local")
                ? "local [option] name[=value] ..."
                : name + " [-aAfFgiIlnrtux] [name[=value] ...] or " + name + " -p [-aAfFilnrtux] [name ...]";
    }

    /** What the options ask for. */
    private record Wanted(String on, String off) {
        boolean has(char letter) {
            return on.indexOf(letter) >= 0;
        }
    }

    @Override
    public int run(Shell shell, List<String> arguments) throws IOException {
        if (name.equals("local") && !shell.calls().inFunction()) {
            shell.complain("local: can only be used in a function");
            return 1;
        }
        StringBuilder on = new StringBuilder();
        StringBuilder off = new StringBuilder();
        int at = 1;
        while (at < arguments.size()
                && arguments.get(at).matches("[-+].+")
                && !arguments.get(at).equals("--")) {
            String argument = arguments.get(at++);
            for (char letter : argument.substring(1).toCharArray()) {
                if (LETTERS.indexOf(letter) < 0) {
                    shell.complain(name + ": " + argument.charAt(0) + letter + ": invalid option");
                    return OptionScan.usage(shell, name, synopsis());
                }
                (argument.charAt(0) == '-' ? on : off).append(letter);
            }
        }
        if (at < arguments.size() && arguments.get(at).equals("--")) {
            at++;
        }
        Wanted wanted = new Wanted(on.toString(), off.toString());
        List<String> operands = arguments.subList(at, arguments.size());
        if (wanted.has('f') || wanted.has('F')) {
            return functions(shell, wanted, operands);
        }
        if (operands.isEmpty()) {
            return list(shell, wanted);
        }
        if (wanted.has('p')) {
            return print(shell, operands);
        }
        int status = 0;
        for (String operand : operands) {
            status = Math.max(status, declare(shell, wanted, operand));
        }
        return status;
    }

    private int functions(Shell shell, Wanted wanted, List<String> operands) throws IOException {
        int status = 0;
        List<String> names =
                operands.isEmpty() ? new ArrayList<>(shell.functions().keySet()) : operands;
        for (String each : names) {
            Command.Function function = shell.functions().get(each);
            if (function == null) {
                status = 1;
            } else if (wanted.has('F')) {
                shell.out(operands.isEmpty() ? "declare -f " + each + "\n" : each + "\n");
            } else {
                shell.out(Printer.function(function));
            }
        }
        return status;
    }

    private int list(Shell shell, Wanted wanted) throws IOException {
        boolean local = name.equals("local");
        Iterable<String> names =
                local ? shell.variables().localNames() : shell.variables().names();
        boolean plain = wanted.on().isEmpty() && !local;
        for (String each : names) {
            Optional<Variable> variable = shell.variables().findDirect(each);
            if (variable.isEmpty() || !fits(variable.get(), wanted)) {
                continue;
            }
            if (plain || local && wanted.on().isEmpty()) {
                SetListing.line(each, variable.get(), false).ifPresent(line -> write(shell, line));
            } else {
                shell.out(Quoting.declaration(each, variable.get()) + "\n");
            }
        }
        return 0;
    }

    private static void write(Shell shell, String line) {
        try {
            shell.out(line);
        } catch (IOException e) {
            throw new ShellError(e.getMessage(), ShellError.Severity.COMMAND);
        }
    }

    private static boolean fits(Variable variable, Wanted wanted) {
        for (char letter : wanted.on().toCharArray()) {
            boolean has =
                    letter == 'p' || letter == 'g' || Quoting.letters(variable).indexOf(letter) >= 0;
            if (!has) {
                return false;
            }
        }
        return true;
    }

    private int print(Shell shell, List<String> operands) throws IOException {
        int status = 0;
        for (String operand : operands) {
            Optional<Variable> variable = shell.variables().findDirect(operand);
            if (variable.isEmpty()) {
                shell.complain(name + ": " + operand + ": not found");
                status = 1;
            } else {
                shell.out(Quoting.declaration(operand, variable.get()) + "\n");
            }
        }
        return status;
    }

    private int declare(Shell shell, Wanted wanted, String operand) {
        Optional<Assignment> literal = shell.interpreter().arrayLiterals().stream()
                .filter(a -> a.source().equals(operand))
                .findFirst();
        int equals = operand.indexOf('=');
        boolean append = literal.map(Assignment::append).orElse(equals > 0 && operand.charAt(equals - 1) == '+');
        String target = literal.map(Assignment::name)
                .orElse(equals < 0 ? operand : operand.substring(0, append ? equals - 1 : equals));
        Optional<String> value =
                literal.isPresent() || equals < 0 ? Optional.empty() : Optional.of(operand.substring(equals + 1));
        String subscript = null;
        int bracket = target.indexOf('[');
        if (bracket > 0 && target.endsWith("]")) {
            subscript = target.substring(bracket + 1, target.length() - 1);
            target = target.substring(0, bracket);
        }
        if (name.equals("local") && operand.equals("-")) {
            return 0;
        }
        if (!Names.isIdentifier(target)) {
            shell.complain(name + ": `" + operand + "': not a valid identifier");
            return 1;
        }
        try {
            Variable variable = variable(shell, wanted, target);
            return apply(shell, wanted, target, variable, new Given(literal, value, subscript, append));
        } catch (ShellError e) {
            shell.complain((e.getMessage().endsWith("readonly variable") ? "" : name + ": ") + e.getMessage());
            return 1;
        }
    }

    /** What stands behind the equals sign. */
    private record Given(Optional<Assignment> literal, Optional<String> value, String subscript, boolean append) {
        boolean assigns() {
            return literal.isPresent() || value.isPresent();
        }
    }

    private static Variable variable(Shell shell, Wanted wanted, String target) {
        boolean local = shell.calls().inFunction() && !wanted.has('g');
        if (local) {
            boolean existed = shell.variables().isLocal(target);
            Variable variable = shell.variables().local(target);
            if (!existed && wanted.has('I')) {
                shell.variables().find(target);
            }
            return variable;
        }
        boolean reference = wanted.has('n') || wanted.off().indexOf('n') >= 0;
        return shell.calls().inFunction()
                ? shell.variables().global(target)
                : reference
                        ? shell.variables().global(target)
                        : shell.variables().findOrCreate(target);
    }

    private int apply(Shell shell, Wanted wanted, String target, Variable variable, Given given) {
        if (given.assigns()) {
            Variables.checkWritable(target, variable);
        }
        if (wanted.has('A') && variable.isIndexed()) {
            shell.complain(name + ": " + target + ": cannot convert indexed to associative array");
            return 1;
        }
        if (wanted.has('a') && variable.isAssociative()) {
            shell.complain(name + ": " + target + ": cannot convert associative to indexed array");
            return 1;
        }
        if (wanted.has('A')) {
            variable.becomeAssociative();
        } else if (wanted.has('a') || given.literal().isPresent() && !variable.isArray()) {
            variable.becomeIndexed();
        }
        attributes(variable, wanted, false);
        Assignments assignments = new Assignments(shell);
        if (given.literal().isPresent()) {
            Assignment.Array array = (Assignment.Array) given.literal().get().value();
            assignments.elements(target, variable, array, given.append());
        } else if (given.value().isPresent()) {
            String value = given.value().get();
            if (given.subscript() != null) {
                shell.expander().arrays().assign(target, variable, given.subscript(), value, given.append());
            } else if (wanted.has('n')) {
                variable.setValue(value);
            } else {
                String old = given.append() ? variable.value().orElse("") : "";
                variable.setValue(shell.expander().arrays().valued(variable, old, value, given.append()));
            }
        }
        attributes(variable, wanted, true);
        return 0;
    }

    /** READONLY only after the value is there. */
    private static void attributes(Variable variable, Wanted wanted, boolean afterwards) {
        for (Attribute attribute : Attribute.values()) {
            if ((attribute == Attribute.READONLY) != afterwards) {
                continue;
            }
            if (wanted.has(attribute.letter())) {
                variable.attributes().add(attribute);
                if (attribute == Attribute.LOWER) {
                    variable.attributes().remove(Attribute.UPPER);
                } else if (attribute == Attribute.UPPER) {
                    variable.attributes().remove(Attribute.LOWER);
                }
            }
            if (wanted.off().indexOf(attribute.letter()) >= 0) {
                Variables.checkWritable("", afterwards ? variable : new Variable());
                variable.attributes().remove(attribute);
            }
        }
    }
}
