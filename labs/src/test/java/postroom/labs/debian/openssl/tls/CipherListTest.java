package postroom.labs.debian.openssl.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CipherListTest {
    private static List<String> names(String list) {
        return CipherList.parse(list).stream().map(CipherSuites.Suite::name).toList();
    }

    /** What {@code openssl ciphers} of Debian 12 lists after the suites of TLS 1.3. */
    @Test
    void theUsualListIsThatOfSecurityLevelTwo() {
        assertThat(names("DEFAULT"))
                .hasSize(57)
                .startsWith("ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384")
                .endsWith("PSK-AES128-CBC-SHA");
    }

    @Test
    void wordsAreJoinedByPlusAndTakenAwayByMarks() {
        assertThat(names("ECDHE+AESGCM:!AES128"))
                .containsExactly("ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384");
        assertThat(names("AES256-SHA:AES128-SHA:+AES256-SHA")).containsExactly("AES128-SHA", "AES256-SHA");
        assertThat(names("AES256-SHA:-AES256-SHA")).isEmpty();
        assertThat(names("!AES256-SHA:AES256-SHA")).isEmpty();
    }

    @Test
    void whatNobodyKnowsIsNothing() {
        assertThat(names("FOO")).isEmpty();
    }
}
