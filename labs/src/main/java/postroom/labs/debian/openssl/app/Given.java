package postroom.labs.debian.openssl.app;

import java.util.List;
import java.util.Optional;

/**
 * What a command was given.
 *
 * @param flags the options in their order; {@code unknown} ones are names of digests or ciphers
 * @param rest what follows the options
 */
public record Given(List<Flag> flags, List<String> rest) {
    /**
     * One option.
     *
     * @param name without the hyphen
     * @param value null if it takes none
     * @param unknown whether the command's list does not have it
     */
    public record Flag(String name, String value, boolean unknown) {}

    /** Keeps copies. */
    public Given {
        flags = List.copyOf(flags);
        rest = List.copyOf(rest);
    }

    /** Whether an option was given. */
    public boolean has(String... names) {
        return flags.stream().anyMatch(it -> !it.unknown() && List.of(names).contains(it.name()));
    }

    /** The value of an option, the last one if it was given several times. */
    public Optional<String> value(String... names) {
        String found = null;
        for (Flag each : flags) {
            if (!each.unknown() && List.of(names).contains(each.name())) {
                found = each.value();
            }
        }
        return Optional.ofNullable(found);
    }

    /** All values of an option that may be repeated. */
    public List<String> values(String name) {
        return flags.stream()
                .filter(it -> !it.unknown() && it.name().equals(name))
                .map(Flag::value)
                .toList();
    }

    /** The last option that the command's list does not have. */
    public Optional<String> unknown() {
        String found = null;
        for (Flag each : flags) {
            if (each.unknown()) {
                found = each.name();
            }
        }
        return Optional.ofNullable(found);
    }
}
