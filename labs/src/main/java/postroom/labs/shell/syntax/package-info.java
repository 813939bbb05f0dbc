/**
 * The grammar of bash 5.2: text in, syntax tree out. {@code Source → Lexer/WordReader → Parser → Command}. Pure: knows
 * no variables, files or processes. Every nesting depth and length has a bound.
 */
package postroom.labs.shell.syntax;
