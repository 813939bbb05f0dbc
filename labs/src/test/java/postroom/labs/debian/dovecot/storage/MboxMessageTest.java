package postroom.labs.debian.dovecot.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postroom.server.mailbox.MailFlags;

class MboxMessageTest {
    private static final String FIRST = "From ann@example.org  Tue Nov 24 16:23:27 2026\n"
            + "Subject: one\n"
            + "\n"
            + "From here to there,\n"
            + "and back.\n"
            + "\n";
    private static final String SECOND =
            "From bob@example.org  Tue Nov 24 16:24:00 2026\n" + "Subject: two\n" + "\n" + "hi\n" + "\n";

    private static final MboxMessage.Base BASE = new MboxMessage.Base(1795537411, 2, List.of());

    @Test
    void takesAFileApartAndPutsItTogetherAgain() {
        List<MboxMessage> messages = MboxText.parse(FIRST + SECOND);

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).body()).isEqualTo("From here to there,\nand back.\n");
        assertThat(messages.get(0).stored() + messages.get(1).stored()).isEqualTo(FIRST + SECOND);
    }

    @Test
    void believesTheContentLengthWhereAMessageEndsThere() {
        String tricky = "From a  Tue Nov 24 16:23:27 2026\nContent-Length: 52\n\nx\n\n"
                + "From b  Tue Nov 24 16:24:00 2026\nSubject: quoted\n";

        List<MboxMessage> messages = MboxText.parse(tricky + "\n" + SECOND);

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).body()).contains("Subject: quoted");
    }

    @Test
    void aTextThatIsNoMboxHasNoMessages() {
        assertThat(MboxText.parse("root:x:0:0\n")).isEmpty();
        assertThat(MboxText.parse("")).isEmpty();
    }

    @Test
    void numbersAMessageAndLeavesRoomForFlags() {
        MboxMessage message = MboxText.parse(FIRST).get(0);

        message.set(1, MailFlags.NONE, false, BASE);

        assertThat(message.stored()).contains("X-IMAPbase: 1795537411 0000000002\nX-UID: 1" + " ".repeat(50) + "\n\n");
        assertThat(message.text()).isEqualTo("Subject: one\n\nFrom here to there,\nand back.\n");
    }

    @Test
    void flagsTakeOfTheRoomSoThatNothingMoves() {
        MboxMessage message = MboxText.parse(FIRST).get(0);
        message.set(1, MailFlags.NONE, false, BASE);
        int before = message.stored().length();

        message.set(1, new MailFlags(MailFlags.SEEN | MailFlags.FLAGGED, List.of("$L1")), false, BASE);
        int flagged = message.stored().length();
        message.set(1, new MailFlags(MailFlags.SEEN, List.of("$L1")), true, BASE);

        assertThat(flagged).isEqualTo(before);
        assertThat(message.stored()).hasSize(before).contains("Status: RO\nX-Status: \nX-Keywords: $L1\n");
        assertThat(message.flags().text(false)).isEqualTo("\\Seen $L1");
        assertThat(message.isOld()).isTrue();
    }

    @Test
    void aNewMessageForgetsWhatAnotherMailboxKnewOfIt() {
        MboxMessage message = MboxMessage.appended(
                "From a  Tue Nov 24 16:23:27 2026",
                List.of("Subject: x", "Status: RO", "X-UID: 9", "X-IMAPbase: 1 2"),
                "hi\n",
                4,
                MailFlags.NONE,
                false,
                null);

        assertThat(message.stored())
                .isEqualTo("From a  Tue Nov 24 16:23:27 2026\nSubject: x\nX-UID: 4\nStatus: \nX-Keywords:"
                        + " ".repeat(73) + "\nContent-Length: 3\n\nhi\n\n");
    }
}
