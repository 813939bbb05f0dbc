package postroom.labs.shell.builtin;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as text: {@code .} and {@code ..} taken out without looking at links, as {@code cd -L} does. */
final class LogicalPath {
    private LogicalPath() {}

    static String normalise(String absolute) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : absolute.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
