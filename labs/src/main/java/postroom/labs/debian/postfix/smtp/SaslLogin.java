package postroom.labs.debian.postfix.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.table.TableList;

/** How smtp(8) logs in to a server that offers AUTH (SASL_README, "Enabling SASL authentication in the SMTP client"). */
final class SaslLogin {
    /** What Cyrus' library can do here, the best first. */
    private static final List<String> MECHANISMS = List.of("CRAM-MD5", "PLAIN", "LOGIN", "ANONYMOUS");

    private static final List<String> OPTIONS =
            List.of("noplaintext", "noactive", "nodictionary", "noanonymous", "mutual_auth", "forward_secrecy");

    private final Service service;
    private final String user;
    private final String password;
    private String mechanism = "";
    private int step;

    private SaslLogin(Service service, String user, String password) {
        this.service = service;
        this.user = user;
        this.password = password;
    }

    /** What is wrong with smtp's settings when it starts. @throws Fatal for the first thing */
    static void check(Service service) {
        Parameters parameters = service.parameters();
        if (!parameters.bool("smtp_sasl_auth_enable")) {
            return;
        }
        if (parameters.get("smtp_sasl_password_maps").isEmpty()) {
            throw new Fatal("specify a password table via the `smtp_sasl_password_maps' configuration parameter");
        }
        service.list("smtp_sasl_password_maps");
        String type = parameters.get("smtp_sasl_type");
        if (!type.equals("cyrus")) {
            service.msg().warning("unsupported SASL client implementation: " + type);
            throw new Fatal("SASL library initialization");
        }
    }

    /**
     * Who to be on a server, by smtp_sasl_password_maps: what they say of the sender, the host, or the destination.
     *
     * @return empty if nothing is known, and the server is a stranger
     */
    static Optional<SaslLogin> find(Service service, String sender, String host, String destination) throws TableError {
        Parameters parameters = service.parameters();
        TableList maps = service.list("smtp_sasl_password_maps");
        Optional<String> found = Optional.empty();
        if (parameters.bool("smtp_sender_dependent_authentication") && !sender.isEmpty()) {
            found = maps.find(sender);
        }
        found = found.isPresent() ? found : maps.find(host);
        found = found.isPresent() ? found : maps.find(destination);
        return found.map(value -> {
                    int colon = value.indexOf(':');
                    String name = colon < 0 ? value : value.substring(0, colon);
                    return new SaslLogin(service, name, colon < 0 ? "" : value.substring(colon + 1));
                })
                .filter(login -> !login.user.isEmpty());
    }

    /** Those of a server's mechanisms that smtp_sasl_mechanism_filter lets through. */
    static List<String> offered(Service service, String words) throws TableError {
        List<String> filter = service.parameters().list("smtp_sasl_mechanism_filter");
        List<String> all = new ArrayList<>();
        for (String word : words.strip().split("\\s+")) {
            if (!word.isEmpty() && (filter.isEmpty() || passes(service, filter, word))) {
                all.add(word);
            }
        }
        return all;
    }

    private static boolean passes(Service service, List<String> filter, String word) throws TableError {
        for (String each : filter) {
            String plain = each.replaceFirst("^!+", "");
            boolean hit = plain.indexOf(':') > 0
                    ? service.tables().open(plain).find(word).isPresent()
                    : plain.equalsIgnoreCase(word);
            if (hit) {
                return (each.length() - plain.length()) % 2 == 0;
            }
        }
        return false;
    }

    /**
     * Picks the mechanism.
     *
     * @param options smtp_sasl_security_options, or those for encrypted sessions
     * @return the AUTH command; empty if no mechanism will do, which has been logged
     */
    Optional<String> begin(List<String> offered, List<String> options) {
        for (String each : options) {
            if (!OPTIONS.contains(each.toLowerCase(Locale.ROOT))) {
                service.msg()
                        .warning("unknown SASL security options value \"" + each + "\" in \""
                                + String.join(", ", options) + "\"");
                service.msg().warning("bad per-session SASL security properties");
                throw new Fatal("SASL per-connection initialization failed");
            }
        }
        for (String each : MECHANISMS) {
            if (offered.stream().anyMatch(each::equalsIgnoreCase) && allowed(each, options)) {
                mechanism = each;
                return Optional.of(
                        "AUTH " + each + (each.equals("PLAIN") ? " " + encoded("\0" + user + "\0" + password) : ""));
            }
        }
        service.msg().warning("SASL authentication failure: No worthy mechs found");
        return Optional.empty();
    }

    private static boolean allowed(String mechanism, List<String> options) {
        boolean plain = mechanism.equals("PLAIN") || mechanism.equals("LOGIN");
        boolean anonymous = mechanism.equals("ANONYMOUS");
        return !(plain && (options.contains("noplaintext") || options.contains("noactive")))
                && !(anonymous && options.contains("noanonymous"))
                && !options.contains("mutual_auth")
                && !options.contains("forward_secrecy")
                && !(options.contains("nodictionary") && !anonymous);
    }

    /** The answer to a challenge of the server, in base64. */
    String next(String challenge) {
        step++;
        return switch (mechanism) {
            case "LOGIN" -> encoded(step == 1 ? user : password);
            case "CRAM-MD5" -> encoded(user + " " + digest(challenge));
            case "PLAIN" -> encoded("\0" + user + "\0" + password);
            default -> encoded(user);
        };
    }

    private String digest(String challenge) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            byte[] key = password.isEmpty() ? new byte[1] : password.getBytes(ISO_8859_1);
            mac.init(new SecretKeySpec(key, "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(Base64.getMimeDecoder().decode(challenge)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return "";
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
    }
}
