package postroom.labs.shell.state;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A shell variable: scalar, indexed or associative array, with its attributes. Source: bash(1), PARAMETERS. */
public final class Variable {
    /** A larger subscript has no use but to fill memory; bash itself takes up to 2⁶³−1. */
    public static final int MAX_ELEMENTS = 1 << 20;

    private final EnumSet<Attribute> attributes = EnumSet.noneOf(Attribute.class);
    private String scalar;
    private TreeMap<Long, String> indexed;
    private Map<String, String> associative;

    /** What {@code declare} can say of a variable, with its letter. */
    public enum Attribute {
        INTEGER('i'),
        LOWER('l'),
        NAMEREF('n'),
        READONLY('r'),
        TRACE('t'),
        UPPER('u'),
        EXPORT('x');

        private final char letter;

        Attribute(char letter) {
            this.letter = letter;
        }

        /** The option of {@code declare}. */
        public char letter() {
            return letter;
        }
    }

    /** A declared scalar without a value. */
    public Variable() {}

    /** A scalar. */
    public static Variable of(String value) {
        Variable variable = new Variable();
        variable.scalar = value;
        return variable;
    }

    /** An indexed array. */
    public static Variable of(Iterable<String> values) {
        Variable variable = new Variable();
        variable.becomeIndexed();
        long index = 0;
        for (String value : values) {
            variable.indexed.put(index++, value);
        }
        return variable;
    }

    /** An independent copy, for a subshell. */
    public Variable copy() {
        Variable copy = new Variable();
        copy.attributes.addAll(attributes);
        copy.scalar = scalar;
        copy.indexed = indexed == null ? null : new TreeMap<>(indexed);
        copy.associative = associative == null ? null : new HashMap<>(associative);
        return copy;
    }

    /** The attributes; may be changed. */
    public Set<Attribute> attributes() {
        return attributes;
    }

    /** Whether it has an attribute. */
    public boolean is(Attribute attribute) {
        return attributes.contains(attribute);
    }

    public boolean isIndexed() {
        return indexed != null;
    }

    public boolean isAssociative() {
        return associative != null;
    }

    public boolean isArray() {
        return indexed != null || associative != null;
    }

    /** Whether it has a value, an empty one included. */
    public boolean isSet() {
        if (indexed != null) {
            return !indexed.isEmpty();
        }
        return associative != null ? !associative.isEmpty() : scalar != null;
    }

    /** What {@code $name} gives: the scalar, or the element 0. */
    public Optional<String> value() {
        if (indexed != null) {
            return Optional.ofNullable(indexed.get(0L));
        }
        return Optional.ofNullable(associative != null ? associative.get("0") : scalar);
    }

    /** Sets the scalar, or the element 0. */
    public void setValue(String value) {
        if (indexed != null) {
            indexed.put(0L, value);
        } else if (associative != null) {
            associative.put("0", value);
        } else {
            scalar = value;
        }
    }

    /** Makes it an indexed array; a scalar becomes element 0. */
    public void becomeIndexed() {
        if (indexed == null) {
            indexed = new TreeMap<>();
            if (scalar != null) {
                indexed.put(0L, scalar);
                scalar = null;
            }
        }
    }

    /** Makes it an associative array; a scalar becomes element "0". */
    public void becomeAssociative() {
        if (associative == null) {
            associative = new HashMap<>();
            if (scalar != null) {
                associative.put("0", scalar);
                scalar = null;
            }
        }
    }

    /** The elements of an indexed array, by subscript; may be changed. */
    public TreeMap<Long, String> indexed() {
        return indexed;
    }

    /** The elements of an associative array; may be changed. For their order see {@link AssociativeOrder}. */
    public Map<String, String> associative() {
        return associative;
    }

    /** Takes all elements away. */
    public void clear() {
        if (indexed != null) {
            indexed.clear();
        } else if (associative != null) {
            associative.clear();
        } else {
            scalar = null;
        }
    }
}
