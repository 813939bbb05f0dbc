package postroom.labs.debian.postfix.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueMessageTest {
    private static byte[] file() {
        RecordWriter out = new RecordWriter();
        out.put(RecordType.SIZE, new SizeRecord(20, 160, 2, 0).data());
        out.put(RecordType.TIME, "1795500668 103700");
        out.attribute("rewrite_context", "local");
        out.put(RecordType.FROM, "student@myserver.mydomain.net");
        out.attribute("notify_flags", "8");
        out.attribute("dsn_orig_rcpt", "rfc822;bob@nowhere.example");
        out.put(RecordType.ORIGINAL_RCPT, "bob@nowhere.example");
        out.put(RecordType.RCPT, "bob@nowhere.example");
        out.put(RecordType.ORIGINAL_RCPT, "carla");
        out.put(RecordType.DONE, "carla@myserver.mydomain.net");
        out.put(RecordType.MESSAGE, "");
        out.put(RecordType.NORM, "Subject: x");
        out.put(RecordType.NORM, "");
        out.put(RecordType.CONT, "a".repeat(200));
        out.put(RecordType.NORM, "b");
        out.put(RecordType.EXTRA, "").put(RecordType.END, "");
        return out.bytes();
    }

    @Test
    void readsEnvelopeAndContent() throws IOException {
        QueueMessage message = QueueMessage.parse("1A9D411EA", file());
        assertThat(message.sender()).isEqualTo("student@myserver.mydomain.net");
        assertThat(message.arrival()).isEqualTo(Instant.ofEpochSecond(1_795_500_668L, 103_700_000));
        assertThat(message.size()).isEqualTo(20);
        assertThat(message.attribute("rewrite_context")).contains("local");
        assertThat(message.recipients()).hasSize(2);
        assertThat(message.waiting()).singleElement().satisfies(bob -> {
            assertThat(bob.address()).isEqualTo("bob@nowhere.example");
            assertThat(bob.wantsFailure()).isTrue();
            assertThat(bob.wantsDelay()).isFalse();
        });
        assertThat(message.recipients().get(1).original()).isEqualTo("carla");
        List<String> lines = new ArrayList<>();
        message.content(lines::add);
        assertThat(lines).containsExactly("Subject: x", "", "a".repeat(200) + "b");
    }

    @Test
    void aFileWithoutItsEndIsRefused() {
        byte[] whole = file();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> QueueMessage.parse("X", part)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theSizeRecordHasItsFixedWidth() {
        assertThat(new SizeRecord(298, 400, 2, 0).data())
                .hasSize(95)
                .isEqualTo("            298             400               2               0             298               0");
    }

    @Test
    void idsNameMicrosecondsAndInode() {
        Instant time = Instant.ofEpochSecond(1_795_500_668L, 791_580_000);
        assertThat(QueueId.brief(time, 0x11EA)).isEqualTo("C141C11EA");
        assertThat(QueueId.hashedFolder("C141C11EA", 1)).isEqualTo("C/");
        assertThat(QueueId.hashedFolder("C141C11EA", 2)).isEqualTo("C/1/");
        assertThat(QueueId.lasting(time, 100)).matches("[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10}z[0-9A-Za-z]+");
    }
}
