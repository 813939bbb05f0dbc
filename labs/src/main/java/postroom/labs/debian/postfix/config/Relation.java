package postroom.labs.debian.postfix.config;

import java.util.Optional;

/**
 * A comparison in a conditional expression: by number if both sides are whole numbers, else by text; with {@code level},
 * by compatibility level, {@code 3.10} being more than {@code 3.9} ({@code postconf(5)}).
 */
enum Relation {
    EQ("=="),
    NE("!="),
    LT("<"),
    LE("<="),
    GE(">="),
    GT(">");

    private final String sign;

    Relation(String sign) {
        this.sign = sign;
    }

    /** A relation and what it compares. */
    record Comparison(Relation relation, boolean levels) {
        boolean holds(String left, String right) {
            return relation.holds(levels ? CompatibilityLevel.compare(left, right) : plain(left, right));
        }
    }

    static Optional<Comparison> of(String operator) {
        boolean levels = operator.endsWith("level");
        String sign = levels ? operator.substring(0, operator.length() - 5) : operator;
        for (Relation each : values()) {
            if (each.sign.equals(sign)) {
                return Optional.of(new Comparison(each, levels));
            }
        }
        return Optional.empty();
    }

    private static int plain(String left, String right) {
        boolean numbers = left.matches("[0-9]{1,18}") && right.matches("[0-9]{1,18}");
        return numbers ? Long.compare(Long.parseLong(left), Long.parseLong(right)) : left.compareTo(right);
    }

    private boolean holds(int order) {
        return switch (this) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GE -> order >= 0;
            case GT -> order > 0;
        };
    }
}
