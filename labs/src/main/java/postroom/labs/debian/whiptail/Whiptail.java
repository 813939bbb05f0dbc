package postroom.labs.debian.whiptail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.help.HelpText;
import postroom.labs.fs.Open;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Terminal;
import postroom.labs.terminal.CharWidth;

/**
 * {@code whiptail(1)}: one box a call; the answer goes to standard error or to the descriptor of {@code --output-fd}. The
 * gauge is not there.
 *
 * <p>Exit status: 0 Ok or Yes, 1 Cancel or No or an unknown option, 255 Escape or a wrong call.
 */
public final class Whiptail implements Program {
    /** By id. */
    public static final Map<String, Program> PROGRAMS = Map.of("whiptail/whiptail", new Whiptail());

    private static final Map<String, Box.Kind> KINDS = Map.of(
            "--msgbox", Box.Kind.MESSAGE,
            "--yesno", Box.Kind.YES_NO,
            "--infobox", Box.Kind.INFO,
            "--inputbox", Box.Kind.INPUT,
            "--passwordbox", Box.Kind.PASSWORD,
            "--textbox", Box.Kind.MESSAGE,
            "--menu", Box.Kind.MENU,
            "--checklist", Box.Kind.CHECKLIST,
            "--radiolist", Box.Kind.RADIOLIST);
    private static final List<String> WITH_VALUES = List.of(
            "--default-item",
            "--yes-button",
            "--no-button",
            "--ok-button",
            "--cancel-button",
            "--output-fd",
            "--title",
            "--backtitle");
    private static final List<String> FLAGS = List.of(
            "--clear",
            "--defaultno",
            "--fb",
            "--fullbuttons",
            "--nocancel",
            "--noitem",
            "--notags",
            "--separate-output",
            "--scrolltext",
            "--topleft");
    private static final int MOST = 1000;

    /** What a call says, option by option. */
    private static final class Call {
        private final Map<String, String> values = new java.util.HashMap<>();
        private final List<String> flags = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private String kind = "";

        boolean has(String flag) {
            return flags.contains(flag);
        }

        String value(String name) {
            return values.getOrDefault(name, "");
        }
    }

