package postroom.labs.shell.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import postroom.labs.shell.state.Variable.Attribute;

/**
 * All variables of one shell: the global scope and, above it, one scope for each running function and for each command
 * with assignments before it. Scoping is dynamic, as in bash. Not thread-safe: a subshell works on a {@link #copy()}.
 */
public final class Variables {
    private static final int MAX_VARIABLES = 50_000;
    private static final int MAX_REFERENCES = 8;
    private final List<Scope> scopes = new ArrayList<>();
    private final Map<String, Dynamic> dynamics = new HashMap<>();

    /** A scope; {@code function} ones hold what {@code local} declares. */
    private record Scope(boolean function, Map<String, Variable> variables) {}

    /** A variable whose value is made when it is asked for, as RANDOM. */
    public record Dynamic(Supplier<Variable> get, Consumer<String> set) {}

    /** With an empty global scope. */
    public Variables() {
        scopes.add(new Scope(true, new HashMap<>()));
    }

    /** All of it, for a subshell; dynamic variables are to be defined anew. */
    public Variables copy() {
        Variables copy = new Variables();
        copy.scopes.clear();
        for (Scope scope : scopes) {
            Map<String, Variable> variables = new HashMap<>(scope.variables.size() * 2);
            scope.variables.forEach((name, variable) -> variables.put(name, variable.copy()));
            copy.scopes.add(new Scope(scope.function, variables));
        }
        return copy;
    }

    /** Makes a name dynamic until it is unset. */
    public void define(String name, Dynamic dynamic) {
        dynamics.put(name, dynamic);
    }

    /** Opens a scope: for a function's locals, or for the assignments before a command. */
    public void push(boolean function) {
        scopes.add(new Scope(function, new HashMap<>()));
    }

    /** Closes the scope opened last. */
    public void pop() {
        scopes.remove(scopes.size() - 1);
    }

    /** Closes all scopes but the global one. */
    public void popAll() {
        scopes.subList(1, scopes.size()).clear();
    }

    /** Whether a function runs. */
    public boolean inFunction() {
        for (int i = scopes.size() - 1; i > 0; i--) {
            if (scopes.get(i).function) {
                return true;
            }
        }
        return false;
    }

    /** The variable itself, a reference not followed. */
    public Optional<Variable> findDirect(String name) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Variable found = scopes.get(i).variables.get(name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        Dynamic dynamic = dynamics.get(name);
        return dynamic == null ? Optional.empty() : Optional.of(dynamic.get().get());
    }

    /** The variable that a name stands for, references followed. */
    public Optional<Variable> find(String name) {
        return findDirect(resolve(name));
    }

    /** The name behind references; a circle ends at its start. */
    public String resolve(String name) {
        String at = name;
        for (int i = 0; i < MAX_REFERENCES; i++) {
            Optional<Variable> variable = findDirect(at);
            if (variable.isEmpty() || !variable.get().is(Attribute.NAMEREF)) {
                return at;
            }
            Optional<String> target = variable.get().value();
            if (target.isEmpty() || target.get().isEmpty()) {
                return at;
            }
            at = target.get();
        }
        return name;
    }

    /** The value of {@code $name}. */
    public Optional<String> get(String name) {
        return find(name).flatMap(Variable::value);
    }

    /** The variable in the innermost scope that has it, else a new one in the global scope. */
    public Variable findOrCreate(String name) {
        String target = resolve(name);
        Optional<Variable> found = dynamics.containsKey(target) ? stored(target) : findDirect(target);
        return found.orElseGet(() -> put(scopes.get(0), target, new Variable()));
    }

