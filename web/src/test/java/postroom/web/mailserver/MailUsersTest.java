package postroom.web.mailserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postroom.web.Refusal;

class MailUsersTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("users"), text);
    }

    @Test
    void aLineIsAUserAndMailGoesByWhatStandsBeforeTheSign() throws Exception {
        MailUsers users =
                MailUsers.read(file("# staff\n\nanna:{PLAIN}secret\nben@example.org:{PLAIN}x:1000:1000::/home\n"));
        assertThat(users.names()).containsExactly("anna", "ben@example.org");
        assertThat(users.mailNames()).containsEntry("ben", "ben@example.org");
        assertThat(users.domains()).containsExactly("example.org");
        assertThat(users.passwdFile()).isEqualTo("anna:{PLAIN}secret\nben@example.org:{PLAIN}x\n");
    }

    @ParameterizedTest
    @CsvSource({
        "anna, line 1: a line is NAME:{SCHEME}PASSWORD",
        "anna:, line 1: a line is NAME:{SCHEME}PASSWORD",
        "../x:{PLAIN}y, a name has letters",
        "anna:{NIX}y, the scheme {NIX} is not known",
        "# nobody, names no user"
    })
    void whatIsWrongIsSaid(String line, String complaint) throws Exception {
        Path users = file(line + "\n");
        assertThatThrownBy(() -> MailUsers.read(users))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void twoUsersCannotShareAnAddress() throws Exception {
        Path users = file("anna@a.org:{PLAIN}x\nanna@b.org:{PLAIN}x\n");
        assertThatThrownBy(() -> MailUsers.read(users)).hasMessageContaining("anna is there already");
    }
}
