package postroom.labs.shell.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import postroom.labs.shell.pattern.Marked;
import postroom.labs.shell.pattern.Pattern;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.state.Variable;
import postroom.labs.shell.syntax.ParameterOperation;
import postroom.labs.shell.syntax.Word;
import postroom.labs.shell.syntax.WordPart;

/** <code>$name</code> and <code>${…}</code>. Source: bash(1), Parameter Expansion. */
final class ParameterExpander {
    private final Environment environment;
    private final Expander expander;
    private final Arrays arrays;

    ParameterExpander(Environment environment, Expander expander, Arrays arrays) {
        this.environment = environment;
        this.expander = expander;
        this.arrays = arrays;
    }

    void expand(WordPart.Parameter parameter, boolean quoted, FieldBuilder builder) {
        if (environment.option("dash") && !isPosix(parameter)) {
            throw new ShellError(parameter.source() + ": bad substitution");
        }
        Optional<String> meant = parameter.indirect() ? nameref(parameter) : Optional.empty();
        if (meant.isPresent()) {
            Expander.put(meant.get(), quoted, builder);
            return;
        }
        WordPart.Parameter target = parameter.indirect() ? follow(parameter) : parameter;
        ParameterOperation operation = target.operation();
        if (operation instanceof ParameterOperation.NamesWithPrefix names) {
            put(prefixed(target.name(), names.separate()), quoted, builder);
        } else if (operation instanceof ParameterOperation.Keys keys) {
            put(keys(target, keys.separate()), quoted, builder);
        } else if (operation instanceof ParameterOperation.Length) {
            Expander.put(length(target), quoted, builder);
        } else if (operation instanceof ParameterOperation.Default byDefault) {
            byDefault(target, byDefault, quoted, builder);
        } else if (operation instanceof ParameterOperation.Substring substring) {
            put(substring(target, substring), quoted, builder);
        } else if (operation instanceof ParameterOperation.Transform transform) {
            transform(target, transform.operator(), quoted, builder);
        } else {
            Held held = held(target);
            checkSet(target, held);
            put(held.map(change(operation)), quoted, builder);
        }
    }

    private static boolean isPosix(WordPart.Parameter parameter) {
        ParameterOperation operation = parameter.operation();
        return !parameter.indirect()
                && parameter.subscript().isEmpty()
                && (operation instanceof ParameterOperation.Value
                        || operation instanceof ParameterOperation.Length
                        || operation instanceof ParameterOperation.Default
                        || operation instanceof ParameterOperation.Trim);
    }

    /** What <code>${!name}</code> is for a {@code declare -n name}: the name of the variable that it stands for. */
    private Optional<String> nameref(WordPart.Parameter parameter) {
        return environment
                .variables()
                .findDirect(parameter.name())
                .filter(it -> it.is(Variable.Attribute.NAMEREF))
                .map(it -> it.value().orElse(""));
    }

    /** <code>${!name}</code>: the parameter that the value names. */
    private WordPart.Parameter follow(WordPart.Parameter parameter) {
        Held held = held(parameter);
        if (!held.isSet() && parameter.name().matches("[0-9]+")) {
            return parameter; // it is not set, and so is nothing
        }
        if (!held.isSet()) {
            throw new ShellError(parameter.name() + ": invalid indirect expansion");
        }
        return named(parameter, held.values().get(0));
    }

