package postroom.labs.debian.openssl.tls;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Lists of cipher suites as {@code openssl-ciphers(1)} writes them: {@code HIGH:!aNULL:ECDHE+AESGCM}. */
public final class CipherList {
    private CipherList() {}

    /** The suites of TLS 1.3 that are offered. */
    public static List<CipherSuites.Suite> newest() {
        return CipherSuites.all().stream()
                .filter(it -> it.version().equals("TLSv1.3") && !it.name().contains("CCM"))
                .toList();
    }

    /** The older suites of a list in their order; empty if it names none. */
    public static List<CipherSuites.Suite> parse(String text) {
        List<CipherSuites.Suite> now = new ArrayList<>();
        Set<CipherSuites.Suite> killed = new LinkedHashSet<>();
        for (String word : text.split("[:, ;]+")) {
            if (word.isEmpty() || word.startsWith("@")) {
                continue;
            }
            char sign = word.charAt(0);
            boolean signed = sign == '!' || sign == '-' || sign == '+';
            String plain = signed ? word.substring(1) : word;
            if (plain.equals("DEFAULT")) {
                usual().stream()
                        .filter(it -> !killed.contains(it) && !now.contains(it))
                        .forEach(now::add);
                continue;
            }
            Predicate<CipherSuites.Suite> wanted = expression(plain);
            List<CipherSuites.Suite> matching = older().stream().filter(wanted).toList();
            switch (sign) {
                case '!' -> {
                    now.removeAll(matching);
                    killed.addAll(matching);
                }
                case '-' -> now.removeAll(matching);
                case '+' -> {
                    List<CipherSuites.Suite> moved =
                            now.stream().filter(matching::contains).toList();
                    now.removeAll(moved);
                    now.addAll(moved);
                }
                default ->
                    matching.stream()
                            .filter(it -> !killed.contains(it) && !now.contains(it))
                            .forEach(now::add);
            }
        }
        now.removeIf(it -> it.bits() > 0 && it.bits() < 128 || it.encryption().startsWith("None"));
        return now;
    }

    private static List<CipherSuites.Suite> older() {
        return CipherSuites.all().stream()
                .filter(it -> !it.version().equals("TLSv1.3"))
                .toList();
    }

    /** {@code ALL:!COMPLEMENTOFDEFAULT:!eNULL} at security level 2. */
    private static List<CipherSuites.Suite> usual() {
        return older().stream()
                .filter(it ->
                        !it.authentication().equals("None") && !it.encryption().startsWith("None"))
                .filter(it -> !it.encryption().startsWith("AESCCM")
                        && !it.encryption().startsWith("ARIA")
                        && !it.encryption().startsWith("Camellia")
                        && !it.authentication().equals("DSS")
                        && it.bits() >= 128)
                .toList();
    }

    private static Predicate<CipherSuites.Suite> expression(String text) {
        Predicate<CipherSuites.Suite> all = it -> true;
        for (String part : text.split("\\+")) {
            all = all.and(word(part));
        }
        return all;
    }

    private static Predicate<CipherSuites.Suite> word(String word) {
        return switch (word) {
            case "ALL" -> it -> !it.encryption().startsWith("None");
            case "COMPLEMENTOFALL", "eNULL", "NULL" -> it -> it.encryption().startsWith("None");
            case "COMPLEMENTOFDEFAULT" ->
                it -> !usual().contains(it) && !it.encryption().startsWith("None");
            case "HIGH" -> it -> it.bits() >= 128 && !it.encryption().startsWith("SEED");
            case "MEDIUM" -> it -> it.encryption().startsWith("SEED");
            case "LOW", "EXP", "EXPORT", "RC4", "MD5", "DES", "3DES", "IDEA", "RC2" -> it -> false;
            case "aNULL" -> it -> it.authentication().equals("None");
            case "kRSA" -> it -> it.exchange().equals("RSA");
            case "aRSA" -> it -> it.authentication().equals("RSA");
            case "RSA" -> it -> it.exchange().equals("RSA");
            case "kDHE", "kEDH", "DH" -> it -> it.exchange().equals("DH");
            case "DHE", "EDH" ->
                it -> it.exchange().equals("DH") && !it.authentication().equals("None");
            case "ADH" ->
                it -> it.exchange().equals("DH") && it.authentication().equals("None");
            case "kECDHE", "kEECDH", "ECDH" -> it -> it.exchange().equals("ECDH");
            case "ECDHE", "EECDH" ->
                it -> it.exchange().equals("ECDH") && !it.authentication().equals("None");
            case "AECDH" ->
                it -> it.exchange().equals("ECDH") && it.authentication().equals("None");
            case "aECDSA", "ECDSA" -> it -> it.authentication().equals("ECDSA");
            case "aDSS", "DSS" -> it -> it.authentication().equals("DSS");
            case "TLSv1.2" -> it -> it.version().equals("TLSv1.2");
            case "TLSv1", "TLSv1.0" -> it -> it.version().equals("TLSv1");
            case "SSLv3" -> it -> it.version().equals("SSLv3");
            case "AES128" -> it -> it.encryption().startsWith("AES") && it.bits() == 128;
            case "AES256" -> it -> it.encryption().startsWith("AES") && it.bits() == 256;
            case "AES" -> it -> it.encryption().startsWith("AES");
            case "AESGCM" -> it -> it.encryption().startsWith("AESGCM");
            case "AESCCM" -> it -> it.encryption().startsWith("AESCCM(");
            case "AESCCM8" -> it -> it.encryption().startsWith("AESCCM8");
            case "ARIA" -> it -> it.encryption().startsWith("ARIA");
            case "ARIA128" -> it -> it.encryption().startsWith("ARIA") && it.bits() == 128;
            case "ARIA256" -> it -> it.encryption().startsWith("ARIA") && it.bits() == 256;
            case "CAMELLIA" -> it -> it.encryption().startsWith("Camellia");
            case "CAMELLIA128" -> it -> it.encryption().equals("Camellia(128)");
            case "CAMELLIA256" -> it -> it.encryption().equals("Camellia(256)");
            case "CHACHA20" -> it -> it.encryption().startsWith("CHACHA20");
            case "SEED" -> it -> it.encryption().startsWith("SEED");
            case "SHA1", "SHA" -> it -> it.mac().equals("SHA1");
            case "SHA256" -> it -> it.mac().equals("SHA256");
            case "SHA384" -> it -> it.mac().equals("SHA384");
            case "PSK" -> it -> it.exchange().endsWith("PSK");
            case "kPSK" -> it -> it.exchange().equals("PSK");
            case "aPSK" -> it -> it.authentication().equals("PSK");
            case "kDHEPSK" -> it -> it.exchange().equals("DHEPSK");
            case "kECDHEPSK" -> it -> it.exchange().equals("ECDHEPSK");
            case "kRSAPSK" -> it -> it.exchange().equals("RSAPSK");
            case "SRP", "kSRP" -> it -> it.exchange().equals("SRP");
            default -> it -> it.name().equals(word) || it.standard().equals(word);
        };
    }
}
