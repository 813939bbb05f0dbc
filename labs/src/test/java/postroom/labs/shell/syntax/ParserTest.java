package postroom.labs.shell.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParserTest {
    private static Optional<Command> parse(String text, boolean complete) {
        return new Parser(text, SyntaxOptions.plain(), complete, 1).next();
    }

    private static SyntaxError wrong(String text) {
        return catchThrowableOfType(SyntaxError.class, () -> {
            Parser parser = new Parser(text, SyntaxOptions.plain());
            while (parser.next().isPresent()) {
                assertThat(parser.position()).isPositive();
            }
        });
    }

    @Test
    void anUnfinishedCommandAsksForMore() {
        for (String text : new String[] {
            "if true\n",
            "while x; do\n",
            "echo \"a\n",
            "echo $(a\n",
            "a &&\n",
            "a |\n",
            "{ a;\n",
            "( a\n",
            "f() {\n",
            "case x in\n",
            "case x in a) b\n",
            "cat <<E\na\n",
            "for i in a b\n",
            "a=(1 2\n",
            "echo ${x:-a\n"
        }) {
            SyntaxError error = catchThrowableOfType(SyntaxError.class, () -> parse(text, false));
            assertThat(error).as(text).isNotNull();
            assertThat(error.incomplete()).as(text).isTrue();
        }
    }

    @Test
    void whatIsWrongStaysWrongHoweverMuchComes() {
        for (String text : new String[] {"fi\n", "echo ;;\n", "a b()\n", ")\n", "for x in a; done\n", "a=(1;2)\n"}) {
            SyntaxError error = catchThrowableOfType(SyntaxError.class, () -> parse(text, false));
            assertThat(error).as(text).isNotNull();
            assertThat(error.incomplete()).as(text).isFalse();
        }
    }

    @Test
    void errorsNameTheTokenAndTheLine() {
        assertThat(wrong("echo a\necho ;;\n"))
                .hasMessage("syntax error near unexpected token `;;'")
                .extracting(SyntaxError::line)
                .isEqualTo(2);
        assertThat(wrong("echo >\n")).hasMessage("syntax error near unexpected token `newline'");
        assertThat(wrong("a\necho 'b\nc")).hasMessage("unexpected EOF while looking for matching `''");
        assertThat(wrong("if a; then\n")).hasMessage("syntax error: unexpected end of file");
    }

    @Test
    void aHereDocumentBelongsToTheLineThatAsksForIt() {
        Command.Simple cat = (Command.Simple)
                parse("cat <<A; echo b\nx $y\nA\n", true).map(ParserTest::first).orElseThrow();
        HereDocument document = cat.redirections().get(0).hereDocument().orElseThrow();
        assertThat(document.raw()).isEqualTo("x $y\n");
        assertThat(document.quoted()).isFalse();
    }

    private static Command first(Command command) {
        return command instanceof Command.Sequence sequence
                ? sequence.items().get(0).command()
                : command;
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> parse("(".repeat(100_000), true)).isInstanceOf(SyntaxError.class);
        assertThatThrownBy(() -> parse("echo " + "$(".repeat(100_000), true)).isInstanceOf(SyntaxError.class);
        assertThatThrownBy(() -> parse("echo " + "${a:-".repeat(100_000), true)).isInstanceOf(SyntaxError.class);
    }

    @Test
    void noTextMakesTheParserHangOrFailOtherwise() {
        String[] pieces = {
            "echo ",
            "a",
            "$",
            "{",
            "}",
            "(",
            ")",
            "'",
            "\"",
            "`",
            "\\",
            "\n",
            ";",
            ";;",
            "&",
            "&&",
            "|",
            "<",
            ">",
            "<<",
            "E",
            "<<-",
            "<<<",
            "if ",
            "then ",
            "fi",
            "do ",
            "done",
            "for ",
            "case ",
            " in ",
            "esac",
            "[[ ",
            " ]]",
            "((",
            "))",
            "=",
            "a=(",
            "#",
            "!",
            "~",
            "*",
            "?",
            "[",
            "]",
            "-",
            "+",
            ":",
            "/",
            "%",
            "^",
            ",",
            "@",
            "1",
            " ",
            "\t",
            "function ",
            "while ",
            "time ",
            "coproc ",
            "$((",
            "$(",
            "${",
            "=~ ",
            "中",
            "\uD83D"
        };
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(25);
            for (int i = 0; i < length; i++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            boolean complete = random.nextBoolean();
            try {
                Parser parser = new Parser(text.toString(), SyntaxOptions.plain(), complete, 1);
                Optional<Command> unit = parser.next();
                while (unit.isPresent()) {
                    assertThat(Printer.line(unit.get())).isNotNull();
                    unit = parser.next();
                }
            } catch (SyntaxError expected) {
                assertThat(expected.getMessage()).as(text.toString()).isNotBlank();
            }
        }
    }
}
