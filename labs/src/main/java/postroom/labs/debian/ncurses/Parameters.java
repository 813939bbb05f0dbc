package postroom.labs.debian.ncurses;

import java.util.ArrayDeque;
import java.util.Deque;

/** The little stack machine in the strings of {@code terminfo(5)}: {@code %p1%d}, {@code %?...%t...%e...%;}. */
final class Parameters {
    private final String text;
    private final int[] values;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final int[] variables = new int[128];
    private int at;

    private Parameters(String text, int[] values) {
        this.text = text;
        this.values = values;
    }

    /** The string with the values put in; padding such as {@code $<5>} is left out. */
    static String fill(String text, int... given) {
        int[] values = java.util.Arrays.copyOf(given, 9);
        return new Parameters(text.replaceAll("\\$<[0-9.]+[*/]*>", ""), values).run();
    }

    private int pop() {
        return stack.isEmpty() ? 0 : stack.pop();
    }

    private String run() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '%' || at >= text.length()) {
                out.append(c);
            } else {
                operator(text.charAt(at++));
            }
        }
        return out.toString();
    }

    private void operator(char c) {
        switch (c) {
            case '%' -> out.append('%');
            case 'c' -> out.append((char) pop());
            case 's' -> out.append(pop());
            case 'p' -> stack.push(values[text.charAt(at++) - '1']);
            case 'i' -> {
                values[0]++;
                values[1]++;
            }
            case '\'' -> {
                stack.push((int) text.charAt(at));
                at += 2;
            }
            case '{' -> {
                int end = text.indexOf('}', at);
                stack.push(Integer.parseInt(text.substring(at, end)));
                at = end + 1;
            }
            case 'P' -> variables[text.charAt(at++)] = pop();
            case 'g' -> stack.push(variables[text.charAt(at++)]);
            case 'l' -> stack.push(Integer.toString(pop()).length());
            case '!' -> stack.push(pop() == 0 ? 1 : 0);
            case '~' -> stack.push(~pop());
            case '?', ';' -> {}
            case 't' -> {
                if (pop() == 0) {
                    skip(true);
                }
            }
            case 'e' -> skip(false);
            case '+', '-', '*', '/', 'm', '&', '|', '^', '=', '<', '>', 'A', 'O' -> binary(c);
            default -> number(c);
        }
    }

    private void binary(char c) {
        int right = pop();
        int left = pop();
        stack.push(
                switch (c) {
                    case '+' -> left + right;
                    case '-' -> left - right;
                    case '*' -> left * right;
                    case '/' -> right == 0 ? 0 : left / right;
                    case 'm' -> right == 0 ? 0 : left % right;
                    case '&' -> left & right;
                    case '|' -> left | right;
                    case '^' -> left ^ right;
                    case '=' -> left == right ? 1 : 0;
                    case '<' -> left < right ? 1 : 0;
                    case '>' -> left > right ? 1 : 0;
                    case 'A' -> left != 0 && right != 0 ? 1 : 0;
                    default -> left != 0 || right != 0 ? 1 : 0;
                });
    }

    /** {@code %d}, {@code %2d}, {@code %03d}, {@code %x}. */
    private void number(char first) {
        int start = at - 1;
        int end = start;
        while (end < text.length() && "doxX".indexOf(text.charAt(end)) < 0 && end - start < 6) {
            end++;
        }
        String format = end < text.length() ? text.substring(start, end + 1) : String.valueOf(first);
        at = start + format.length();
        out.append(format.matches("0?[0-9]{0,3}[doxX]") ? String.format("%" + format, pop()) : "");
    }

    /** Goes behind the end of this branch; {@code toElse}: or to its other branch. */
    private void skip(boolean toElse) {
        int depth = 0;
        while (at + 1 < text.length()) {
            if (text.charAt(at++) != '%') {
                continue;
            }
            char c = text.charAt(at++);
            if (c == '?') {
                depth++;
            } else if (c == ';' && depth-- == 0 || c == 'e' && depth == 0 && toElse) {
                return;
            }
        }
    }
}
