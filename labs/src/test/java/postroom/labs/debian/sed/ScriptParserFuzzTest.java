package postroom.labs.debian.sed;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import postroom.labs.debian.gnu.Failure;

/** Every text is a sed script, or refused with the place of the fault. */
class ScriptParserFuzzTest {
    @Property(seed = "2026")
    void readsOrRefuses(@ForAll("scripts") String script, @ForAll boolean extended) {
        Script source = new Script();
        source.add(script);
        try {
            assertThat(new ScriptParser(source, extended).parse()).isNotNull();
        } catch (Failure refused) {
            assertThat(refused.getMessage())
                    .matches("(?s)-e expression #1, char [0-9]+: .+|can't find label for jump to `.*'");
        }
    }

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.of(
                        "s",
                        "/",
                        "a",
                        "b",
                        "\\(",
                        "\\)",
                        "\\1",
                        "\\2",
                        "&",
                        "g",
                        "p",
                        "d",
                        "D",
                        "N",
                        "G",
                        "h",
                        "x",
                        "i",
                        "c",
                        "y",
                        "q",
                        "Q",
                        "r",
                        "w",
                        "t",
                        "T",
                        ":",
                        "=",
                        "l",
                        "e",
                        "1",
                        "$",
                        "0",
                        "~",
                        "+",
                        ",",
                        "!",
                        "{",
                        "}",
                        ";",
                        "\n",
                        " ",
                        "\\",
                        "#",
                        "#n",
                        "[",
                        "]",
                        "*",
                        "I",
                        "M",
                        "|",
                        "s/a/b/",
                        "y/ab/cd/",
                        "/x/",
                        "\\%y%",
                        "é",
                        "(",
                        ")",
                        "{3}",
                        "s,",
                        "@")
                .list()
                .ofMaxSize(20)
                .map(it -> String.join("", it));
    }
}
