package postroom.labs.shell.syntax;

/** An expression between {@code [[} and {@code ]]}. */
public sealed interface Condition {

    /** {@code -f file} and its kin; a lone word is {@code -n}. */
    record Unary(String operator, Word operand, boolean implicit) implements Condition {}

    /** {@code left == pattern}, {@code left =~ regex}, {@code left -lt right}, {@code left -nt right}. */
    record Binary(String operator, Word left, Word right) implements Condition {}

    record Not(Condition operand) implements Condition {}

    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    /** {@code ( expression )}; kept for printing. */
    record Paren(Condition inner) implements Condition {}
}