    private static WordPart.Parameter named(WordPart.Parameter parameter, String target) {
        int bracket = target.indexOf('[');
        boolean element = bracket > 0 && target.endsWith("]");
        String name = element ? target.substring(0, bracket) : target;
        boolean special = name.length() == 1 && "@*#?-$!".contains(name);
        boolean number = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!special && !number && !Expander.isName(name)) {
            throw new ShellError(target + ": invalid variable name");
        }
        Optional<Word> subscript = element
                ? Optional.of(Word.literal(target.substring(bracket + 1, target.length() - 1)))
                : Optional.empty();
        return new WordPart.Parameter(name, subscript, false, parameter.operation(), parameter.source());
    }

    private Held held(WordPart.Parameter parameter) {
        String name = parameter.name();
        if (name.equals("@") || name.equals("*")) {
            return new Held(environment.positional(), name.charAt(0));
        }
        if (parameter.subscript().isPresent()) {
            Word subscript = parameter.subscript().get();
            String plain = subscript.source();
            if (plain.equals("@") || plain.equals("*")) {
                Optional<Variable> variable = environment.variables().find(name);
                return new Held(variable.map(Arrays::values).orElse(List.of()), plain.charAt(0));
            }
            return scalar(arrays.element(name, arrays.subscript(subscript)));
        }
        return scalar(value(name));
    }

    private static Held scalar(Optional<String> value) {
        return new Held(value.map(List::of).orElse(List.of()), '\0');
    }

    private Optional<String> value(String name) {
        char first = name.charAt(0);
        if (first >= '0' && first <= '9') {
            int index = name.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(name);
            if (index == 0) {
                return Optional.of(environment.zero());
            }
            List<String> positional = environment.positional();
            return index <= positional.size() ? Optional.of(positional.get(index - 1)) : Optional.empty();
        }
        if (name.equals("#")) {
            return Optional.of(Integer.toString(environment.positional().size()));
        }
        if (!Expander.isName(name)) {
            return environment.special(first);
        }
        String target = environment.variables().resolve(name);
        if (!target.equals(name) && target.endsWith("]") && target.indexOf('[') > 0) {
            int bracket = target.indexOf('[');
            return arrays.element(target.substring(0, bracket), target.substring(bracket + 1, target.length() - 1));
        }
        return environment.variables().get(name);
    }

    private void checkSet(WordPart.Parameter parameter, Held held) {
        if (!held.isSet() && !held.isList() && environment.option("nounset")) {
            String subscript =
                    parameter.subscript().map(s -> "[" + s.source() + "]").orElse("");
            String dollar = parameter.name().matches("[1-9][0-9]*") ? "$" : "";
            throw new ShellError(
                    dollar + parameter.name() + subscript + ": unbound variable", ShellError.Severity.FATAL);
        }
    }

    private String length(WordPart.Parameter parameter) {
        Held held = held(parameter);
        boolean array = held.isList() && parameter.subscript().isPresent();
        if (array
                && environment.option("nounset")
                && environment.variables().find(parameter.name()).isEmpty()) {
            throw new ShellError(parameter.name() + ": unbound variable");
        }
        if (held.isList()) {
            return Integer.toString(held.values().size());
        }
        checkSet(parameter, held);
        String value = held.isSet() ? held.values().get(0) : "";
        return Integer.toString(value.codePointCount(0, value.length()));
    }

    private Held prefixed(String prefix, boolean separate) {
        List<String> names = new ArrayList<>();
        for (String name : environment.variables().names()) {
            if (name.startsWith(prefix)
                    && environment
                            .variables()
                            .find(name)
                            .filter(Variable::isSet)
                            .isPresent()) {
                names.add(name);
            }
        }
        return new Held(names, separate ? '@' : '*');
    }

    private Held keys(WordPart.Parameter parameter, boolean separate) {
        Optional<Variable> variable = environment.variables().find(parameter.name());
        return new Held(variable.map(Arrays::keys).orElse(List.of()), separate ? '@' : '*');
    }

    private void byDefault(
            WordPart.Parameter parameter, ParameterOperation.Default operation, boolean quoted, FieldBuilder builder) {
        Held held = held(parameter);
        boolean empty = held.isList()
                ? held.values().isEmpty()
                        || held.values().size() == 1 && held.values().get(0).isEmpty()
                : held.isSet() && held.values().get(0).isEmpty();
        boolean usable = held.isSet() && !(operation.colon() && empty);
        switch (operation.operator()) {
            case '-' -> {
                if (usable) {
                    put(held, quoted, builder);
                } else {
                    operand(operation.word(), quoted, builder);
                }
            }
            case '+' -> {
                if (usable) {
                    operand(operation.word(), quoted, builder);
                } else if (quoted && !held.isList()) {
                    builder.quoted("");
                }
            }
            case '=' -> {
                if (usable) {
                    put(held, quoted, builder);
                } else {
                    Expander.put(assigned(parameter, operation.word()), quoted, builder);
                }
            }
            default -> {
                if (!usable) {
                    throw refused(parameter, operation);
                }
                put(held, quoted, builder);
            }
        }
    }

    private void operand(Word word, boolean quoted, FieldBuilder builder) {
        if (word.parts().isEmpty() && quoted) {
            builder.quoted("");
        }
        expander.parts(word.parts(), quoted ? Expander.Context.QUOTED : Expander.Context.OPERAND, builder);
    }

    private String assigned(WordPart.Parameter parameter, Word word) {
        if (!Expander.isName(parameter.name())) {
            throw new ShellError("$" + parameter.name() + ": cannot assign in this way");
        }
        String value = expander.single(word);
        if (parameter.subscript().isPresent()) {
            arrays.assign(
                    parameter.name(), arrays.subscript(parameter.subscript().get()), value, false);
        } else {
            environment.variables().set(parameter.name(), value);
        }
        return value;
    }

    private ShellError refused(WordPart.Parameter parameter, ParameterOperation.Default operation) {
        String text = expander.single(operation.word());
        if (text.isEmpty()) {
            text = operation.colon() ? "parameter null or not set" : "parameter not set";
        }
        String subscript =
                parameter.subscript().map(s -> "[" + s.source() + "]").orElse("");
        return new ShellError(parameter.name() + subscript + ": " + text, ShellError.Severity.FATAL);
    }

    private Held substring(WordPart.Parameter parameter, ParameterOperation.Substring operation) {
        Held held = held(parameter);
        checkSet(parameter, held);
        if (!held.isSet() && !held.isList()) {
            return held;
        }
        long offset = expander.arithmetic(operation.offset());
        Optional<Long> length = operation.length().map(expander::arithmetic);
        if (!held.isList()) {
            return held.map(value -> Transformations.substring(value, offset, length));
        }
        List<String> values = held.values();
        if (!parameter.subscript().isPresent()) {
            List<String> withZero = new ArrayList<>();
            withZero.add(environment.zero());
            withZero.addAll(values);
            return new Held(Transformations.slice(withZero, offset, length), held.list());
        }
        Optional<Variable> variable = environment.variables().find(parameter.name());
        if (variable.isPresent() && variable.get().isIndexed() && !values.isEmpty()) {
            var elements = variable.get().indexed();
            long from = offset < 0 ? elements.lastKey() + 1 + offset : offset;
            values = from < 0 ? List.of() : List.copyOf(elements.tailMap(from).values());
            return new Held(Transformations.slice(values, 0, length), held.list());
        }
        return new Held(Transformations.slice(values, offset, length), held.list());
    }

    private UnaryOperator<String> change(ParameterOperation operation) {
        boolean extended = environment.option("extglob");
        if (operation instanceof ParameterOperation.Trim trim) {
            Pattern pattern = Pattern.compile(expander.pattern(trim.pattern()), extended, false);
            return value -> Transformations.trim(value, pattern, trim.suffix(), trim.longest());
        }
        if (operation instanceof ParameterOperation.Replace replace) {
            Pattern pattern = expander.compiled(replace.pattern(), extended);
            Marked replacement = expander.pattern(replace.replacement());
            return value -> Transformations.replace(value, pattern, replacement, replace.where(), environment::step);
        }
        if (operation instanceof ParameterOperation.Case change) {
            Optional<Pattern> pattern = change.pattern().map(p -> expander.compiled(p, extended));
            return value -> Transformations.changeCase(value, change.operator(), change.all(), pattern);
        }
        return value -> value;
    }

    private void transform(WordPart.Parameter parameter, char operator, boolean quoted, FieldBuilder builder) {
        Held held = held(parameter);
        Optional<Variable> variable = environment.variables().find(parameter.name());
        switch (operator) {
            case 'a' -> {
                String letters = variable.map(Quoting::letters).orElse("");
                put(held.isSet() || !letters.isEmpty() ? new Held(List.of(letters), '\0') : held, quoted, builder);
            }
            case 'A' -> {
                if (variable.isPresent() && held.isSet()) {
                    boolean whole = held.isList();
                    Expander.put(Quoting.assignment(parameter.name(), variable.get(), whole), quoted, builder);
                }
            }
            case 'K' -> put(held.pairs(variable), quoted, builder);
            case 'k' -> put(held.keysAndValues(variable), quoted, builder);
            default -> {
                checkSet(parameter, held);
                if (held.isSet() && "QEPULu".indexOf(operator) < 0) {
                    throw new ShellError(parameter.source() + ": bad substitution", ShellError.Severity.FATAL);
                }
                put(held.map(value -> transformed(value, operator)), quoted, builder);
            }
        }
    }

    private String transformed(String value, char operator) {
        return switch (operator) {
            case 'Q' -> Quoting.single(value);
            case 'E' -> postroom.labs.shell.syntax.AnsiQuote.decode(value);
            case 'P' -> environment.prompt(value);
            case 'U' -> value.toUpperCase(java.util.Locale.ROOT);
            case 'L' -> value.toLowerCase(java.util.Locale.ROOT);
            case 'u' -> Transformations.changeCase(value, '^', false, Optional.empty());
            default -> value;
        };
    }

    private void put(Held held, boolean quoted, FieldBuilder builder) {
        if (!held.isList()) {
            Expander.put(held.isSet() ? held.values().get(0) : "", quoted, builder);
        } else if (held.list() == '*' && quoted || !builder.splits()) {
            String ifs = expander.ifs();
            boolean byIfs = held.list() == '*';
            String joint = byIfs ? ifs.isEmpty() ? "" : ifs.substring(0, 1) : " ";
            Expander.put(String.join(joint, held.values()), quoted, builder);
        } else {
            putAll(held.values(), quoted, builder);
        }
    }

    private static void putAll(List<String> values, boolean quoted, FieldBuilder builder) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                builder.separate(false);
            }
            Expander.put(values.get(i), quoted, builder);
        }
    }
}
