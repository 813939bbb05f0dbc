package postroom.labs.debian.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.labs.host.JournalEntry;

/** The lines are what journalctl of systemd 252 printed of a journal with this entry. */
class JournalFormatTest {
    private static final Instant BOOT = Instant.ofEpochSecond(1_795_549_995);
    private static final JournalEntry ENTRY = new JournalEntry(
            Instant.ofEpochSecond(1_795_550_001, 500_000_000), 4, 1, "student", 310, 1000, "", "watch out \"quoted\"");
    private static TestHost host;

    @BeforeAll
    static void start() {
        host = new TestHost(Base.BARE);
    }

    @AfterAll
    static void end() {
        host.close();
    }

    private static String show(String format) {
        return new JournalFormat(host.host(), format, false, true, Set.of(), BOOT).show(ENTRY, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            short             | Nov 24 19:53:21 myserver student[310]: watch out "quoted"
            short-full        | Tue 2026-11-24 19:53:21 UTC myserver student[310]: watch out "quoted"
            short-iso         | 2026-11-24T19:53:21+0000 myserver student[310]: watch out "quoted"
            short-iso-precise | 2026-11-24T19:53:21.500000+0000 myserver student[310]: watch out "quoted"
            short-precise     | Nov 24 19:53:21.500000 myserver student[310]: watch out "quoted"
            short-monotonic   | [    6.500000] myserver student[310]: watch out "quoted"
            short-unix        | 1795550001.500000 myserver student[310]: watch out "quoted"
            cat               | watch out "quoted"
            """)
    void showsALine(String format, String line) {
        assertThat(show(format)).isEqualTo(line + "\n");
    }

    @Test
    void escapesInJson() {
        assertThat(show("json"))
                .contains("\"MESSAGE\":\"watch out \\\"quoted\\\"\"")
                .contains("\"PRIORITY\":\"4\"")
                .endsWith("}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            now                 | 2026-11-24T16:30:00Z
            today               | 2026-11-24T00:00:00Z
            yesterday           | 2026-11-23T00:00:00Z
            -1h                 | 2026-11-24T15:30:00Z
            2h 30min ago        | 2026-11-24T14:00:00Z
            2026-11-20          | 2026-11-20T00:00:00Z
            2026-11-20 12:34    | 2026-11-20T12:34:00Z
            12:34:56            | 2026-11-24T12:34:56Z
            @1795550000         | 2026-11-24T19:53:20Z
            """)
    void understandsTimes(String text, Instant time) {
        assertThat(Timestamps.parse(text, Instant.parse("2026-11-24T16:30:00Z")))
                .contains(time);
    }

    @Test
    void refusesWhatIsNoTime() {
        assertThat(Timestamps.parse("soon", BOOT)).isEmpty();
        assertThat(Timestamps.parse("2026-13-45", BOOT)).isEmpty();
        assertThat(Timestamps.parse("", BOOT)).isEmpty();
    }
}
