package postroom.labs.debian.postfix.tls;

import java.util.List;
import java.util.Optional;
import postroom.labs.debian.openssl.tls.CipherList;
import postroom.labs.debian.openssl.tls.CipherSuites;
import postroom.labs.debian.postfix.config.Parameters;

/** A grade of ciphers ({@code smtp_tls_ciphers}, {@code smtpd_tls_ciphers}) with those that are excluded. */
public final class CipherGrade {
    private CipherGrade() {}

    /**
     * OpenSSL's list for a grade, as the log shows it.
     *
     * @return empty for a grade that is none
     */
    public static Optional<String> list(Parameters parameters, String grade, List<String> excluded) {
        String parameter = switch (grade.toLowerCase(java.util.Locale.ROOT)) {
            case "high" -> "tls_high_cipherlist";
            case "medium" -> "tls_medium_cipherlist";
            case "low" -> "tls_low_cipherlist";
            case "export" -> "tls_export_cipherlist";
            case "null" -> "tls_null_cipherlist";
            default -> "";
        };
        if (parameter.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder list = new StringBuilder(parameters.get(parameter));
        excluded.forEach(each -> list.append(":!").append(each));
        return Optional.of(list.toString());
    }

    /** The suites of a list that a server with a certificate can use; those of TLS 1.3 stand first, whatever the list. */
    public static List<Integer> suites(String list) {
        List<CipherSuites.Suite> all = new java.util.ArrayList<>(CipherList.newest());
        CipherList.parse(list).stream()
                .filter(it -> List.of("RSA", "ECDSA").contains(it.authentication()))
                .filter(it -> !all.contains(it))
                .forEach(all::add);
        return all.stream().map(CipherSuites.Suite::number).toList();
    }
}
