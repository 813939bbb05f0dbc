package postroom.labs.debian.whiptail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postroom.labs.terminal.CharWidth;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Stroke;
import postroom.labs.terminal.screen.Style;

/** A list to choose one item of, or to tick several or one of. */
final class ListPart implements Part {
    private final Box box;
    private final int top;
    private final int left;
    private final int height;
    private final int width;
    private final List<String> rows = new ArrayList<>();
    private final boolean[] ticked;
    private int current;
    private int first;

    ListPart(Box box, int top) {
        this.box = box;
        this.top = top;
        this.height = Math.max(1, Math.min(box.listHeight(), box.items().size()));
        int tag = box.items().stream()
                .mapToInt(it -> CharWidth.of(it.tag()))
                .max()
                .orElse(0);
        int text = box.items().stream()
                .mapToInt(it -> CharWidth.of(it.text()))
                .max()
                .orElse(0);
        boolean menu = box.kind() == Box.Kind.MENU;
        for (Box.Item item : box.items()) {
            rows.add(padded(item.tag(), tag) + " " + padded(item.text(), text));
        }
        int extra = (menu ? 0 : 4) + (box.items().size() > height ? 2 : 0);
        this.width = tag + text + 1 + (menu ? 0 : 4);
        this.left = Math.max(0, (box.width() - 2 - tag - text - 1 - extra) / 2);
        this.ticked = new boolean[box.items().size()];
        for (int i = 0; i < ticked.length; i++) {
            Box.Item item = box.items().get(i);
            ticked[i] = item.on();
            if (menu ? item.tag().equals(box.value()) : box.kind() == Box.Kind.RADIOLIST && item.on()) {
                current = i;
            }
        }
        show();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - CharWidth.of(text)));
    }

    /** The tags that are chosen. */
    List<String> chosen() {
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < ticked.length; i++) {
            if (box.kind() == Box.Kind.MENU ? i == current : ticked[i]) {
                tags.add(box.items().get(i).tag());
            }
        }
        return tags;
    }

    @Override
    public void draw(Canvas canvas, int row, int column, boolean focus) {
        for (int i = 0; i < height; i++) {
            int index = first + i;
            Style style = index != current ? WINDOW : focus ? ACTIVE : box.kind() == Box.Kind.MENU ? FIELD : WINDOW;
            canvas.put(row + top + i, column + left, padded(mark(index) + rows.get(index), width), style);
        }
        if (focus) {
            canvas.cursor(row + top + current - first, column + left + (box.kind() == Box.Kind.MENU ? 0 : 1));
        }
    }

    private String mark(int index) {
        return switch (box.kind()) {
            case CHECKLIST -> ticked[index] ? "[*] " : "[ ] ";
            case RADIOLIST -> ticked[index] ? "(*) " : "( ) ";
            default -> "";
        };
    }

    @Override
    public boolean key(Stroke stroke) {
        int last = rows.size() - 1;
        switch (stroke.name()) {
            case "Up" -> current = Math.max(0, current - 1);
            case "Down" -> current = Math.min(last, current + 1);
            case "PageUp" -> current = Math.max(0, current - height);
            case "PageDown" -> current = Math.min(last, current + height);
            case "Home" -> current = 0;
            case "End" -> current = last;
            default -> {
                if (stroke.is(" ") && box.kind() != Box.Kind.MENU) {
                    tick();
                } else if (!stroke.isText() || !jump(stroke.name())) {
                    return false;
                }
            }
        }
        show();
        return true;
    }

    private void tick() {
        if (box.kind() == Box.Kind.CHECKLIST) {
            ticked[current] = !ticked[current];
        } else {
            for (int i = 0; i < ticked.length; i++) {
                ticked[i] = i == current;
            }
        }
    }

    /** To the next item that begins with a letter, from the top again behind the last. */
    private boolean jump(String letter) {
        String wanted = letter.toLowerCase(Locale.ROOT);
        for (int i = 1; i <= rows.size(); i++) {
            int index = (current + i) % rows.size();
            if (rows.get(index).toLowerCase(Locale.ROOT).startsWith(wanted)) {
                current = index;
                return true;
            }
        }
        return false;
    }

    private void show() {
        first = Math.max(current - height + 1, Math.min(first, current));
    }
}
