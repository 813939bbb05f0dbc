package postroom.labs.debian.nano;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.help.HelpText;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Stroke;

/** Shows nano's own help over the text. */
final class HelpViewer {
    private static final int WIDEST = 74;

    private final Screenful view;
    private final Options options;

    HelpViewer(Screenful view, Options options) {
        this.view = view;
        this.options = options;
    }

    /** Shows a topic until it is closed. The first line of its text is the title; lines with a tab are not filled. */
    void show(String topic) throws IOException {
        String[] text = HelpText.of("nano/help-" + topic).split("\n");
        int top = 0;
        while (true) {
            List<String> lines = lines(text);
            int height = view.terminal().rows() - (options.noHelp ? 2 : 4);
            top = Math.max(0, Math.min(top, lines.size() - 1));
            Canvas canvas = view.terminal().canvas();
            Screenful.heading(canvas, "", text[0], "");
            for (int i = 0; i < height && top + i < lines.size(); i++) {
                canvas.put(1 + i, 0, lines.get(top + i), postroom.labs.terminal.screen.Style.PLAIN);
            }
            if (!options.noHelp) {
                Menu.HELP.draw(canvas, false);
            }
            canvas.cursor(1, 0);
            view.paint(canvas);
            int page = Math.max(1, height - 2);
            int end = Math.max(0, lines.size() - height);
            switch (view.terminal().read().name()) {
                case "^X", "^C", "q", "Q", "^G", "F1", "F2", Stroke.HANGUP, "Escape" -> {
                    return;
                }
                case "^V", "PageDown", " " -> top = top + page < lines.size() ? top + page : top;
                case "^Y", "PageUp", "-" -> top = Math.max(0, top - page);
                case "^N", "Down" -> top = Math.min(top + 1, Math.max(top, end));
                case "^P", "Up" -> top = Math.max(0, top - 1);
                case "M-\\", "Home", "C-Home" -> top = 0;
                case "M-/", "End", "C-End" -> top = end;
                case "^L" -> view.terminal().repaint();
                default -> {}
            }
        }
    }

    private List<String> lines(String[] text) {
        List<String> lines = new ArrayList<>();
        int width = Math.min(WIDEST, view.terminal().columns());
        for (int i = 1; i < text.length; i++) {
            if (text[i].contains("\t")) {
                String[] parts = text[i].split("\t");
                lines.add(String.format("%-7s%-10s%s", parts[0], parts[1], parts[2])
                        .replaceAll("\\s+$", ""));
            } else if (text[i].isEmpty()) {
                lines.add("");
            } else {
                fill(text[i], width, lines);
            }
        }
        return lines;
    }

    private static void fill(String paragraph, int width, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" (?=[^ ])")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }
}
