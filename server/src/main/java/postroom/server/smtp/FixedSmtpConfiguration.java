package postroom.server.smtp;

import java.util.Optional;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import org.apache.james.protocols.smtp.SMTPConfiguration;

/** What James' session wants to be told at its birth; {@link SmtpConfig} decides in its place. */
final class FixedSmtpConfiguration implements SMTPConfiguration {

    static final FixedSmtpConfiguration INSTANCE = new FixedSmtpConfiguration();

    private FixedSmtpConfiguration() {}

    @Override
    public String getGreeting() {
        return "";
    }

    @Override
    public String getSoftwareName() {
        return "";
    }

    @Override
    public String getHelloName() {
        return "";
    }

    @Override
    public long getMaxMessageSize() {
        return 0;
    }

    @Override
    public boolean isRelayingAllowed(String remoteIp) {
        return false;
    }

    @Override
    public boolean isAuthAnnounced(String remoteIp, boolean tlsStarted) {
        return false;
    }

    @Override
    public boolean useHeloEhloEnforcement() {
        return false;
    }

    @Override
    public boolean useAddressBracketsEnforcement() {
        return false;
    }

    @Override
    public boolean isPlainAuthEnabled() {
        return false;
    }

    @Override
    public Optional<OidcSASLConfiguration> saslConfiguration() {
        return Optional.empty();
    }
}
