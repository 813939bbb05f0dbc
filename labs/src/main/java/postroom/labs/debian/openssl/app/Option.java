package postroom.labs.debian.openssl.app;

/**
 * An option of an {@code openssl} command.
 *
 * @param name without the hyphen
 * @param value the kind of value as the summary names it ({@code infile}, {@code +int}); empty if it takes none
 */
record Option(String name, String value) {
    boolean takesValue() {
        return !value.isEmpty();
    }
}
