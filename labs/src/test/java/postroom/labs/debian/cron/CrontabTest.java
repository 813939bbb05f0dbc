package postroom.labs.debian.cron;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.host.Accounts;

class CrontabTest {
    private static TestHost host;

    @BeforeAll
    static void start() {
        host = new TestHost(Base.BARE);
    }

    @AfterAll
    static void end() {
        host.close();
    }

    private static List<Entry> entries(String text) throws Crontab.Refused {
        Accounts accounts = host.host().accounts();
        return Crontab.parse(text.getBytes(UTF_8), 1, accounts.user("student").orElseThrow(), accounts)
                .entries();
    }

    private static Entry entry(String line) throws Crontab.Refused {
        return entries(line + "\n").get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *        | 2026-11-24T16:30 | true
            */15 * * * *     | 2026-11-24T16:30 | true
            */15 * * * *     | 2026-11-24T16:31 | false
            30 16 24 11 *    | 2026-11-24T16:30 | true
            0-10,30 8-18 * * | 2026-11-24T16:30 | true
            30 16 * nov tue  | 2026-11-24T16:30 | true
            30 16 * * mon    | 2026-11-24T16:30 | false
            30 16 1 * tue    | 2026-11-24T16:30 | true
            30 16 * * 7      | 2026-11-29T16:30 | true
            0 0 29 2 *       | 2028-02-29T00:00 | true
            @hourly          | 2026-11-24T16:00 | true
            @weekly          | 2026-11-29T00:00 | true
            @weekly          | 2026-11-24T00:00 | false
            @reboot          | 2026-11-24T00:00 | false
            """)
    void isDueWhenItsFieldsSay(String fields, LocalDateTime time, boolean due) throws Exception {
        String line = fields.startsWith("0-10") ? fields + " * true" : fields + " true";
        assertThat(entry(line).schedule().isDue(time)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            60 * * * * x   | bad minute
            * 24 * * * x   | bad hour
            * * 0 * * x    | bad day-of-month
            * * * 13 * x   | bad month
            * * * * 8 x    | bad day-of-week
            5-64/30 * * * * x | bad minute
            1/2 * * * * x  | bad minute
            @often x       | bad time specifier
            * * * * * *    | bad command
            """)
    void saysWhichFieldIsBad(String line, String complaint) {
        assertThatThrownBy(() -> entries(line + "\n"))
                .isInstanceOf(Crontab.Refused.class)
                .hasMessage(complaint);
    }

    @Test
    void readsSettingsBeforeTheEntriesThatTheyAreFor() throws Exception {
        List<Entry> entries = entries("A = \"b c\" \n* * * * * one\nA=d\n* * * * * two\n");
        assertThat(entries).extracting(Entry::command).containsExactly("two", "one");
        assertThat(entries.get(1).environment())
                .containsEntry("A", "b c")
                .containsEntry("SHELL", "/bin/sh")
                .containsEntry("LOGNAME", "student");
        assertThat(entries.get(0).environment()).containsEntry("A", "d");
    }

    @Test
    void splitsTheInputOffAtThePercentSign() throws Exception {
        Entry entry = entry("* * * * * date +\\%H; cat%one%two\\%");
        assertThat(entry.program()).isEqualTo("date +%H; cat");
        assertThat(entry.input()).isEqualTo("one\ntwo%\n");
    }

    @Test
    void wantsALineFeedAtTheEnd() {
        assertThatThrownBy(() -> entries("* * * * * x"))
                .isInstanceOfSatisfying(
                        Crontab.Refused.class,
                        it -> assertThat(it.reason()).isEqualTo(Crontab.Refused.Reason.NO_LINE_FEED));
    }
}
