package postroom.labs.shell.run;

import java.util.List;

/** How far a shell has come: {@code $?}, {@code PIPESTATUS}, {@code $!} and {@code LINENO}. */
final class Statuses {
    private int status;
    private List<Integer> pipe = List.of(0);
    private int lastBackground;
    private int line;

    /** For a forked shell. Its pipelines begin anew. */
    void inherit(Statuses parent) {
        status = parent.status;
        lastBackground = parent.lastBackground;
        line = parent.line;
    }

    int status() {
        return status;
    }

    void status(int value) {
        status = value;
    }

    List<Integer> pipe() {
        return pipe;
    }

    void pipe(List<Integer> values) {
        pipe = values;
    }

    /** 0 before there was one. */
    int lastBackground() {
        return lastBackground;
    }

    void lastBackground(int pid) {
        lastBackground = pid;
    }

    int line() {
        return line;
    }

    void line(int value) {
        line = value;
    }
}
