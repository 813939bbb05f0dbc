package postroom.labs.debian.exim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "carla, carla",
                "<carla>, carla",
                "Carla <carla@x.example>, carla@x.example",
            })
    void addressesComeBareOrInBrackets(String typed, String address) {
        assertThat(Address.parse(typed)).isEqualTo(new Address.Parsed(address, null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'', empty address",
                "carla@, domain missing or malformed",
                "a@b@c, malformed address: @c may not follow a@b",
                "x y, 'missing or malformed local part (expected word or \"<\")'",
            })
    void othersAreToldWhatIsWrong(String typed, String fault) {
        assertThat(Address.parse(typed)).isEqualTo(new Address.Parsed(null, fault));
    }

    @Test
    void listsHaveColonsOrWhatTheyName() {
        assertThat(Configuration.list("@:localhost: x.example")).containsExactly("@", "localhost", "x.example");
        assertThat(Configuration.list(": 127.0.0.1 : ::::1")).containsExactly("127.0.0.1", "::1");
        assertThat(Configuration.list("<; 127.0.0.1 ; ::1")).containsExactly("127.0.0.1", "::1");
    }

    @Test
    void aMessageIsNamedAfterTheMomentAndTheProcess() {
        assertThat(MessageId.of(Instant.ofEpochSecond(1_795_567_931, 433_025_000), 323))
                .isEqualTo("1xW1F5-00005D-1O");
    }

    @Test
    void aSpoolFileReadIsTheMessageWritten() throws Exception {
        SpoolMessage message = new SpoolMessage(
                "1xW1F5-00005D-1O",
                "carla",
                1001,
                1001,
                "",
                Instant.ofEpochSecond(1_795_567_931, 433_025_000),
                "esmtp",
                true,
                List.of("a@b.c"),
                List.of("a@b.c", "d@e.f"),
                List.of(new SpoolMessage.Field('F', "From: x\n y\n"), new SpoolMessage.Field(' ', "X: y\n")),
                new byte[] {'h', '\n'});
        SpoolMessage read = SpoolMessage.parse(message.id(), message.headerFile(), message.dataFile());
        assertThat(read).usingRecursiveComparison().isEqualTo(message);
        assertThat(read.waiting()).containsExactly("d@e.f");
    }
}