    private Optional<Variable> stored(String name) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Variable found = scopes.get(i).variables.get(name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static Variable put(Scope scope, String name, Variable variable) {
        if (scope.variables.size() >= MAX_VARIABLES) {
            throw new ShellError("xmalloc: cannot allocate memory");
        }
        scope.variables.put(name, variable);
        return variable;
    }

    /** Assigns a scalar, or element 0, as the attributes want it; {@code integer} values are already computed. */
    public void set(String name, String value) {
        String target = resolve(name);
        Dynamic dynamic = dynamics.get(target);
        if (dynamic != null && stored(target).isEmpty()) {
            dynamic.set().accept(value);
            return;
        }
        Variable variable = findOrCreate(target);
        checkWritable(target, variable);
        variable.setValue(cased(variable, value));
    }

    /** The value in the case that the attributes ask for. */
    public static String cased(Variable variable, String value) {
        if (variable.is(Attribute.LOWER)) {
            return value.toLowerCase(java.util.Locale.ROOT);
        }
        return variable.is(Attribute.UPPER) ? value.toUpperCase(java.util.Locale.ROOT) : value;
    }

    /** Throws bash's complaint if it may not be written. */
    public static void checkWritable(String name, Variable variable) {
        if (variable.is(Attribute.READONLY)) {
            throw new ShellError(name + ": readonly variable");
        }
    }

    /** Puts a global variable in place, whatever was there. */
    public void putGlobal(String name, Variable variable) {
        put(scopes.get(0), name, variable);
    }

    /** Puts a variable into the innermost scope, as an assignment before a command does. */
    public void putInnermost(String name, Variable variable) {
        put(scopes.get(scopes.size() - 1), name, variable);
    }

    /** The variable of the innermost function's own scope; made if it is not there. */
    public Variable local(String name) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Scope scope = scopes.get(i);
            if (scope.function) {
                Variable existing = scope.variables.get(name);
                return existing != null ? existing : put(scope, name, inherited(name, i));
            }
        }
        throw new IllegalStateException("the global scope is a function's");
    }

    /** A new local inherits what an assignment before the call gave it. */
    private Variable inherited(String name, int functionScope) {
        for (int i = scopes.size() - 1; i > 0; i--) {
            boolean before = i == functionScope - 1 || i > functionScope;
            if (before && !scopes.get(i).function && scopes.get(i).variables.containsKey(name)) {
                return scopes.get(i).variables.get(name).copy();
            }
        }
        return new Variable();
    }

    /** The global variable, made if it is not there. */
    public Variable global(String name) {
        Variable existing = scopes.get(0).variables.get(name);
        return existing != null ? existing : put(scopes.get(0), name, new Variable());
    }

    /** Whether the innermost function has declared the name local. */
    public boolean isLocal(String name) {
        for (int i = scopes.size() - 1; i > 0; i--) {
            if (scopes.get(i).function) {
                return scopes.get(i).variables.containsKey(name);
            }
        }
        return false;
    }

    /** Removes a variable; returns whether there was one. A readonly one cannot be. */
    public boolean unset(String name) {
        if (dynamics.remove(name) != null) {
            return true;
        }
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Variable variable = scopes.get(i).variables.get(name);
            if (variable != null) {
                if (variable.is(Attribute.READONLY)) {
                    throw new ShellError(name + ": cannot unset: readonly variable", ShellError.Severity.COMMAND);
                }
                if (scopes.get(i).function && i > 0 && i == innermostFunction()) {
                    scopes.get(i).variables.put(name, new Variable());
                } else {
                    scopes.get(i).variables.remove(name);
                }
                return true;
            }
        }
        return false;
    }

    private int innermostFunction() {
        for (int i = scopes.size() - 1; i > 0; i--) {
            if (scopes.get(i).function) {
                return i;
            }
        }
        return 0;
    }

    /** What programs get as their environment. */
    public Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = scopes.size() - 1; i >= 0; i--) {
            scopes.get(i).variables.forEach((name, variable) -> {
                if (seen.add(name) && variable.is(Attribute.EXPORT) && !variable.isArray()) {
                    variable.value().ifPresent(value -> environment.put(name, value));
                }
            });
        }
        return environment;
    }

    /** All visible names, sorted; dynamic ones included. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(dynamics.keySet());
        scopes.forEach(scope -> names.addAll(scope.variables.keySet()));
        return names;
    }

    /** The names that the innermost function has declared. */
    public Set<String> localNames() {
        for (int i = scopes.size() - 1; i > 0; i--) {
            if (scopes.get(i).function) {
                return new TreeSet<>(scopes.get(i).variables.keySet());
            }
        }
        return Set.of();
    }
}
