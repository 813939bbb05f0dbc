package postroom.labs.debian.diffutils;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.gnu.Call;

/** Changes as commands: for {@code ed(1)}, in the order of the file, or for RCS. */
final class EditScript {
    private final Call call;
    private final DiffOptions options;
    private final TextFile a;
    private final TextFile b;

    EditScript(Call call, DiffOptions options, TextFile a, TextFile b) {
        this.call = call;
        this.options = options;
        this.a = a;
        this.b = b;
    }

    private static String letter(Edits.Change change) {
        boolean gone = change.toA() > change.fromA();
        return gone ? change.toB() > change.fromB() ? "c" : "d" : "a";
    }

    /** From the end of the file to its beginning, so that the numbers of lines stay true. */
    void ed(List<Edits.Change> changes) throws IOException {
        for (int i = changes.size() - 1; i >= 0; i--) {
            Edits.Change each = changes.get(i);
            if (options.ignores(each, a, b)) {
                continue;
            }
            call.print(DiffOutput.range(each.fromA(), each.toA()) + letter(each) + "\n");
            boolean open = each.toB() > each.fromB();
            for (int j = each.fromB(); j < each.toB(); j++) {
                String line = b.lines().get(j);
                if (!open) {
                    call.print("a\n");
                    open = true;
                }
                if (line.equals(".")) {
                    call.print("..\n.\ns/.//\n"); // a dot would end the text: two of them, and one is taken away
                    open = false;
                } else {
                    call.print(line + "\n");
                }
            }
            call.print(open ? ".\n" : "");
        }
    }

    void forward(List<Edits.Change> changes) throws IOException {
        for (Edits.Change each : changes) {
            if (options.ignores(each, a, b)) {
                continue;
            }
            call.print(letter(each) + DiffOutput.range(each.fromA(), each.toA()).replace(',', ' ') + "\n");
            for (int i = each.fromB(); i < each.toB(); i++) {
                call.print(b.lines().get(i) + "\n");
            }
            call.print(each.toB() > each.fromB() ? ".\n" : "");
        }
    }

    void rcs(List<Edits.Change> changes) throws IOException {
        for (Edits.Change each : changes) {
            if (options.ignores(each, a, b)) {
                continue;
            }
            int gone = each.toA() - each.fromA();
            int come = each.toB() - each.fromB();
            call.print(gone > 0 ? "d" + (each.fromA() + 1) + " " + gone + "\n" : "");
            call.print(come > 0 ? "a" + each.toA() + " " + come + "\n" : "");
            for (int i = each.fromB(); i < each.toB(); i++) {
                call.print(b.lines().get(i) + (b.bare(i) ? "" : "\n"));
            }
        }
    }
}
