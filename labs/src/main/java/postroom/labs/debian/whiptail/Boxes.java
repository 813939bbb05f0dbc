package postroom.labs.debian.whiptail;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.whiptail.Box.Answer;
import postroom.labs.host.Process;
import postroom.labs.io.Descriptor;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.FullScreen;
import postroom.labs.terminal.screen.Stroke;

/** Shows a box at a terminal until it is answered. It stays as it is when the window gets another size, as newt's forms do. */
public final class Boxes {
    private Boxes() {}

    /** Shows {@code box} at the terminal behind a descriptor; an info box only flashes by. */
    public static Answer show(Process process, Descriptor terminal, Box box) throws IOException {
        BoxForm form = new BoxForm(box);
        try (FullScreen screen = new FullScreen(process, terminal, FullScreen.Wish.RAW_OF_ONE_SIZE)) {
            int rows = screen.rows();
            int columns = screen.columns();
            while (true) {
                Canvas canvas = new Canvas(rows, columns);
                form.draw(canvas);
                screen.paint(canvas);
                if (box.kind() == Box.Kind.INFO) {
                    return new Answer(0, List.of());
                }
                Stroke stroke = screen.read();
                if (stroke.is("^L")) {
                    screen.repaint();
                    continue;
                }
                Optional<Answer> answer = form.key(stroke);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
    }
}
