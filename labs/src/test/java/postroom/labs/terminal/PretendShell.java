package postroom.labs.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A shell that reads lines and does nothing: what it takes to hold an editor against a recording of bash. */
final class PretendShell implements LineHistory {
    final List<String> lines = new ArrayList<>();
    final List<EditorEvent> events = new ArrayList<>();
    final LineEditor editor;
    private final List<String> files;
    private final String prompt;
    private int columns;
    private int rows;

    PretendShell(String prompt, int columns, int rows, List<String> history, List<String> files) {
        this.prompt = prompt;
        this.columns = columns;
        this.rows = rows;
        this.files = files;
        lines.addAll(history);
        editor = new LineEditor(this, this::complete);
    }

    String begin() {
        return text(editor.begin(prompt, columns, rows));
    }

    /** Types keys; what is sent to the screen. ^C is the line discipline's, so it comes in another way. */
    String type(String keys) {
        return typeBytes(Utf8.encode(keys));
    }

    String typeBytes(byte[] bytes) {
        StringBuilder sent = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int end = at;
            while (end < bytes.length && bytes[end] != 3) {
                end++;
            }
            LineEditor.Step step = end == at ? editor.interrupt() : editor.input(bytes, at, end - at);
            at += end == at ? 1 : step.consumed();
            sent.append(text(step.output()));
            step.event().ifPresent(event -> sent.append(handle(event)));
            if (step.event().filter(EditorEvent.EndOfInput.class::isInstance).isPresent()) {
                return sent.toString();
            }
        }
        return sent.toString();
    }

    /** What would be sent to show the line on an empty screen. */
    String drawAnew() {
        return text(editor.drawAnew());
    }

    String resize(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        return text(editor.resize(columns, rows));
    }

    private String handle(EditorEvent event) {
        events.add(event);
        if (event instanceof EditorEvent.EndOfInput) {
            return "exit\r\n";
        }
        if (event instanceof EditorEvent.Accepted) {
            String line = ((EditorEvent.Accepted) event).line();
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return begin();
    }

    private Completion complete(String line, int cursor) {
        int start = line.lastIndexOf(' ', cursor - 1) + 1;
        String word = line.substring(start, cursor);
        int slash = word.lastIndexOf('/') + 1;
        List<Completion.Candidate> candidates = new ArrayList<>();
        for (String file : files) {
            if (file.startsWith(word)) {
                int end = file.indexOf('/', slash);
                boolean folder = end >= 0;
                String text = folder ? file.substring(0, end) : file;
                candidates.add(new Completion.Candidate(
                        text, text.substring(slash) + (folder ? "/" : ""), folder ? "/" : " "));
            }
        }
        return new Completion(start, candidates);
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public String line(int index) {
        return lines.get(index);
    }

    Optional<EditorEvent> lastEvent() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }

    private static String text(byte[] bytes) {
        return Utf8.decode(bytes, 0, bytes.length);
    }
}
