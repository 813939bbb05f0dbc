package postroom.labs.debian.debconf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.debian.whiptail.Box;
import postroom.labs.debian.whiptail.BoxForm;
import postroom.labs.fs.FileAccess;
import postroom.labs.io.Terminal;
import postroom.labs.terminal.screen.Canvas;
import postroom.labs.terminal.screen.Painter;
import postroom.labs.terminal.screen.Stroke;

/** Postfix's questions look as they do on the real host: the same keys, the screens compared with its screens. */
class DialogFrontendTest {
    private static final Pattern PIECE = Pattern.compile("\u001b\\[(\\d+);(\\d+)H|\u001b\\[[?0-9;]*[A-Za-z]|\r|\n|.");
    private static final List<String> WIZARD = List.of(
            "main_mailer_type",
            "mailname",
            "relayhost",
            "root_address",
            "destinations",
            "chattr",
            "mynetworks",
            "mailbox_limit",
            "recipient_delim",
            "protocols");

    private final TestHost host = new TestHost(Base.POSTFIX);
    private final List<String> screens = new ArrayList<>();
    private DebconfDatabase database;
    private Map<String, Template> templates;

    @BeforeEach
    void answersSoFar() throws IOException {
        FileAccess files = FileAccess.root(host.host().disk());
        database = DebconfDatabase.read(files);
        templates = Template.installed(files);
        database.answer("postfix/relayhost", "smtp.mydomain.net");
        database.answer(
                "postfix/destinations",
                "myserver.mydomain.net, myserver.mydomain.net, localhost.mydomain.net, , localhost");
        database.answer("postfix/mynetworks", "127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void onAWideScreenTheTextStandsAboveTheChoices() throws IOException {
        DialogFrontend dialog = dialog(120, 40, "^I", "^M");
        ask(dialog, "main_mailer_type");

        assertThat(screens).containsExactly(real("120x40/01-type"), real("120x40/02-Tab"));
    }

    @Test
    void onASmallScreenALongTextComesFirstAndScrolls() throws IOException {
        DialogFrontend dialog = dialog(80, 24, "^I", "^M", "Down", "^M");
        ask(dialog, "main_mailer_type");

        assertThat(screens)
                .containsExactly(
                        real("80x24/01-type"), real("80x24/02-Tab"), real("80x24/03-Enter"), real("80x24/04-Down"));
        assertThat(database.value("postfix/main_mailer_type")).contains("Internet with smarthost");
    }

    @Test
    void allQuestionsLookLikeTheRealOnes() throws IOException {
        DialogFrontend dialog =
                dialog(80, 24, "^I", "^M", "Down", "^M", "^M", "^M", "^M", "^M", "^M", "^M", "^M", "^M", "^M");
        for (String each : WIZARD) {
            ask(dialog, each);
        }

        List<String> real = new ArrayList<>();
        for (String name : List.of(
                "01-type",
                "02-Tab",
                "03-Enter",
                "04-Down",
                "05-Enter",
                "06-Enter",
                "07-Enter",
                "08-Enter",
                "09-Enter",
                "10-Enter",
                "11-Enter",
                "12-Enter",
                "13-Enter")) {
            real.add(real("80x24/" + name));
        }
        assertThat(screens).containsExactlyElementsOf(real);
    }

    @Test
    void everyTypeCanBeChosenByItsKeys() throws IOException {
        List<String> types = templates.get("postfix/main_mailer_type").choices();
        for (int i = 0; i < types.size(); i++) {
            List<String> keys = new ArrayList<>(List.of("Home"));
            for (int down = 0; down < i; down++) {
                keys.add("Down");
            }
            keys.add("^M");
            ask(dialog(120, 40, keys.toArray(String[]::new)), "main_mailer_type");

            assertThat(database.value("postfix/main_mailer_type")).contains(types.get(i));
        }
    }

    @Test
    void escapeGoesBackAndKeepsTheAnswer() throws IOException {
        DialogFrontend dialog = dialog(120, 40, "x", Stroke.ESCAPE);

        assertThat(ask(dialog, "mailname")).isFalse();
        assertThat(database.value("postfix/mailname")).contains("myserver.mydomain.net");
    }

    private boolean ask(DialogFrontend dialog, String name) throws IOException {
        return dialog.ask(new Question(database, templates.get("postfix/" + name)));
    }

    private DialogFrontend dialog(int columns, int rows, String... keys) {
        Deque<String> typed = new ArrayDeque<>(List.of(keys));
        DialogFrontend dialog = new DialogFrontend(new Window(columns, rows), box -> shown(box, columns, rows, typed));
        dialog.title("Postfix Configuration");
        return dialog;
    }

    private Box.Answer shown(Box box, int columns, int rows, Deque<String> typed) {
        BoxForm form = new BoxForm(box);
        while (true) {
            Canvas canvas = new Canvas(rows, columns);
            form.draw(canvas);
            screens.add(trimmed(seen(new Painter().paint(canvas), columns, rows)));
            Optional<Box.Answer> answer = form.key(new Stroke(typed.pop(), ""));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** What stands on a cleared screen after the painter's bytes. */
    private static String seen(String bytes, int columns, int rows) {
        char[][] cells = new char[rows][columns];
        for (char[] each : cells) {
            Arrays.fill(each, ' ');
        }
        int row = 0;
        int column = 0;
        Matcher next = PIECE.matcher(bytes);
        while (next.find()) {
            String piece = next.group();
            if (piece.endsWith("H") && next.group(1) != null) {
                row = Integer.parseInt(next.group(1)) - 1;
                column = Integer.parseInt(next.group(2)) - 1;
            } else if (piece.equals("\r")) {
                column = 0;
            } else if (piece.equals("\n")) {
                row++;
            } else if (!piece.startsWith("\u001b")) {
                cells[row][column++] = piece.charAt(0);
            }
        }
        return String.join("\n", Arrays.stream(cells).map(String::new).toList());
    }

    private static String real(String name) throws IOException {
        try (InputStream in = DialogFrontendTest.class.getResourceAsStream("/dialog/" + name + ".txt")) {
            return trimmed(new String(in.readAllBytes(), UTF_8));
        }
    }

    private static String trimmed(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .reduce("", (a, b) -> a + "\n" + b)
                .strip();
    }

    private record Window(int columns, int rows) implements Terminal {
        @Override
        public String device() {
            return "/dev/pts/0";
        }

        @Override
        public int foreground() {
            return 0;
        }

        @Override
        public void foreground(int processGroup) {}

        @Override
        public boolean echo() {
            return true;
        }

        @Override
        public void echo(boolean on) {}
    }
}
