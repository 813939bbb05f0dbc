package postroom.labs.debian.mawk;

/** Unwinds to where {@code next}, {@code exit}, {@code return} and so on lead. */
final class Jumped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final transient Value value;

    Jumped(String kind, Value value) {
        super(kind, null, false, false);
        this.kind = kind;
        this.value = value;
    }

    /** The statement's name. */
    String kind() {
        return kind;
    }

    /** What it takes along; may be null. */
    Value value() {
        return value;
    }
}
