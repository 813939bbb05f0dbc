package postroom.labs.debian.less;

import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Call;

/** The list of files of {@code less}, and which of them is looked at. */
final class LessFiles {
    private final Call call;
    private final LessText text;
    private final List<LessFile> files;
    private int current;

    LessFiles(Call call, LessText text, List<LessFile> files) {
        this.call = call;
        this.text = text;
        this.files = new ArrayList<>(files);
    }

    LessFile current() {
        return files.get(current);
    }

    int size() {
        return files.size();
    }

    /** Which one it is, from 1. */
    int number() {
        return current + 1;
    }

    /** The name of the one behind; empty if there is none. */
    String nextName() {
        return isLast() ? "" : files.get(current + 1).name();
    }

    boolean isLast() {
        return current + 1 >= files.size();
    }

    boolean has(int at) {
        return at >= 0 && at < files.size();
    }

    /** Shows the one that is {@code by} further; one that cannot be read is taken out, and why is given. */
    String turn(int by) {
        return go(current + by);
    }

    /** Shows the first. */
    String first() {
        return go(0);
    }

    /** Adds one behind the current and shows it. */
    String examine(String name) {
        files.add(current + 1, new LessFile(name));
        return go(current + 1);
    }

    /** Takes the current one out, unless there is no other. */
    String remove() {
        if (files.size() == 1) {
            return "";
        }
        files.remove(current);
        return show(Math.min(current, files.size() - 1));
    }

    private String go(int wanted) {
        current().top(text.top());
        return show(wanted);
    }

    private String show(int wanted) {
        LessFile file = files.get(wanted);
        String wrong = file.load(call);
        if (wrong.isEmpty()) {
            current = wanted;
            text.show(file.lines(), file.top());
        } else if (files.size() > 1) {
            files.remove(wanted);
            current = Math.min(wanted < current ? current - 1 : current, files.size() - 1);
        }
        return wrong;
    }
}
