package postroom.labs.debian.postfix.smtpd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postroom.labs.debian.Base;
import postroom.labs.debian.TestHost;
import postroom.server.wire.Cause;
import postroom.server.wire.Cause.Origin;
import postroom.server.wire.Cause.Setting;
import postroom.server.wire.WireEvent;

/** Who watches the wire learns which rule of the configuration a refusal comes from. */
class CauseTest {
    private static final String TO_ELSEWHERE =
            "EHLO client.example\r\nMAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@elsewhere.example>\r\nQUIT\r\n";

    private TestHost host;

    @BeforeEach
    void start() throws IOException {
        host = new TestHost(Base.POSTFIX);
        set("mynetworks = 192.0.2.77/32"); // so that this host is a stranger to itself
    }

    @AfterEach
    void end() {
        host.close();
    }

    private void set(String setting) throws IOException {
        assertThat(host.runAs("root", "postconf", "-e", setting).status()).isZero();
    }

    /** Talks to smtpd, and gives each refusal that had a cause: its line, and the cause. */
    private List<Refusal> refusals(String dialogue) throws IOException {
        assertThat(host.runAs("root", "postfix", "start").status()).isZero();
        host.typing(dialogue).run("nc", "-q30", "localhost", "25");
        List<Refusal> found = new ArrayList<>();
        Cause cause = null;
        for (WireEvent event : host.host().wire().events()) {
            if (event instanceof WireEvent.Caused caused) {
                cause = caused.cause();
            } else if (event instanceof WireEvent.Line line && cause != null) {
                found.add(new Refusal(line.text(), cause));
                cause = null;
            }
        }
        return found;
    }

    private record Refusal(String line, Cause cause) {}

    @Test
    void aDefaultThatNobodyHasSetIsNamedAsOne() throws IOException {
        assertThat(host.runAs("root", "postconf", "-X", "smtpd_relay_restrictions")
                        .status())
                .isZero();
        Cause cause = refusals(TO_ELSEWHERE).get(0).cause();
        assertThat(cause.rule()).isEqualTo("defer_unauth_destination");
        assertThat(cause.setting())
                .isEqualTo(new Setting(
                        "smtpd_relay_restrictions",
                        "permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination",
                        Origin.DEFAULT));
    }

    @Test
    void aRuleOfMainCfIsNamedWithItsParameter() throws IOException {
        assertThat(refusals(TO_ELSEWHERE))
                .containsExactly(new Refusal(
                        "454 4.7.1 <bob@elsewhere.example>: Relay access denied",
                        new Cause(
                                "defer_unauth_destination",
                                List.of(),
                                new Setting(
                                        "smtpd_relay_restrictions",
                                        "permit_mynetworks permit_sasl_authenticated defer_unauth_destination",
                                        Origin.SET),
                                "",
                                Optional.empty())));
    }

    @Test
    void aTableOfOnesOwnIsNamedWithItsEntry() throws IOException {
        set(
                "smtpd_sender_restrictions = permit_mynetworks, check_sender_access inline:{ {client.example=REJECT go away} }");
        Cause cause = refusals(TO_ELSEWHERE).get(0).cause();
        assertThat(cause.rule()).isEqualTo("check_sender_access inline:{ {client.example=REJECT go away} }");
        assertThat(cause.setting().name()).isEqualTo("smtpd_sender_restrictions");
        assertThat(cause.setting().origin()).isEqualTo(Origin.SET);
        assertThat(cause.entry()).isEqualTo("client.example REJECT go away");
    }

    @Test
    void aRestrictionClassIsNamedAroundItsRule() throws IOException {
        set("smtpd_restriction_classes = strict");
        set("strict = reject_non_fqdn_helo_hostname, reject");
        set("smtpd_recipient_restrictions = check_client_access inline:{127.0.0.1=strict}");
        set("smtpd_relay_restrictions = permit_auth_destination, reject");
        Refusal refusal = refusals(TO_ELSEWHERE
                        .replace("EHLO client.example", "EHLO client")
                        .replace("elsewhere.example", "myserver.mydomain.net"))
                .get(0);
        assertThat(refusal.line())
                .isEqualTo("504 5.5.2 <client>: Helo command rejected: need fully-qualified hostname");
        assertThat(refusal.cause().rule()).isEqualTo("reject_non_fqdn_helo_hostname");
        assertThat(refusal.cause().within()).containsExactly("check_client_access inline:{127.0.0.1=strict}", "strict");
        assertThat(refusal.cause().entry()).isEqualTo("127.0.0.1 strict");
    }

    @Test
    void whatWasPutOffIsNamedWhenItIsSaid() throws IOException {
        set("smtpd_client_restrictions = defer_if_permit");
        set("smtpd_relay_restrictions = permit_auth_destination, reject");
        Cause cause = refusals(TO_ELSEWHERE
                        .replace("elsewhere.example", "myserver.mydomain.net")
                        .replace("bob", "student"))
                .get(0)
                .cause();
        assertThat(cause.rule()).isEqualTo("defer_if_permit");
        assertThat(cause.setting().name()).isEqualTo("smtpd_client_restrictions");
    }

    @Test
    void anUnknownUserIsNamedWithTheTableThatDoesNotHaveHim() throws IOException {
        Cause cause = refusals(TO_ELSEWHERE.replace("elsewhere.example", "myserver.mydomain.net"))
                .get(0)
                .cause();
        assertThat(cause.rule()).isEmpty();
        assertThat(cause.setting()).isEqualTo(new Setting("smtpd_reject_unlisted_recipient", "yes", Origin.DEFAULT));
        assertThat(cause.asked().orElseThrow().name()).isEqualTo("local_recipient_maps");
    }

    @Test
    void aParameterOfTheSessionItselfIsNamed() throws IOException {
        set("smtpd_helo_required = yes");
        Refusal refusal = refusals("MAIL FROM:<ann@client.example>\r\nQUIT\r\n").get(0);
        assertThat(refusal.line()).isEqualTo("503 5.5.1 Error: send HELO/EHLO first");
        assertThat(refusal.cause().setting()).isEqualTo(new Setting("smtpd_helo_required", "yes", Origin.SET));
    }

    @Test
    void aHeaderCheckIsNamedWithItsEntry() throws IOException {
        set("header_checks = regexp:{ {/^Subject: spam/ REJECT no spam} }");
        List<Refusal> refusals = refusals(TO_ELSEWHERE
                .replace("elsewhere.example", "myserver.mydomain.net")
                .replace("bob", "student")
                .replace("QUIT", "DATA\r\nSubject: spam\r\n\r\n.\r\nQUIT"));
        assertThat(refusals.get(0).line()).isEqualTo("550 5.7.1 no spam");
        assertThat(refusals.get(0).cause().setting().name()).isEqualTo("header_checks");
        assertThat(refusals.get(0).cause().entry()).isEqualTo("REJECT no spam");
    }

    @Test
    void whatIsNoRuleOfTheConfigurationHasNoCause() throws IOException {
        assertThat(refusals("EHLO client.example\r\nNONSENSE\r\nRCPT TO:<x@y.example>\r\nQUIT\r\n"))
                .isEmpty();
    }
}
