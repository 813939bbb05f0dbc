package postroom.labs.debian.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static Member file(String name, String content) {
        return new Member(
                name,
                '0',
                0640,
                1000,
                1000,
                "student",
                "student",
                Instant.ofEpochSecond(1_700_000_000),
                "",
                content.getBytes(UTF_8));
    }

    @Test
    void anArchiveIsReadAsItWasWritten() throws Archive.Damaged {
        String longName = "folder/".repeat(30) + "letter";
        byte[] archive = Archive.write(List.of(file("a", "first"), file(longName, "x".repeat(600))));
        List<Member> read = Archive.read(archive, () -> {});
        assertThat(archive.length % 10_240).isZero();
        assertThat(read).extracting(Member::name).containsExactly("a", longName);
        assertThat(read.get(0).content()).isEqualTo("first".getBytes(UTF_8));
        assertThat(read.get(0).mode()).isEqualTo(0640);
        assertThat(read.get(0).user()).isEqualTo("student");
    }

    @Test
    void aCutArchiveIsTold() {
        byte[] archive = Archive.write(List.of(file("a", "x".repeat(600))));
        assertThatThrownBy(() -> Archive.read(Arrays.copyOf(archive, 700), () -> {}))
                .isInstanceOf(Archive.Damaged.class)
                .hasMessage("Unexpected EOF in archive");
    }

    @Test
    void textIsNoArchive() {
        assertThatThrownBy(() -> Archive.read("no archive\n".repeat(100).getBytes(UTF_8), () -> {}))
                .hasMessage("This does not look like a tar archive");
    }

    @Test
    void aPatternMatchesFromAnyPartOfANameOn() {
        assertThat(NamePattern.matchesAnywhere("*.log", "var/log/mail.log")).isTrue();
        assertThat(NamePattern.matchesAnywhere("log", "var/log/mail.log")).isTrue();
        assertThat(NamePattern.matchesAnywhere("og", "var/log/mail.log")).isFalse();
    }
}
