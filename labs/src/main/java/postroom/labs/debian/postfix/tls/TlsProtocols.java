package postroom.labs.debian.postfix.tls;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lists of TLS protocols as main.cf writes them: {@code >=TLSv1.2}, {@code !SSLv2, !TLSv1.3}. */
public final class TlsProtocols {
    private static final List<String> NAMES = List.of("sslv2", "sslv3", "tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3");
    private static final int OLDEST_USABLE = 4;

    private TlsProtocols() {}

    /**
     * What a list allows of the protocols that OpenSSL still speaks.
     *
     * @return {@code TLSv1.2} and {@code TLSv1.3} at most; empty if a word is unknown
     */
    public static Optional<Set<String>> parse(String text) {
        Set<Integer> wanted = new TreeSet<>();
        Set<Integer> unwanted = new TreeSet<>();
        int floor = 0;
        int ceiling = NAMES.size() - 1;
        for (String word : text.split("[\\s,:]+")) {
            if (word.isEmpty()) {
                continue;
            }
            boolean bound = word.startsWith(">=") || word.startsWith("<=");
            boolean not = word.startsWith("!");
            int number = NAMES.indexOf(word.substring(bound ? 2 : not ? 1 : 0).toLowerCase(Locale.ROOT));
            if (number < 0) {
                return Optional.empty();
            }
            if (word.startsWith(">=")) {
                floor = number;
            } else if (bound) {
                ceiling = number;
            } else {
                (not ? unwanted : wanted).add(number);
            }
        }
        Set<String> allowed = new TreeSet<>();
        for (int i = Math.max(OLDEST_USABLE, floor); i <= ceiling; i++) {
            if (!unwanted.contains(i) && (wanted.isEmpty() || wanted.contains(i))) {
                allowed.add(NAMES.get(i).replace("tls", "TLS"));
            }
        }
        return Optional.of(allowed);
    }
}
