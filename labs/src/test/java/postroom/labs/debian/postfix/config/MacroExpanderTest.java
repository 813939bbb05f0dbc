package postroom.labs.debian.postfix.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacroExpanderTest {
    private static final Map<String, String> VALUES =
            Map.of("mydomain", "mydomain.net", "myhostname", "myserver.$mydomain", "loop", "$loop", "level", "3.6");

    private final List<String> said = new ArrayList<>();

    private String expand(String text) throws MacroExpander.Broken {
        return new MacroExpander(name -> Optional.ofNullable(VALUES.get(name)), said::add, true).expand(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "$myhostname.              | myserver.mydomain.net.",
        "$(mydomain) ${mydomain}   | mydomain.net mydomain.net",
        "a$$b                      | a$b",
        "[${none}$none]            | []",
        "${none?x}${mydomain?y}    | y",
        "${none:x}[${mydomain:y}]  | x[]",
        "${mydomain?{yes $mydomain}:{no}} | yes mydomain.net",
        "${none?{yes}:{no}}        | no",
        "${{a}=={a}?{eq}:{ne}}     | eq",
        "${{10}<{9}?{lt}:{ge}}     | ge",
        "${{b}>{a}?{more}}         | more",
        "${{3.10} >=level {3.9} ? { y } : {n}} | y",
        "${{$level} <level {2} ? {old} : {new}} | new",
        "${{a}=={b}?{x}:y}         | y",
    })
    void expandsAsPostconfDoes(String text, String expected) throws MacroExpander.Broken {
        assertThat(expand(text)).isEqualTo(expected);
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "$none ${bar       | truncated macro reference: \"$none ${bar\"",
        "x $ y             | empty macro name: \"x $ y\"",
        "${mydomain!x}     | attribute name syntax error at: \"...mydomain>>>!x\"",
        "${mydomain?{x}y}  | \":\" expected at: \"...x}>>>y\"",
        "${mydomain?{x}:{y}z} | unexpected input at: \"...y}>>>z\"",
        "$loop             | unreasonable macro call nesting: \"loop\"",
    })
    void saysWhatIsWrongInPostfixWords(String text, String message) {
        assertThatThrownBy(() -> expand(text)).isInstanceOf(MacroExpander.Broken.class);
        assertThat(said).containsExactly(message);
    }
}