    @Override
    public int run(Process process) throws IOException {
        Call call = new Call();
        List<String> words = process.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--help") || word.equals("-h")) {
                process.out().print(HelpText.of("whiptail/whiptail"));
                return 0;
            } else if (word.equals("--version") || word.equals("-v")) {
                process.out().println("whiptail (newt): 0.52.23");
                return 0;
            } else if (word.equals("--")) {
                call.words.addAll(words.subList(i + 1, words.size()));
                break;
            } else if (KINDS.containsKey(word)) {
                call.kind = word;
            } else if (WITH_VALUES.contains(word) && i + 1 < words.size()) {
                call.values.put(word, words.get(++i));
            } else if (FLAGS.contains(word)) {
                call.flags.add(word);
            } else if (word.startsWith("--")) {
                process.err().println(word + ": unknown option");
                return 1;
            } else {
                call.words.add(word);
            }
        }
        int least = KINDS.containsKey(call.kind) && KINDS.get(call.kind).isList() ? 4 : 3;
        if (call.kind.isEmpty() || call.words.size() < least || !areNumbers(call.words.subList(1, least))) {
            process.err().print(HelpText.of("whiptail/whiptail"));
            return 255;
        }
        if (process.terminal().isEmpty()) {
            process.err().print("Failed to open terminal.");
            return 255;
        }
        return show(process, call);
    }

    private static boolean areNumbers(List<String> words) {
        return words.stream().allMatch(it -> it.matches("-?[0-9]{1,6}"));
    }

    private static int show(Process process, Call call) throws IOException {
        Box.Kind kind = KINDS.get(call.kind);
        String text = call.words.get(0);
        if (call.kind.equals("--textbox")) {
            text = new String(process.files().readAll(text), UTF_8);
        }
        text = text.replace("\\n", "\n").replace("\t", "        ");
        Terminal screen = process.terminal().orElseThrow();
        boolean list = kind.isList();
        List<Box.Item> items = list ? items(call, kind) : List.of();
        int listHeight = list ? bounded(call.words.get(3), items.size(), Math.max(1, screen.rows() - 8)) : 0;
        int width = bounded(call.words.get(2), widest(text, call, items) + 8, screen.columns());
        int lines = TextPart.wrapped(text, Math.max(1, width - 4)).size();
        int height = bounded(call.words.get(1), lines + 6 + listHeight, screen.rows());
        List<String> buttons = new ArrayList<>();
        boolean choice = kind == Box.Kind.YES_NO;
        String first = call.value(choice ? "--yes-button" : "--ok-button");
        String second = call.value(choice ? "--no-button" : "--cancel-button");
        if (!first.isEmpty() || !second.isEmpty()) {
            buttons.add(first.isEmpty() ? choice ? "Yes" : "Ok" : first);
            buttons.add(second.isEmpty() ? choice ? "No" : "Cancel" : second);
        }
        boolean scroll = call.has("--scrolltext") || call.kind.equals("--textbox");
        String value = kind == Box.Kind.MENU
                ? call.value("--default-item")
                : kind.isEntry() && call.words.size() > 3 ? call.words.get(3) : "";
        Box box = new Box(
                kind,
                call.value("--backtitle"),
                call.value("--title"),
                text,
                height,
                width,
                items,
                listHeight,
                value,
                new Box.Options(call.has("--nocancel"), call.has("--defaultno"), scroll, buttons));
        Descriptor tty = process.open("/dev/tty", EnumSet.of(Open.READ, Open.WRITE), 0);
        Box.Answer answer = Boxes.show(process, tty, box);
        answer(process, call, box, answer);
        return answer.status();
    }

    private static int widest(String text, Call call, List<Box.Item> items) {
        int widest = Math.max(16, call.value("--title").length() + 4);
        for (String line : text.split("\n")) {
            widest = Math.max(widest, CharWidth.of(line));
        }
        for (Box.Item each : items) {
            widest = Math.max(widest, CharWidth.of(each.tag()) + CharWidth.of(each.text()) + 5);
        }
        return widest;
    }

    /** A size; 0 stands for as large as needed. */
    private static int bounded(String word, int needed, int most) {
        int wish = Integer.parseInt(word);
        return Math.max(3, Math.min(wish <= 0 ? needed : wish, most));
    }

    private static List<Box.Item> items(Call call, Box.Kind kind) {
        List<Box.Item> items = new ArrayList<>();
        int each = (kind == Box.Kind.MENU ? 2 : 3) - (call.has("--noitem") ? 1 : 0);
        List<String> words = call.words.subList(4, call.words.size());
        for (int i = 0; i + each <= words.size() && items.size() < MOST; i += each) {
            String text = call.has("--noitem") ? "" : words.get(i + 1);
            String state = kind == Box.Kind.MENU ? "" : words.get(i + each - 1);
            items.add(new Box.Item(words.get(i), text, List.of("on", "yes", "1").contains(state)));
        }
        return items;
    }

    private static void answer(Process process, Call call, Box box, Box.Answer answer) throws IOException {
        if (answer.status() != 0 || box.kind() == Box.Kind.MESSAGE || box.kind() == Box.Kind.YES_NO) {
            return;
        }
        String text;
        if (box.kind() == Box.Kind.CHECKLIST) {
            StringBuilder all = new StringBuilder();
            for (String each : answer.values()) {
                all.append(
                        call.has("--separate-output")
                                ? each + "\n"
                                : (all.length() > 0 ? " " : "") + "\"" + each + "\"");
            }
            text = all.toString();
        } else {
            text = String.join("", answer.values());
        }
        byte[] bytes = text.getBytes(UTF_8);
        String number = call.value("--output-fd");
        Descriptor output = process.fd(number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 2);
        process.write(output, bytes, 0, bytes.length);
    }
}
