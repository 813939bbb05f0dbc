package postroom.labs.debian.postfix.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the real cleanup made of these headers. */
class HeaderAddressesTest {
    private static final String HOST = "myserver.mydomain.net";

    private static String rewritten(String name, String body) {
        return new HeaderAddresses(body).rewritten(name, address -> address.indexOf('@') < 0 ? address + "@" + HOST : address);
    }

    @Test
    void namesAndCommentsStayWhereTheyAre() {
        assertThat(rewritten("Cc", "\"Joe (x)\" <student>, carla (my friend), Full Name <carla>, a.b.c@d"))
                .isEqualTo("Cc: \"Joe (x)\" <student@myserver.mydomain.net>,\n"
                        + "\tcarla@myserver.mydomain.net (my friend),\n"
                        + "\tFull Name <carla@myserver.mydomain.net>, a.b.c@d");
    }

    @Test
    void asManyAddressesShareALineAsFit() {
        assertThat(rewritten("To", "carla,student,\"a b\"@localhost,root@localhost"))
                .isEqualTo("To: carla@myserver.mydomain.net, student@myserver.mydomain.net,\n"
                        + "\t\"a b\"@localhost, root@localhost");
    }

    @Test
    void groupsAreKept() {
        assertThat(rewritten("To", "friends: carla, student;, root"))
                .isEqualTo("To: friends: carla@myserver.mydomain.net,\n"
                        + "\tstudent@myserver.mydomain.net;, root@myserver.mydomain.net");
    }

    @Test
    void nothingChangesNothing() {
        assertThat(rewritten("To", "undisclosed-recipients:;")).isNull();
        assertThat(rewritten("To", "<a@b.example>,c@d.example")).isNull();
    }

    @Test
    void wordsWithoutCommasAreSeveralAddresses() {
        assertThat(new HeaderAddresses("foo bar").addresses()).containsExactly("foo", "bar");
        assertThat(new HeaderAddresses("u@[127.0.0.1], <@x,@y:z@w>").addresses()).containsExactly("u@[127.0.0.1]", "z@w");
    }
}
