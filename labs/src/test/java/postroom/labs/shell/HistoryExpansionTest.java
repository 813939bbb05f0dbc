package postroom.labs.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryExpansionTest {
    private static final List<String> LINES = List.of("ls -l /etc", "echo one two", "sudo cat /var/log/mail.log");

    private static String expand(String line) throws HistoryExpansion.Failed {
        return HistoryExpansion.expand(line, LINES, 1).line();
    }

    @Test
    void eventsAreFoundByPlaceAndText() throws Exception {
        assertThat(expand("!!")).isEqualTo("sudo cat /var/log/mail.log");
        assertThat(expand("!1")).isEqualTo("ls -l /etc");
        assertThat(expand("!-2")).isEqualTo("echo one two");
        assertThat(expand("!ec")).isEqualTo("echo one two");
        assertThat(expand("!?log?")).isEqualTo("sudo cat /var/log/mail.log");
        assertThatThrownBy(() -> expand("!nosuch")).hasMessage("!nosuch: event not found");
    }

    @Test
    void wordsAndModifiersAreCutOut() throws Exception {
        assertThat(expand("ls !$")).isEqualTo("ls /var/log/mail.log");
        assertThat(expand("ls !$:h")).isEqualTo("ls /var/log");
        assertThat(expand("echo !ec:2 !ec:* !ec:^")).isEqualTo("echo two one two one");
        assertThat(expand("!!:s/mail/sys/")).isEqualTo("sudo cat /var/log/sys.log");
        assertThat(expand("^cat^tail^")).isEqualTo("sudo tail /var/log/mail.log");
        assertThat(HistoryExpansion.expand("!!:p", LINES, 1).printOnly()).isTrue();
    }

    @Test
    void quotesAndBlanksKeepTheMark() throws Exception {
        for (String line : List.of("echo '!!'", "echo hi!", "[ ! -f x ]", "a != b", "echo \\!x", "echo \"hi!\"")) {
            assertThat(HistoryExpansion.expand(line, LINES, 1).changed())
                    .as(line)
                    .isFalse();
        }
    }
}
