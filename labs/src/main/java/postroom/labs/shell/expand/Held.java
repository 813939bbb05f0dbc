package postroom.labs.shell.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import postroom.labs.shell.state.Variable;

/**
 * What a parameter holds.
 *
 * @param values one for a scalar that is set, none for one that is not; any number for {@code @} and {@code *}
 * @param list {@code '@'}, {@code '*'}, or NUL for a scalar
 */
record Held(List<String> values, char list) {
    boolean isList() {
        return list != '\0';
    }

    boolean isSet() {
        return !values.isEmpty();
    }

    Held map(UnaryOperator<String> change) {
        return new Held(values.stream().map(change).toList(), list);
    }

    /** {@code @k}: each key and its value, if it is a list. */
    Held keysAndValues(Optional<Variable> variable) {
        if (!isList() || variable.isEmpty()) {
            return map(Quoting::single);
        }
        List<String> all = new ArrayList<>();
        List<String> keys = Arrays.keys(variable.get());
        for (int i = 0; i < keys.size() && i < values.size(); i++) {
            all.add(keys.get(i));
            all.add(values.get(i));
        }
        return new Held(all, list);
    }

    /** {@code @K}: all keys and values in one text, if it is a list. */
    Held pairs(Optional<Variable> variable) {
        if (!isList() || variable.isEmpty()) {
            return map(Quoting::single);
        }
        List<String> pairs = new ArrayList<>();
        List<String> keys = Arrays.keys(variable.get());
        for (int i = 0; i < keys.size() && i < values.size(); i++) {
            pairs.add(keys.get(i) + " " + Quoting.doubled(values.get(i)));
        }
        return new Held(List.of(String.join(" ", pairs)), '\0');
    }
}
