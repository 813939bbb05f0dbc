package postroom.labs.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineEditorTest {
    private static final String LEFT = "\u001b[D";
    private static final String RIGHT = "\u001b[C";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theScreenIsAlwaysWhatOneWouldDrawAnew(long seed) {
        Random random = new Random(seed);
        int columns = 8 + random.nextInt(20);
        PretendShell shell = shell(columns, List.of("ls", "echo 你好 one two three four five", "x".repeat(40)));
        Grid screen = new Grid(columns, 200).show(shell.begin());
        for (int n = 0; n < 400; n++) {
            String keys = anyKeys(random);
            screen.show(shell.type(keys));
            Grid anew = new Grid(columns, 200).show(shell.drawAnew());
            assertThat(screen.text()).as("after %s", Recording.escaped(keys)).isEqualTo(anew.text());
            assertThat(screen.cursor()).as("after %s", Recording.escaped(keys)).isEqualTo(anew.cursor());
        }
    }

    private static String anyKeys(Random random) {
        String[] keys = {
            "a",
            "b ",
            "one two ",
            "你",
            "好 ",
            "e\u0301",
            " ",
            "abcdefghij",
            LEFT,
            LEFT,
            RIGHT,
            "\u0001",
            "\u0005",
            "\u007f",
            "\u007f",
            "\u001b[3~",
            "\u0017",
            "\u0019",
            "\u000b",
            "\u0014",
            "\u001bb",
            "\u001bf",
            "\u001bd",
            "\u001bu",
            "\u001f",
            "\u001b[A",
            "\u001b[B",
            "\u0016\t",
            "\u0016\u0001",
            "\u001b[200~p q\u001b[201~",
            "\u0012o\u0007",
            "\u0012w\u001b[D"
        };
        StringBuilder typed = new StringBuilder();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            typed.append(keys[random.nextInt(keys.length)]);
        }
        return typed.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void editsAreThoseOfAString(long seed) {
        Random random = new Random(seed);
        PretendShell shell = shell(20, List.of());
        shell.begin();
        for (int round = 0; round < 50; round++) {
            StringBuilder model = new StringBuilder();
            int cursor = 0;
            for (int n = 0; n < 60; n++) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        shell.type(LEFT);
                        cursor = Math.max(0, cursor - 1);
                    }
                    case 1 -> {
                        shell.type(RIGHT);
                        cursor = Math.min(model.length(), cursor + 1);
                    }
                    case 2 -> {
                        shell.type("\u007f");
                        if (cursor > 0) {
                            model.deleteCharAt(--cursor);
                        }
                    }
                    default -> {
                        String typed = random.nextBoolean() ? "你" : String.valueOf((char) ('a' + random.nextInt(26)));
                        shell.type(typed);
                        model.insert(cursor++, typed);
                    }
                }
            }
            shell.type("\r");
            assertThat(shell.lastEvent()).contains(new EditorEvent.Accepted(model.toString()));
        }
    }

    @Test
    void bytesMayComeOneByOne() {
        PretendShell shell = shell(80, List.of());
        shell.begin();
        for (byte octet : Utf8.encode("你\u001b[D\u001b[200~好\u001b[201~x\r")) {
            shell.typeBytes(new byte[] {octet});
        }
        assertThat(shell.lastEvent()).contains(new EditorEvent.Accepted("好x你"));
    }

    @Test
    void whatIsNotUtf8ComesBackAsItWas() {
        PretendShell shell = shell(80, List.of());
        shell.begin();
        byte[] line = {'a', (byte) 0xFF, (byte) 0xE4, 'b', (byte) 0xC0, (byte) 0x80, '\r'};
        shell.typeBytes(line);
        EditorEvent.Accepted accepted = (EditorEvent.Accepted) shell.lastEvent().orElseThrow();
        assertThat(Utf8.encode(accepted.line() + "\r")).isEqualTo(line);
    }

    @Test
    void keysBehindEnterAreLeftAlone() {
        LineEditor editor = new LineEditor(LineHistory.EMPTY, Completer.NONE);
        editor.begin("$ ", 80, 24);
        byte[] keys = Utf8.encode("cat\rhello\r");
        LineEditor.Step step = editor.input(keys, 0, keys.length);
        assertThat(step.consumed()).isEqualTo(4);
        assertThat(step.event()).contains(new EditorEvent.Accepted("cat"));
        assertThat(editor.input(keys, 4, 6).consumed()).isZero();
    }

    @Test
    void aLineOfMoreThan4096CharactersIsFineAndOneWithoutEndIsNot() {
        PretendShell shell = shell(80, List.of());
        shell.begin();
        shell.type("x".repeat(5_000));
        shell.type("y".repeat(40_000));
        shell.type("\r");
        EditorEvent.Accepted accepted = (EditorEvent.Accepted) shell.lastEvent().orElseThrow();
        assertThat(accepted.line()).hasSize(EditLine.LIMIT).startsWith("x".repeat(5_000) + "y");
    }

    @Test
    void aNewWindowSizeDrawsTheLineAnew() {
        PretendShell shell = shell(80, List.of());
        assertThat(shell.begin()).isEqualTo("\u001b[?2004h$ ");
        shell.type("abcdefgh");
        assertThat(shell.resize(60, 24)).isEqualTo("\r\u001b[K\r$ abcdefgh");
        assertThat(shell.resize(8, 24)).isEqualTo("\r\u001b[K\r$ abcdefgh");
        assertThat(shell.resize(80, 24)).isEqualTo("\r\u001b[K\r\u001b[A\u001b[K\r$ abcdefgh");
        assertThat(shell.resize(80, 30)).isEmpty();
        shell.type("\r");
        assertThat(shell.lastEvent()).contains(new EditorEvent.Accepted("abcdefgh"));
    }

    @Test
    void thousandsOfIdleEditorsAreSmall() {
        List<PretendShell> shells = new ArrayList<>();
        String prompt = "\u0001\u001b]0;student@myserver: ~\u0007\u0002student@myserver:~$ ";
        shells.add(new PretendShell(prompt, 120, 40, List.of(), List.of()));
        long before = used();
        for (int n = 0; n < 5_000; n++) {
            LineEditor editor = new LineEditor(LineHistory.EMPTY, Completer.NONE);
            editor.begin(prompt, 120, 40);
            byte[] keys = Utf8.encode("ls -l /etc/postfix\r");
            editor.input(keys, 0, keys.length);
            editor.begin(prompt, 120, 40);
            EDITORS.add(editor);
        }
        long each = (used() - before) / 5_000;
        EDITORS.clear();
        assertThat(each).isLessThan(2_048);
    }

    private static final List<LineEditor> EDITORS = new ArrayList<>();

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int n = 0; n < 3; n++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static PretendShell shell(int columns, List<String> history) {
        return new PretendShell("$ ", columns, 24, history, List.of());
    }
}
