package postroom.labs.debian.dovecot.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postroom.server.mailbox.MailFlags;
import postroom.server.mailbox.MailRecord;

class SearchQueryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T16:00:00Z");
    private static final Instant YESTERDAY = Instant.parse("2026-11-23T12:00:00Z");

    /** The second of three messages: unread, flagged, from Ann, of yesterday. */
    private static final Candidate NOTE = new Candidate() {
        @Override
        public MailRecord record() {
            MailFlags flags = new MailFlags(MailFlags.FLAGGED, List.of("work"));
            return new MailRecord(7, flags, true, 12, YESTERDAY, NOW);
        }

        @Override
        public int sequence() {
            return 2;
        }

        @Override
        public int total() {
            return 3;
        }

        @Override
        public long highestUid() {
            return 9;
        }

        @Override
        public String mailbox() {
            return "INBOX";
        }

        @Override
        public String mailboxGuid() {
            return "abc";
        }

        @Override
        public String guid() {
            return "def";
        }

        @Override
        public long size() {
            return 2000;
        }

        @Override
        public List<String> header(String name) {
            return switch (name.toLowerCase(java.util.Locale.ROOT)) {
                case "subject" -> List.of("A Note");
                case "from" -> List.of("Ann <ann@example.org>");
                default -> List.of();
            };
        }

        @Override
        public String headerText() {
            return "Subject: A Note\nFrom: Ann <ann@example.org>\n";
        }

        @Override
        public String bodyText() {
            return "Remember the milk.\n";
        }

        @Override
        public Optional<Instant> sent() {
            return Optional.of(YESTERDAY);
        }
    };

    private static boolean matches(String query) throws BadQuery {
        return SearchQuery.parse(List.of(query.split(" ")), NOW).matches(NOTE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all",
                "mailbox INBOX",
                "mailbox inbox unseen flagged",
                "mailbox IN*",
                "subject note from ANN",
                "subject x or subject note",
                "not ( subject x or seen )",
                "uid 5:7,20",
                "uid 8:* or 2",
                "keyword work unkeyword play",
                "since 2d before 3h",
                "on 2026-11-23",
                "since 23-Nov-2026",
                "sentbefore 2026-11-24",
                "savedsince 1h",
                "larger 1k smaller 2kb",
                "header Subject note",
                "body MILK",
                "text ann@",
                "new recent not old",
                "guid def mailbox-guid abc",
                "modseq 12",
            })
    void finds(String query) throws BadQuery {
        assertThat(matches(query)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not all",
                "mailbox Archive",
                "mailbox %x",
                "subject note seen",
                "uid 1:6",
                "3",
                "since 2026-11-24",
                "on 24-nov-2026",
                "to ann",
                "unflagged",
                "smaller 1M larger 2000",
            })
    void leavesOut(String query) throws BadQuery {
        assertThat(matches(query)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo             | Unknown argument FOO",
                "subject         | Missing parameter for search key (for search key: SUBJECT)",
                "( all           | Missing ')'",
                "or              | Missing argument",
                "not             | Missing argument",
                "uid x           | Invalid UID messageset",
                "0               | Invalid messageset",
                "since yesterday | Invalid search date parameter: yesterday",
                "larger 1X       | Invalid size: 1X",
            })
    void complainsOf(String query, String complaint) {
        assertThatThrownBy(() -> matches(query)).isInstanceOf(BadQuery.class).hasMessage(complaint);
    }

    @Test
    void knowsWhetherEveryWayToMatchNamesAMailbox() throws BadQuery {
        SearchQuery.Key safe = SearchQuery.parse(List.of("mailbox", "A", "all"), NOW);
        SearchQuery.Key rash = SearchQuery.parse(List.of("mailbox", "A", "or", "subject", "x"), NOW);

        assertThat(SearchQuery.namesMailbox(safe)).isTrue();
        assertThat(SearchQuery.namesMore(safe)).isTrue();
        assertThat(SearchQuery.namesMailbox(rash)).isFalse();
        assertThat(SearchQuery.mailboxes(rash)).containsExactly("A");
    }

    @Test
    void aPatternOfManyStarsIsDecidedAtOnce() {
        assertThat(MailboxPattern.of("*a".repeat(200)).matches("a".repeat(199) + "b"))
                .isFalse();
    }
}
