package postroom.labs.debian.whiptail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.whiptail.Box.Answer;
import postroom.labs.terminal.CharWidth;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Stroke;
import postroom.labs.terminal.screen.Style;

/** A box on the screen: its parts, which of them has the focus, and what a key makes of it. */
public final class BoxForm {
    private static final Style ROOT = Style.colours(7, 4);
    private static final Style SHADOW = Style.colours(7, 0);
    private static final Style TITLE = Style.colours(1, 7);

    private final Box box;
    private final List<Part> parts = new ArrayList<>();
    private final List<ButtonPart> buttons = new ArrayList<>();
    private final EntryPart entry;
    private final ListPart list;
    private int focus;

    /** The box as it is before the first key. */
    public BoxForm(Box box) {
        this.box = box;
        int height = box.height() - 2;
        int width = box.width() - 2;
        boolean framed = !box.kind().isEntry() && !box.kind().isList();
        int room = height - (framed ? 4 : box.kind().isEntry() ? 5 : 5 + box.listHeight());
        TextPart text = new TextPart(
                box.text(), framed ? 1 : 0, width - 2, room, box.options().scrollText());
        parts.add(text);
        entry = box.kind().isEntry()
                ? new EntryPart(box.value(), text.height() + 1, width - 2, box.kind() == Box.Kind.PASSWORD)
                : null;
        list = box.kind().isList() ? new ListPart(box, text.height() + 1) : null;
        if (entry != null) {
            parts.add(entry);
        }
        if (list != null) {
            parts.add(list);
        }
        for (int i = 0; i < box.labels().size(); i++) {
            ButtonPart button = new ButtonPart(
                    box.labels().get(i), height - 2, box.buttonColumns().get(i));
            buttons.add(button);
            parts.add(button);
        }
        focus = box.options().defaultNo() && buttons.size() > 1 ? parts.indexOf(buttons.get(1)) : step(-1, 1);
    }

    /** The next part in a direction that can have the focus; round the ends. */
    private int step(int from, int direction) {
        int at = from;
        for (int i = 0; i < parts.size(); i++) {
            at = Math.floorMod(at + direction, parts.size());
            if (parts.get(at).focusable()) {
                return at;
            }
        }
        return from;
    }

    /** Draws it in the middle of a canvas. */
    public void draw(Canvas canvas) {
        canvas.fill(0, 0, canvas.rows(), canvas.columns(), ROOT);
        canvas.put(0, 0, box.backtitle(), ROOT);
        int top = (canvas.rows() - box.height()) / 2;
        int left = (canvas.columns() - box.width()) / 2;
        frame(canvas, top, left);
        for (int i = 0; i < parts.size(); i++) {
            if (i != focus) {
                parts.get(i).draw(canvas, top + 1, left + 1, false);
            }
        }
        if (focus >= 0) {
            parts.get(focus).draw(canvas, top + 1, left + 1, true); // last, for the cursor is its own
        }
    }

    private void frame(Canvas canvas, int top, int left) {
        int width = box.width();
        int height = box.height();
        canvas.fill(top + 1, left + 1, height, width, SHADOW);
        canvas.fill(top, left, height, width, Part.WINDOW);
        String bar = "─".repeat(Math.max(0, width - 2));
        canvas.put(top, left, "┌" + bar + "┐", Part.WINDOW);
        for (int row = top + 1; row < top + height - 1; row++) {
            canvas.put(row, left, "│", Part.WINDOW);
            canvas.put(row, left + width - 1, "│", Part.WINDOW);
        }
        canvas.put(top + height - 1, left, "└" + bar + "┘", Part.WINDOW);
        if (!box.title().isEmpty()) {
            int at = left + 1 + (width - 2 - CharWidth.of(box.title()) - 4) / 2;
            int end = canvas.put(top, canvas.put(top, at, "┤ ", Part.WINDOW), box.title(), TITLE);
            canvas.put(top, end, " ├", Part.WINDOW);
        }
    }

    /** What a key does; the answer if it ends the box. */
    public Optional<Answer> key(Stroke stroke) {
        if (focus >= 0 && parts.get(focus).key(stroke)) {
            return Optional.empty();
        }
        Part part = focus >= 0 ? parts.get(focus) : null;
        int button = part instanceof ButtonPart it ? buttons.indexOf(it) : -1;
        switch (stroke.name()) {
            case "^I" -> focus = step(focus, 1);
            case "S-Tab" -> focus = step(focus, -1);
            case "Down", "Right" -> focus = Math.max(focus, step(focus, 1));
            case "Up", "Left", "^?", "^H" -> focus = Math.min(focus, step(focus, -1));
            case "^M", "^J" -> {
                if (button >= 0) {
                    return Optional.of(answer(button));
                }
                return part == list || part == entry ? Optional.of(answer(0)) : Optional.empty();
            }
            case " " -> {
                return button >= 0 ? Optional.of(answer(button)) : Optional.empty();
            }
            case Stroke.ESCAPE, Stroke.HANGUP -> {
                return Optional.of(new Answer(255, List.of()));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Answer answer(int button) {
        if (button != 0) {
            return new Answer(1, List.of());
        }
        return new Answer(0, entry != null ? List.of(entry.value()) : list != null ? list.chosen() : List.of());
    }
}
