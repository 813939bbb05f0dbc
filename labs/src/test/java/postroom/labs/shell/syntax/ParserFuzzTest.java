package postroom.labs.shell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Nonsense of all kinds is a command or a {@link SyntaxError}; what was read can be printed, and be read again. */
class ParserFuzzTest {
    @Property(seed = "2026")
    void readsOrRefuses(@ForAll("scripts") String text, @ForAll boolean complete) {
        try {
            Parser parser = new Parser(text, SyntaxOptions.plain(), complete, 1);
            for (Optional<Command> unit = parser.next(); unit.isPresent(); unit = parser.next()) {
                assertThat(Printer.line(unit.get())).isNotNull();
            }
        } catch (SyntaxError refused) {
            assertThat(refused.getMessage()).isNotBlank();
            assertThat(refused.line()).isPositive();
        }
    }

    @Property(seed = "2026")
    void refusesCompleteTextForGood(@ForAll("scripts") String text) {
        SyntaxError first = refusal(text);
        SyntaxError again = refusal(text);
        assertThat(first == null).isEqualTo(again == null);
        if (first != null) {
            assertThat(again.getMessage()).isEqualTo(first.getMessage());
        }
    }

    @Property(seed = "2026")
    void decodesAnsiQuotes(@ForAll("escapes") String text) {
        assertThat(AnsiQuote.decode(text).length()).isLessThanOrEqualTo(text.length() * 4);
    }

    private static SyntaxError refusal(String text) {
        try {
            Parser parser = new Parser(text, SyntaxOptions.plain());
            Optional<Command> unit = parser.next();
            while (unit.isPresent()) {
                unit = parser.next();
            }
            return null;
        } catch (SyntaxError refused) {
            return refused;
        }
    }

    @Provide
    Arbitrary<String> scripts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "echo",
                "a",
                "x=",
                "a=(",
                "[1]=",
                "\n",
                ";",
                ";;",
                ";&",
                ";;&",
                "&",
                "&&",
                "||",
                "|",
                "|&",
                "!",
                "(",
                ")",
                "((",
                "))",
                "{",
                "}",
                "{ ",
                "[[ ",
                " ]]",
                "=~ ",
                "==",
                "<",
                ">",
                "<<E\n",
                "<<-'E'\n",
                "E\n",
                "<<<",
                ">&",
                "<&-",
                "&>",
                "{fd}>",
                "2>",
                "<(",
                ">(",
                "$(",
                "$((",
                "${",
                "${!",
                "${#",
                ":-",
                "//",
                "%%",
                "^^",
                "@Q",
                "$[",
                "]",
                "`",
                "'",
                "\"",
                "$'",
                "$\"",
                "\\",
                "\\\n",
                "#",
                "~",
                "*",
                "?(",
                "+(",
                "if ",
                "then ",
                "else ",
                "elif ",
                "fi",
                "for ",
                "in ",
                "do ",
                "done",
                "while ",
                "until ",
                "case ",
                "esac",
                "select ",
                "function ",
                "f() ",
                "time ",
                "coproc ",
                " ",
                "\t",
                "1",
                ",",
                "..",
                "é",
                "\uD83D",
                "\u0000");
        Arbitrary<String> mixed = Arbitraries.frequencyOf(
                Tuple.of(9, pieces), Tuple.of(1, Arbitraries.strings().ofMaxLength(4)));
        return mixed.list().ofMaxSize(40).map(it -> String.join("", it));
    }

    @Provide
    Arbitrary<String> escapes() {
        return Arbitraries.of("\\", "x", "u", "U", "0", "7", "9", "f", "{", "}", "c", "n", "'", "D", "é", "\\c\\")
                .list()
                .ofMaxSize(16)
                .map((List<String> it) -> String.join("", it))
                .filter(it -> !it.endsWith("\\"));
    }
}
