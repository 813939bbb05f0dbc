package postroom.labs.debian.postfix.smtpd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import postroom.labs.debian.postfix.address.DomainList;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.LookupTable;
import postroom.labs.debian.postfix.table.TableError;
import postroom.server.smtp.EhloKeyword;
import postroom.server.smtp.Sasl;
import postroom.server.smtp.SmtpConfig;
import postroom.server.tls.TlsContext;

/** A session's settings from main.cf's parameters. */
final class SmtpdConfig {
    private SmtpdConfig() {}

    /** Reads what smtpd(8) reads when it starts; a value that cannot be read is fatal. */
    static void check(Parameters parameters) {
        level(parameters);
        bareNewline(parameters);
        for (String name : List.of(
                "smtpd_helo_required",
                "smtpd_delay_reject",
                "disable_vrfy_command",
                "smtpd_use_tls",
                "smtpd_enforce_tls",
                "smtpd_tls_wrappermode",
                "smtpd_tls_auth_only",
                "smtpd_reject_unlisted_recipient",
                "smtpd_reject_unlisted_sender",
                "strict_rfc821_envelopes",
                "smtpd_sasl_auth_enable",
                "smtpd_peername_lookup",
                "smtpd_tls_ask_ccert",
                "smtpd_tls_req_ccert",
                "smtpd_tls_received_header")) {
            parameters.bool(name);
        }
        for (String name : List.of(
                "smtpd_soft_error_limit",
                "smtpd_hard_error_limit",
                "smtpd_junk_command_limit",
                "smtpd_recipient_limit",
                "smtpd_recipient_overshoot_limit",
                "smtpd_tls_loglevel",
                "unknown_local_recipient_reject_code",
                "access_map_reject_code",
                "relay_domains_reject_code")) {
            parameters.number(name);
        }
        parameters.seconds("smtpd_timeout", 1);
        parameters.seconds("smtpd_error_sleep_time");
    }

    static SmtpConfig.TlsLevel level(Parameters parameters) {
        String level = parameters.get("smtpd_tls_security_level");
        return switch (level) {
            case "may" -> SmtpConfig.TlsLevel.MAY;
            case "encrypt", "secure", "verify", "fingerprint", "dane", "dane-only" -> SmtpConfig.TlsLevel.ENCRYPT;
            case "none" -> SmtpConfig.TlsLevel.NONE;
            case "" ->
                parameters.bool("smtpd_enforce_tls")
                        ? SmtpConfig.TlsLevel.ENCRYPT
                        : parameters.bool("smtpd_use_tls") ? SmtpConfig.TlsLevel.MAY : SmtpConfig.TlsLevel.NONE;
            default -> throw new Fatal("Invalid TLS level \"" + level + "\"");
        };
    }

    static SmtpConfig of(Service service, Client client, Optional<TlsContext> tls, Optional<Sasl.Offer> sasl) {
        Parameters p = service.parameters();
        SmtpConfig.Builder out = SmtpConfig.builder();
        out.myhostname = p.get("myhostname");
        out.banner = Text.toUnicode(p.get("smtpd_banner"));
        out.clientName = client.toString();
        out.messageSizeLimit = p.number("message_size_limit");
        out.recipientLimit = (int) p.number("smtpd_recipient_limit");
        out.recipientOvershootLimit = (int) p.number("smtpd_recipient_overshoot_limit");
        out.softErrorLimit = (int) p.number("smtpd_soft_error_limit");
        out.hardErrorLimit = (int) p.number("smtpd_hard_error_limit");
        out.junkCommandLimit = (int) p.number("smtpd_junk_command_limit");
        out.errorSleepTime = Duration.ofSeconds(p.seconds("smtpd_error_sleep_time"));
        out.timeout = Duration.ofSeconds(p.seconds("smtpd_timeout"));
        out.startTlsTimeout = Duration.ofSeconds(p.seconds("smtpd_starttls_timeout"));
        out.heloRequired = p.bool("smtpd_helo_required");
        out.disableVrfy = p.bool("disable_vrfy_command");
        out.strictEnvelopes = p.bool("strict_rfc821_envelopes");
        out.smtpUtf8 = p.bool("smtputf8_enable");
        out.strictSmtpUtf8 = p.bool("strict_smtputf8");
        out.softBounce = p.bool("soft_bounce");
        out.forbidUnauthPipelining = p.bool("smtpd_forbid_unauth_pipelining");
        out.bareNewline = bareNewline(service, client);
        out.bareNewlineRejectCode = (int) p.number("smtpd_forbid_bare_newline_reject_code");
        out.discardKeywords = EhloKeyword.parse(discarded(service, client));
        out.forbiddenCommands = forbidden(service);
        out.noopCommands = p.list("smtpd_noop_commands").stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .toList();
        out.tlsWrapper = p.bool("smtpd_tls_wrappermode");
        out.tlsLevel = level(p);
        out.tlsClientRequired = level(p) == SmtpConfig.TlsLevel.ENCRYPT && p.bool("smtpd_tls_req_ccert");
        out.tls = tls;
        out.sasl = sasl;
        return out.build();
    }

    /** smtpd_forbid_bare_newline, but for the clients of its exclusions. */
    private static SmtpConfig.BareNewline bareNewline(Service service, Client client) {
        SmtpConfig.BareNewline wanted = bareNewline(service.parameters());
        if (wanted == SmtpConfig.BareNewline.ALLOW) {
            return wanted;
        }
        try {
            boolean excluded = new DomainList(
                            "smtpd_forbid_bare_newline_exclusions",
                            service.parameters(),
                            service.tables(),
                            service.files(),
                            service.msg())
                    .hasClient(client.name(), client.address());
            return excluded ? SmtpConfig.BareNewline.ALLOW : wanted;
        } catch (TableError e) {
            return wanted;
        }
    }

    private static SmtpConfig.BareNewline bareNewline(Parameters parameters) {
        String value = parameters.get("smtpd_forbid_bare_newline");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "no" -> SmtpConfig.BareNewline.ALLOW;
            case "yes", "normalize" -> SmtpConfig.BareNewline.NORMALIZE;
            case "reject" -> SmtpConfig.BareNewline.REJECT;
            default -> throw new Fatal("bad parameter value: 'smtpd_forbid_bare_newline = " + value + "'");
        };
    }

    private static String discarded(Service service, Client client) {
        try {
            return service.list("smtpd_discard_ehlo_keyword_address_maps")
                    .find(client.address())
                    .orElseGet(() -> service.parameters().get("smtpd_discard_ehlo_keywords"));
        } catch (TableError e) {
            return service.parameters().get("smtpd_discard_ehlo_keywords");
        }
    }

    private static Predicate<String> forbidden(Service service) {
        List<String> names = new ArrayList<>();
        List<LookupTable> tables = new ArrayList<>();
        for (String word : service.parameters().list("smtpd_forbidden_commands")) {
            if (word.indexOf(':') > 0) {
                tables.add(service.tables().open(word));
            } else {
                names.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return command -> names.contains(command.toLowerCase(Locale.ROOT))
                || tables.stream().anyMatch(table -> {
                    try {
                        return table.find(Text.fromUnicode(command)).isPresent();
                    } catch (TableError e) {
                        return false;
                    }
                });
    }
}
