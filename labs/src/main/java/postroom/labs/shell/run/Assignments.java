package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.shell.expand.Expander;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.state.Variable.Attribute;
import postroom.labs.shell.state.Variables;
import postroom.labs.shell.syntax.Assignment;
import postroom.labs.shell.syntax.Word;

/** Performs {@code name=value}, {@code name[i]=value} and {@code name=(…)}. Source: bash(1), PARAMETERS, Arrays. */
public final class Assignments {
    private final Shell shell;

    public Assignments(Shell shell) {
        this.shell = shell;
    }

    /** Assigns in the scope that the variable is in; gives the text assigned, "" for an array. */
    public String assign(Assignment assignment) {
        Variables variables = shell.variables();
        Expander expander = shell.expander();
        if (assignment.value() instanceof Assignment.Array array) {
            String name = variables.resolve(assignment.name());
            Variable variable = variables.findOrCreate(name);
            Variables.checkWritable(name, variable);
            elements(name, variable, array, assignment.append());
            exportIfAsked(variable);
            return "";
        }
        String value = expander.value(((Assignment.Scalar) assignment.value()).word());
        if (assignment.subscript().isPresent()) {
            String subscript =
                    expander.arrays().subscript(assignment.subscript().get());
            expander.arrays().assign(assignment.name(), subscript, value, assignment.append());
            return value;
        }
        scalar(assignment.name(), value, assignment.append());
        return value;
    }

    /** Assigns text to a name, as its attributes want it. */
    public void scalar(String name, String value, boolean append) {
        Variables variables = shell.variables();
        String target = variables.resolve(name);
        if (target.endsWith("]") && target.indexOf('[') > 0) {
            int bracket = target.indexOf('[');
            String subscript = target.substring(bracket + 1, target.length() - 1);
            shell.expander().arrays().assign(target.substring(0, bracket), subscript, value, append);
            return;
        }
        Optional<Variable> existing = variables.findDirect(target);
        if (existing.isPresent()) {
            Variables.checkWritable(target, existing.get());
        }
        boolean computed = existing.filter(v -> v.is(Attribute.INTEGER)).isPresent();
        if (computed || append) {
            String old = existing.flatMap(Variable::value).orElse("");
            Variable variable = existing.orElseGet(Variable::new);
            variables.set(target, shell.expander().arrays().valued(variable, old, value, append));
        } else {
            variables.set(target, value);
        }
        if (shell.options().is("allexport")) {
            exportIfAsked(variables.findOrCreate(target));
        }
    }

    private void exportIfAsked(Variable variable) {
        if (shell.options().is("allexport")) {
            variable.attributes().add(Attribute.EXPORT);
        }
    }

    /** Fills an array from a literal. */
    public void elements(String name, Variable variable, Assignment.Array array, boolean append) {
        List<Pending> pending = new ArrayList<>();
        for (Assignment.Element element : array.elements()) {
            if (element.subscript().isPresent()) {
                String subscript = shell.expander().single(element.subscript().get());
                pending.add(new Pending(subscript, shell.expander().value(element.value()), element.append()));
            } else {
                for (String value : shell.expander().fields(List.of(element.value()))) {
                    pending.add(new Pending(null, value, false));
                }
            }
        }
        if (!append) {
            variable.clear();
        }
        if (variable.isAssociative()) {
            associative(name, variable, pending);
            return;
        }
        variable.becomeIndexed();
        long next = variable.indexed().isEmpty() ? 0 : variable.indexed().lastKey() + 1;
        for (Pending each : pending) {
            shell.step();
            String subscript = each.subscript == null ? Long.toString(next) : each.subscript;
            long index = shell.expander().arithmetic(subscript);
            if (index < 0 && !variable.indexed().isEmpty()) {
                index += variable.indexed().lastKey() + 1;
            }
            shell.expander().arrays().assign(name, variable, Long.toString(index), each.value, each.append);
            next = index + 1;
        }
    }

    private record Pending(String subscript, String value, boolean append) {}

    /** {@code m=([k]=v …)}, or since 5.1 {@code m=(k v …)}. */
    private void associative(String name, Variable variable, List<Pending> pending) {
        boolean pairs = !pending.isEmpty() && pending.get(0).subscript == null;
        for (int i = 0; i < pending.size(); i++) {
            Pending each = pending.get(i);
            if (pairs) {
                String value = i + 1 < pending.size() ? pending.get(i + 1).value : "";
                shell.expander().arrays().assign(name, variable, each.value, value, false);
                i++;
            } else if (each.subscript == null) {
                shell.complain(name + ": " + each.value + ": must use subscript when assigning associative array");
            } else {
                shell.expander().arrays().assign(name, variable, each.subscript, each.value, each.append);
            }
        }
    }

    /** Assigns before a command: into its own scope, exported; gives the text assigned. */
    String temporary(Assignment assignment) {
        if (assignment.value() instanceof Assignment.Array) {
            return assign(assignment);
        }
        Word word = ((Assignment.Scalar) assignment.value()).word();
        String value = shell.expander().value(word);
        if (assignment.subscript().isPresent()) {
            String subscript =
                    shell.expander().arrays().subscript(assignment.subscript().get());
            shell.expander().arrays().assign(assignment.name(), subscript, value, assignment.append());
            return value;
        }
        Optional<Variable> existing = shell.variables().find(assignment.name());
        if (existing.filter(v -> v.is(Attribute.READONLY)).isPresent()) {
            throw new ShellError(assignment.name() + ": readonly variable", ShellError.Severity.COMMAND);
        }
        String old = assignment.append() ? existing.flatMap(Variable::value).orElse("") : "";
        Variable variable = Variable.of(old + value);
        existing.filter(v -> v.is(Attribute.INTEGER))
                .ifPresent(
                        v -> variable.setValue(shell.expander().arrays().valued(v, old, value, assignment.append())));
        variable.attributes().add(Attribute.EXPORT);
        shell.variables().putInnermost(assignment.name(), variable);
        return value;
    }
}
