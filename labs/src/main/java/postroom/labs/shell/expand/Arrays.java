package postroom.labs.shell.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postroom.labs.shell.state.AssociativeOrder;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.state.Variables;
import postroom.labs.shell.syntax.Word;

/** Elements of arrays: reading, assigning, subscripts as expressions or as keys; the names of arithmetic. */
public final class Arrays implements Arithmetic.Names {
    private final Environment environment;
    private final Expander expander;

    Arrays(Environment environment, Expander expander) {
        this.environment = environment;
        this.expander = expander;
    }

    @Override
    public boolean posix() {
        return environment.option("dash");
    }

    long evaluate(String expression) {
        return Arithmetic.evaluate(expression, this);
    }

    /** The subscript of an indexed array; negative ones count from the end. */
    long index(String name, Variable variable, String subscript) {
        long index = evaluate(subscript);
        if (index < 0 && variable.isIndexed() && !variable.indexed().isEmpty()) {
            index += variable.indexed().lastKey() + 1;
        } else if (index < 0 && !variable.isArray() && variable.isSet()) {
            index += 1;
        }
        if (index < 0) {
            throw new ShellError(name + "[" + subscript + "]: bad array subscript");
        }
        return index;
    }

    /** One element. */
    public Optional<String> element(String name, String subscript) {
        String target = environment.variables().resolve(name);
        Optional<Variable> found = environment.variables().findDirect(target);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Variable variable = found.get();
        if (variable.isAssociative()) {
            return Optional.ofNullable(variable.associative().get(subscript));
        }
        long index = index(target, variable, subscript);
        if (variable.isIndexed()) {
            return Optional.ofNullable(variable.indexed().get(index));
        }
        return index == 0 ? variable.value() : Optional.empty();
    }

    /** The values of all elements, in bash's order. */
    static List<String> values(Variable variable) {
        if (variable.isIndexed()) {
            return new ArrayList<>(variable.indexed().values());
        }
        if (variable.isAssociative()) {
            Map<String, String> map = variable.associative();
            return AssociativeOrder.keys(map).stream().map(map::get).toList();
        }
        return variable.value().map(List::of).orElse(List.of());
    }

    /** The subscripts of all elements. */
    public static List<String> keys(Variable variable) {
        if (variable.isIndexed()) {
            return variable.indexed().keySet().stream().map(String::valueOf).toList();
        }
        if (variable.isAssociative()) {
            return AssociativeOrder.keys(variable.associative());
        }
        return variable.isSet() ? List.of("0") : List.of();
    }

    /** Assigns to {@code name[subscript]}; the subscript is expanded, and for a new variable makes it indexed. */
    public void assign(String name, String subscript, String value, boolean append) {
        Variables variables = environment.variables();
        String target = variables.resolve(name);
        Variable variable = variables.findOrCreate(target);
        Variables.checkWritable(target, variable);
        assign(target, variable, subscript, value, append);
    }

    /** Assigns to an element of a variable at hand. */
    public void assign(String name, Variable variable, String subscript, String value, boolean append) {
        if (variable.isAssociative()) {
            if (subscript.isEmpty()) {
                throw new ShellError(name + "[" + subscript + "]: bad array subscript");
            }
            bound(variable.associative().size());
            String old = append ? variable.associative().getOrDefault(subscript, "") : "";
            variable.associative().put(subscript, valued(variable, old, value, append));
            return;
        }
        long index = index(name, variable, subscript);
        variable.becomeIndexed();
        bound(variable.indexed().size());
        String old = append ? variable.indexed().getOrDefault(index, "") : "";
        variable.indexed().put(index, valued(variable, old, value, append));
    }

    private static void bound(int size) {
        if (size >= Variable.MAX_ELEMENTS) {
            throw new ShellError("xmalloc: cannot allocate memory");
        }
    }

    /** What an assignment stores: a sum for integers, else text in the right case. */
    public String valued(Variable variable, String old, String value, boolean append) {
        if (variable.is(Variable.Attribute.INTEGER)) {
            long added = evaluate(value);
            return Long.toString(append && !old.isBlank() ? evaluate(old) + added : added);
        }
        String text = append ? old + value : value;
        if (text.length() > FieldBuilder.MAX_LENGTH) {
            throw new ShellError("xrealloc: cannot allocate " + text.length() + " bytes");
        }
        return Variables.cased(variable, text);
    }

    /** The text of a subscript: a key, or an expression still to be computed. */
    public String subscript(Word subscript) {
        return expander.single(subscript);
    }

    @Override
    public Optional<String> value(String name, Optional<String> subscript) {
        Optional<String> value;
        if (subscript.isPresent()) {
            value = element(name, subscript.get());
        } else {
            value = environment.variables().get(name);
        }
        if (value.isEmpty() && environment.option("nounset")) {
            throw new ShellError(name + ": unbound variable", ShellError.Severity.FATAL);
        }
        return value;
    }

    @Override
    public void assign(String name, Optional<String> subscript, long value) {
        if (subscript.isPresent()) {
            assign(name, subscript.get(), Long.toString(value), false);
        } else {
            environment.variables().set(name, Long.toString(value));
        }
    }

    @Override
    public void step() {
        environment.step();
    }
}
