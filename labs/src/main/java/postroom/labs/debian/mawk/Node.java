package postroom.labs.debian.mawk;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The tree of an awk program. Operators and built-in functions go by name. */
sealed interface Node {
    /** A number or a text. */
    record Constant(Value value) implements Node {}

    /** A regular expression, which alone means a match with the record. */
    record Regex(Pattern pattern) implements Node {}

    /** A variable; {@code local} is its place among a function's, or -1. */
    record Variable(String name, int local) implements Node {}

    /** {@code $expression}. */
    record Field(Node number) implements Node {}

    /** {@code array[subscripts]}. */
    record Element(Variable array, Node subscript) implements Node {}

    /** {@code target op= value}; the operator is {@code =} alone for a plain one. */
    record Assign(Node target, String operator, Node value) implements Node {}

    /** {@code ++} and {@code --}, before or after. */
    record Step(Node target, double by, boolean before) implements Node {}

    /** One operand. */
    record Unary(String operator, Node operand) implements Node {}

    /** Two operands. */
    record Binary(String operator, Node left, Node right) implements Node {}

    /** {@code a ? b : c}. */
    record Choice(Node test, Node yes, Node no) implements Node {}

    /** {@code subscript in array}. */
    record In(Node subscript, Variable array) implements Node {}

    /** Several subscripts, joined by SUBSEP. */
    record Group(List<Node> parts) implements Node {}

    /** A built-in function or one of the program. */
    record CallTo(String name, List<Node> arguments, boolean builtin) implements Node {}

    /** {@code getline}: from the input, a file ({@code <}) or a command ({@code |}). */
    record Getline(char kind, Node source, Node target) implements Node {}

    /** {@code print} and {@code printf}; {@code redirect} is empty, {@code >}, {@code >>} or {@code |}. */
    record Print(boolean formatted, List<Node> arguments, String redirect, Node to) implements Node {}

    /** Statements in a row. */
    record Block(List<Node> statements) implements Node {}

    /** {@code if}; {@code otherwise} may be null. */
    record If(Node test, Node then, Node otherwise) implements Node {}

    /** {@code while}, {@code do} and {@code for}; all but the body may be null. */
    record Loop(Node first, Node test, Node step, Node body, boolean testAfter) implements Node {}

    /** {@code for (variable in array)}. */
    record Each(Variable variable, Variable array, Node body) implements Node {}

    /** {@code next}, {@code exit}, {@code return}, {@code break}, {@code continue}; the value may be null. */
    record Jump(String kind, Node value) implements Node {}

    /** {@code delete}; the subscript is null for all of an array. */
    record Delete(Variable array, Node subscript) implements Node {}

    /** A function. */
    record Function(String name, int parameters, Node body) {}

    /** Pattern and action; {@code from} null means every record, {@code to} ends a range, {@code action} null prints. */
    record Rule(Node from, Node to, Node action) {}

    /** A program. */
    record Program(List<Node> begin, List<Rule> rules, List<Node> end, Map<String, Function> functions) {}
}
