package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.StrfTime;
import postroom.labs.io.ErrnoException;

/** Compares two files and shows how they differ in the form that was asked for. */
final class FileComparison {
    private static final String TIME = "%Y-%m-%d %H:%M:%S.%N %z";

    private final Call call;
    private final DiffOptions options;

    FileComparison(Call call, DiffOptions options) {
        this.call = call;
        this.options = options;
    }

    /**
     * 0 if they are the same, 1 if not, 2 if one cannot be read.
     *
     * @param header a line to be shown before differences; may be empty
     * @param absent whether a file that is not there counts as empty
     */
    int of(String left, String right, String header, boolean absent) throws IOException {
        TextFile a = read(left, absent);
        TextFile b = read(right, absent);
        if (a == null || b == null) {
            return 2;
        }
        boolean binary = (a.binary() || b.binary()) && !call.has("a");
        List<Edits.Change> changes = Edits.between(keys(a), keys(b), call.process()::step);
        boolean same = changes.stream().allMatch(it -> options.ignores(it, a, b));
        if (same && (changes.isEmpty() || !binary)) {
            call.print(call.has("s") ? "Files " + left + " and " + right + " are identical\n" : "");
            return complete(a, b, List.of(), header, !call.has("q"));
        }
        if (call.has("q")) {
            call.print("Files " + left + " and " + right + " differ\n");
            return 1;
        }
        if (binary) {
            call.print(header.isEmpty() ? "" : "");
            call.print("Binary files " + left + " and " + right + " differ\n");
            return 1;
        }
        call.print(header);
        return show(a, b, changes);
    }

    /** Columns and merged files are shown also where nothing differs. */
    private int complete(TextFile a, TextFile b, List<Edits.Change> changes, String header, boolean wanted)
            throws IOException {
        DiffOptions.Style style = options.style();
        if (wanted && (style == DiffOptions.Style.SIDE_BY_SIDE || style == DiffOptions.Style.FORMATS)) {
            call.print(header);
            show(a, b, changes);
        }
        return 0;
    }

    private TextFile read(String name, boolean absent) throws IOException {
        if (absent && !name.equals("-") && !call.files().exists(name)) {
            return TextFile.absent(name);
        }
        try {
            return TextFile.read(call, name);
        } catch (ErrnoException e) {
            call.complain(2, name + ": " + e.getMessage());
            return null;
        }
    }

    private List<String> keys(TextFile file) {
        List<String> keys = new ArrayList<>(file.lines().size());
        for (int i = 0; i < file.lines().size(); i++) {
            keys.add(options.key(file.lines().get(i), file.bare(i)));
        }
        return keys;
    }

    private String title(TextFile file, int which) {
        String label = options.label(which);
        return label == null ? file.name() + "\t" + StrfTime.format(TIME, file.time()) : label;
    }

    private int show(TextFile a, TextFile b, List<Edits.Change> changes) throws IOException {
        DiffOutput output = new DiffOutput(call, options, a, b);
        EditScript script = new EditScript(call, options, a, b);
        switch (options.style()) {
            case UNIFIED -> {
                output.header(title(a, 0), title(b, 1));
                output.unified(changes);
            }
            case CONTEXT -> {
                output.header(title(a, 0), title(b, 1));
                output.context(changes);
            }
            case ED -> {
                script.ed(changes);
                return complainOfEnd(a) | complainOfEnd(b) ? 2 : 1;
            }
            case FORWARD_ED -> {
                script.forward(changes);
                return complainOfEnd(a) | complainOfEnd(b) ? 2 : 1;
            }
            case RCS -> script.rcs(changes);
            case SIDE_BY_SIDE -> new SideBySide(call, options, a, b).print(changes);
            case FORMATS -> new LineFormats(call, options, a, b).print(changes);
            default -> output.normal(changes);
        }
        return 1;
    }

    /** A script for ed cannot say that a last line has no line feed. */
    private boolean complainOfEnd(TextFile file) throws IOException {
        if (file.bare()) {
            call.warn(file.name() + ": No newline at end of file\n");
        }
        return file.bare();
    }
}
