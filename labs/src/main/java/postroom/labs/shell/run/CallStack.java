package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions and sourced files that run: behind FUNCNAME, BASH_SOURCE, BASH_LINENO and the names in messages. */
public final class CallStack {
    private final List<Frame> frames = new ArrayList<>();

    /**
     * A call.
     *
     * @param function its name; {@code source} for a file, {@code main} for a script
     * @param source the file that the text came from
     * @param calledAt the line of the call
     */
    public record Frame(String function, String source, int calledAt) {}

    CallStack copy() {
        CallStack copy = new CallStack();
        copy.frames.addAll(frames);
        return copy;
    }

    public void push(Frame frame) {
        frames.add(frame);
    }

    public void pop() {
        frames.remove(frames.size() - 1);
    }

    void clear() {
        frames.clear();
    }

    public int depth() {
        return frames.size();
    }

    /** Innermost first. */
    public List<Frame> innermostFirst() {
        List<Frame> all = new ArrayList<>(frames);
        java.util.Collections.reverse(all);
        return all;
    }

    /** The file whose text runs. */
    Optional<String> source() {
        return frames.isEmpty()
                ? Optional.empty()
                : Optional.of(frames.get(frames.size() - 1).source());
    }

    /** Whether {@code return} has somewhere to return from. */
    public boolean canReturn() {
        return frames.stream().anyMatch(frame -> !frame.function().equals("main"));
    }

    /** Whether a function runs. */
    public boolean inFunction() {
        return frames.stream()
                .anyMatch(frame ->
                        !frame.function().equals("main") && !frame.function().equals("source"));
    }
}
