package postroom.labs.shell.expand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import postroom.labs.shell.state.ShellError;
import postroom.labs.shell.syntax.Word;

/** Expressions and braces of every kind end, with a value or a {@link ShellError}. */
class ArithmeticFuzzTest {
    private static final int STEPS = 20_000;

    @Property(seed = "2026")
    void evaluatesOrRefuses(@ForAll("expressions") String text) {
        try {
            Arithmetic.evaluate(text, new Memory());
        } catch (ShellError refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Property(seed = "2026")
    void computesAsJavaDoes(@ForAll long a, @ForAll long b) {
        Memory memory = new Memory();
        memory.values.put("a", Long.toString(a));
        memory.values.put("b", Long.toString(b));
        assertThat(Arithmetic.evaluate("a + b", memory)).isEqualTo(a + b);
        assertThat(Arithmetic.evaluate("a * b - (a ^ b)", memory)).isEqualTo(a * b - (a ^ b));
        assertThat(Arithmetic.evaluate("a << (b & 63)", memory)).isEqualTo(a << (b & 63));
        assertThat(Arithmetic.evaluate("a < b ? a : b", memory)).isEqualTo(Math.min(a, b));
        if (b != 0 && b != -1) {
            assertThat(Arithmetic.evaluate("a / b * b + a % b", memory)).isEqualTo(a);
        }
    }

    @Property(seed = "2026")
    void expandsBraces(@ForAll("braces") String text) {
        try {
            List<Word> words = BraceExpansion.expand(Word.literal(text));
            assertThat(words).isNotEmpty();
        } catch (ShellError refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of(
                        "1",
                        "0",
                        "07",
                        "0x1f",
                        "2#10",
                        "64#_",
                        "99#1",
                        "9223372036854775807",
                        "9999999999999999999",
                        "a",
                        "b",
                        "b[",
                        "]",
                        "c",
                        "+",
                        "-",
                        "*",
                        "/",
                        "%",
                        "**",
                        "<<",
                        ">>",
                        "<",
                        ">",
                        "==",
                        "!=",
                        "&",
                        "&&",
                        "|",
                        "||",
                        "^",
                        "~",
                        "!",
                        "?",
                        ":",
                        "=",
                        "+=",
                        "<<=",
                        "/=",
                        ",",
                        "(",
                        ")",
                        "++",
                        "--",
                        " ",
                        "\n",
                        "'",
                        "\"",
                        "#",
                        "$",
                        ".",
                        "é")
                .list()
                .ofMaxSize(24)
                .map(it -> String.join("", it));
    }

    @Provide
    Arbitrary<String> braces() {
        return Arbitraries.of(
                        "{",
                        "}",
                        ",",
                        "..",
                        "a",
                        "z",
                        "1",
                        "03",
                        "-5",
                        "9",
                        "99999999999999999999",
                        "{1..9}",
                        "{a,b}",
                        "\\",
                        " ",
                        "Z",
                        "é")
                .list()
                .ofMaxSize(20)
                .map(it -> String.join("", it));
    }

    /** Variables, of which some hold expressions that never end. */
    private static final class Memory implements Arithmetic.Names {
        private final Map<String, String> values = new HashMap<>(Map.of("a", "5", "b", "a+1", "c", "c+c"));
        private int steps;

        @Override
        public Optional<String> value(String name, Optional<String> subscript) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public void assign(String name, Optional<String> subscript, long value) {
            values.put(name, Long.toString(value));
        }

        @Override
        public void step() {
            if (++steps > STEPS) {
                throw new ShellError("interrupted");
            }
        }
    }
}
