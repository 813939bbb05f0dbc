package postroom.server.smtp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import postroom.server.tls.TlsContext;

/**
 * The settings of one session, named as in postconf(5) with their Postfix 3.7 defaults in {@link #builder()}.
 *
 * @param myhostname the server's name in greeting, EHLO and 421 replies
 * @param banner the greeting behind {@code 220 }: smtpd_banner, expanded
 * @param clientName the client as log lines have it, {@code localhost[127.0.0.1]}
 * @param messageSizeLimit bytes; 0 is no limit
 * @param recipientLimit smtpd_recipient_limit; 0 is {@link #MAX_RECIPIENTS}
 * @param recipientOvershootLimit smtpd_recipient_overshoot_limit
 * @param softErrorLimit errors from which on every reply is delayed
 * @param hardErrorLimit errors that end the session
 * @param junkCommandLimit RSET, NOOP, VRFY and the like beyond this count as errors
 * @param errorSleepTime the delay
 * @param timeout smtpd_timeout, of a client that says nothing
 * @param startTlsTimeout of the handshake
 * @param heloRequired smtpd_helo_required
 * @param disableVrfy disable_vrfy_command
 * @param strictEnvelopes strict_rfc821_envelopes
 * @param smtpUtf8 smtputf8_enable
 * @param strictSmtpUtf8 strict_smtputf8
 * @param softBounce soft_bounce: 5xx become 4xx
 * @param forbidUnauthPipelining smtpd_forbid_unauth_pipelining
 * @param bareNewline smtpd_forbid_bare_newline, of this client
 * @param bareNewlineRejectCode smtpd_forbid_bare_newline_reject_code
 * @param discardKeywords smtpd_discard_ehlo_keywords or what the address maps say of this client
 * @param forbiddenCommands whether a command that is none ends the session: smtpd_forbidden_commands
 * @param noopCommands smtpd_noop_commands, in lower case
 * @param tlsLevel smtpd_tls_security_level
 * @param tlsWrapper smtpd_tls_wrappermode: TLS before the greeting
 * @param tlsClientRequired smtpd_tls_req_ccert: whether a client without a certificate is sent away
 * @param sasl what AUTH offers; empty when smtpd_sasl_auth_enable is off or this client is an exception
 * @param tls certificate and key; empty when they could not be loaded, which STARTTLS answers with 454
 */
public record SmtpConfig(
        String myhostname,
        String banner,
        String clientName,
        long messageSizeLimit,
        int recipientLimit,
        int recipientOvershootLimit,
        int softErrorLimit,
        int hardErrorLimit,
        int junkCommandLimit,
        Duration errorSleepTime,
        Duration timeout,
        Duration startTlsTimeout,
        boolean heloRequired,
        boolean disableVrfy,
        boolean strictEnvelopes,
        boolean smtpUtf8,
        boolean strictSmtpUtf8,
        boolean softBounce,
        boolean forbidUnauthPipelining,
        BareNewline bareNewline,
        int bareNewlineRejectCode,
        Set<EhloKeyword> discardKeywords,
        Predicate<String> forbiddenCommands,
        List<String> noopCommands,
        TlsLevel tlsLevel,
        boolean tlsWrapper,
        boolean tlsClientRequired,
        Optional<Sasl.Offer> sasl,
        Optional<TlsContext> tls) {

    /** Recipients of one message where Postfix would set no limit. */
    public static final int MAX_RECIPIENTS = 50_000;

    /** smtpd_tls_security_level. */
    public enum TlsLevel {
        NONE,
        MAY,
        ENCRYPT
    }

    /** What a line that ends in LF alone means. */
    public enum BareNewline {
        /** As good as CRLF, even around the dot that ends a message. A relay behind us may be smuggled to. */
        ALLOW,
        /** As good as CRLF, but only {@code CRLF . CRLF} ends a message. */
        NORMALIZE,
        /** An error that ends the session. */
        REJECT
    }

    public SmtpConfig {
        discardKeywords = Set.copyOf(discardKeywords);
        noopCommands = List.copyOf(noopCommands);
    }

    /** Recipients that one message may have. */
    public int effectiveRecipientLimit() {
        return recipientLimit == 0 ? MAX_RECIPIENTS : Math.min(recipientLimit, MAX_RECIPIENTS);
    }

    /** Whether this keyword is to be announced and honoured. */
    public boolean offers(EhloKeyword keyword) {
        return !discardKeywords.contains(keyword);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Postfix's defaults, to be changed field by field. */
    public static final class Builder {

        private static final Pattern NO_COMMAND = Pattern.compile("^[^A-Za-z]");

        public String myhostname = "localhost.localdomain";
        public String banner = "";
        public String clientName = "unknown[unknown]";
        public long messageSizeLimit = 10_240_000;
        public int recipientLimit = 1000;
        public int recipientOvershootLimit = 1000;
        public int softErrorLimit = 10;
        public int hardErrorLimit = 20;
        public int junkCommandLimit = 100;
        public Duration errorSleepTime = Duration.ofSeconds(1);
        public Duration timeout = Duration.ofSeconds(300);
        public Duration startTlsTimeout = Duration.ofSeconds(300);
        public boolean heloRequired;
        public boolean disableVrfy;
        public boolean strictEnvelopes;
        public boolean smtpUtf8 = true;
        public boolean strictSmtpUtf8;
        public boolean softBounce;
        public boolean forbidUnauthPipelining;
        public BareNewline bareNewline = BareNewline.NORMALIZE;
        public int bareNewlineRejectCode = 550;
        public Set<EhloKeyword> discardKeywords = Set.of();
        public Predicate<String> forbiddenCommands = Builder::forbiddenByDefault;
        public List<String> noopCommands = List.of();
        public TlsLevel tlsLevel = TlsLevel.NONE;
        public boolean tlsWrapper;
        public boolean tlsClientRequired;
        public Optional<Sasl.Offer> sasl = Optional.empty();
        public Optional<TlsContext> tls = Optional.empty();

        private Builder() {}

        /** {@code CONNECT GET POST regexp:{{/^[^A-Z]/ Bogus}}}; regexp tables ignore case. */
        private static boolean forbiddenByDefault(String word) {
            return List.of("connect", "get", "post").contains(word.toLowerCase(java.util.Locale.ROOT))
                    || NO_COMMAND.matcher(word).find();
        }

        public SmtpConfig build() {
            return new SmtpConfig(
                    myhostname,
                    banner.isEmpty() ? myhostname + " ESMTP Postfix" : banner,
                    clientName,
                    messageSizeLimit,
                    recipientLimit,
                    recipientOvershootLimit,
                    softErrorLimit,
                    hardErrorLimit,
                    junkCommandLimit,
                    errorSleepTime,
                    timeout,
                    startTlsTimeout,
                    heloRequired,
                    disableVrfy,
                    strictEnvelopes,
                    smtpUtf8,
                    strictSmtpUtf8,
                    softBounce,
                    forbidUnauthPipelining,
                    bareNewline,
                    bareNewlineRejectCode,
                    discardKeywords,
                    forbiddenCommands,
                    noopCommands,
                    tlsLevel,
                    tlsWrapper,
                    tlsClientRequired,
                    sasl,
                    tls);
        }
    }
}
