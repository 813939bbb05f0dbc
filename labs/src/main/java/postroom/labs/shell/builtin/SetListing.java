package postroom.labs.shell.builtin;

import java.util.Optional;
import postroom.labs.shell.expand.Quoting;
import postroom.labs.shell.state.Variable;

/** The lines of {@code set} without arguments. */
final class SetListing {
    private SetListing() {}

    static Optional<String> line(String name, Variable variable, boolean dash) {
        if (dash) {
            return variable.value().map(it -> name + "='" + it.replace("'", "'\"'\"'") + "'\n");
        }
        if (variable.isArray()) {
            return Optional.of(name + "=" + Quoting.elements(variable) + "\n");
        }
        return variable.value().map(value -> name + "=" + (value.isEmpty() ? "" : Quoting.ifNeeded(value)) + "\n");
    }
}
