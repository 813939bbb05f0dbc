package postroom.labs.course.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Mailboxes as Postfix 3.7 wrote them. */
class MailboxTest {
    private static final String BY_HAND = """
            From student@myserver.mydomain.net  Tue Nov 24 07:23:48 2026
            Return-Path: <student@myserver.mydomain.net>
            X-Original-To: carla
            Delivered-To: carla@myserver.mydomain.net
            Received: from x (localhost [127.0.0.1])
            \tby myserver.mydomain.net (Postfix) with ESMTP id E18CB120A;
            \tTue, 24 Nov 2026 07:23:48 +0000 (UTC)
            From: student@myserver.mydomain.net

            .k7token
            >From here on
            last

            """;
    private static final String BY_SENDMAIL = """
            From student@myserver.mydomain.net  Tue Nov 24 07:22:49 2026
            Return-Path: <student@myserver.mydomain.net>
            Received: by myserver.mydomain.net (Postfix, from userid 1000)
            \tid CA4181209; Tue, 24 Nov 2026 07:22:49 +0000 (UTC)

            hi

            """;

    @Test
    void separatesMessagesAndTellsHowEachCame() {
        List<Message> messages = Mbox.messages(BY_HAND + BY_SENDMAIL);

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).body()).isEqualTo(".k7token\nFrom here on\nlast\n");
        assertThat(messages.get(0).queueId()).contains("E18CB120A");
        assertThat(messages.get(0).protocol()).contains("ESMTP");
        assertThat(messages.get(1).queueId()).contains("CA4181209");
        assertThat(messages.get(1).protocol()).isEmpty();
        assertThat(messages.get(1).header("return-path")).contains("<student@myserver.mydomain.net>");
    }

    @Test
    void findsNoMessageInAnEmptyFile() {
        assertThat(Mbox.messages("")).isEmpty();
    }
}
