package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;

/** Both files merged by formats: {@code -D NAME}, {@code --line-format} and {@code --changed-group-format} with their like. */
final class LineFormats {
    private final Call call;
    private final TextFile a;
    private final TextFile b;
    private final String oldLine;
    private final String newLine;
    private final String sameLine;
    private final String oldGroup;
    private final String newGroup;
    private final String sameGroup;
    private final String changedGroup;

    LineFormats(Call call, DiffOptions options, TextFile a, TextFile b) {
        this.call = call;
        this.a = a;
        this.b = b;
        String all = options.value("lines", "%L");
        this.oldLine = options.value("old", all);
        this.newLine = options.value("new", all);
        this.sameLine = options.value("unchanged", all);
        String name = options.value("D", null);
        String changed = options.value("changed-group", null);
        this.oldGroup = options.value(
                "old-group",
                name == null
                        ? changed == null ? "%<" : changed
                        : "#ifndef " + name + "\n%<#endif /* ! " + name + " */\n");
        this.newGroup = options.value(
                "new-group",
                name == null ? changed == null ? "%>" : changed : "#ifdef " + name + "\n%>#endif /* " + name + " */\n");
        this.sameGroup = options.value("unchanged-group", "%=");
        this.changedGroup = options.value(
                "changed-group",
                name == null
                        ? oldGroup + newGroup
                        : "#ifndef " + name + "\n%<#else /* " + name + " */\n%>#endif /* " + name + " */\n");
    }

    void print(List<Edits.Change> changes) throws IOException {
        int at = 0;
        int other = 0;
        for (Edits.Change each : changes) {
            if (at < each.fromA()) {
                group(sameGroup, at, each.fromA(), other, each.fromB());
            }
            boolean gone = each.toA() > each.fromA();
            boolean come = each.toB() > each.fromB();
            String format = gone && come ? changedGroup : gone ? oldGroup : newGroup;
            group(format, each.fromA(), each.toA(), each.fromB(), each.toB());
            at = each.toA();
            other = each.toB();
        }
        if (at < a.lines().size()) {
            group(sameGroup, at, a.lines().size(), other, b.lines().size());
        }
    }

    private void group(String format, int fromA, int toA, int fromB, int toB) throws IOException {
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%' || i == format.length()) {
                call.print(String.valueOf(c));
                continue;
            }
            char kind = format.charAt(i++);
            switch (kind) {
                case '<' -> lines(oldLine, a, fromA, toA);
                case '>' -> lines(newLine, b, fromB, toB);
                case '=' -> lines(sameLine, a, fromA, toA);
                case '%' -> call.print("%");
                case 'd' -> {
                    char which = i < format.length() ? format.charAt(i++) : 0;
                    boolean old = Character.isLowerCase(which);
                    call.print(Integer.toString(number(which, old ? fromA : fromB, old ? toA : toB)));
                }
                default -> i = literal(format, kind, i);
            }
        }
    }

    /** {@code e} the line before the group, {@code f} its first, {@code l} its last, {@code m} the one behind, {@code n} how many. */
    private static int number(char which, int from, int to) {
        return switch (Character.toLowerCase(which)) {
            case 'e' -> from;
            case 'f' -> from + 1;
            case 'l' -> to;
            case 'm' -> to + 1;
            default -> to - from;
        };
    }

    private int literal(String format, char kind, int at) throws IOException {
        int end = kind == 'c' && at < format.length() && format.charAt(at) == '\'' ? format.indexOf('\'', at + 1) : -1;
        if (end < 0) {
            call.print("%" + kind);
            return at;
        }
        String inside = format.substring(at + 1, end);
        boolean octal = inside.matches("\\\\[0-7]{1,3}");
        call.print(octal ? String.valueOf((char) Integer.parseInt(inside.substring(1), 8)) : inside);
        return end + 1;
    }

    private void lines(String format, TextFile file, int from, int to) throws IOException {
        for (int line = from; line < to; line++) {
            int i = 0;
            while (i < format.length()) {
                char c = format.charAt(i++);
                if (c != '%' || i == format.length()) {
                    call.print(String.valueOf(c));
                    continue;
                }
                char kind = format.charAt(i++);
                switch (kind) {
                    case 'l' -> call.print(file.lines().get(line));
                    case 'L' -> call.print(file.lines().get(line) + (file.bare(line) ? "" : "\n"));
                    case '%' -> call.print("%");
                    case 'd' -> {
                        i += i < format.length() && format.charAt(i) == 'n' ? 1 : 0;
                        call.print(Integer.toString(line + 1));
                    }
                    default -> i = literal(format, kind, i);
                }
            }
        }
    }
}
