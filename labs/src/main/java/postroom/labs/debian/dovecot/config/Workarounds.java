package postroom.labs.debian.dovecot.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settings that hold a list of known workarounds for mail clients. */
final class Workarounds {
    private static final Map<String, Set<String>> KNOWN = new TreeMap<>(Map.of(
            "imap_client_workarounds", Set.of("delay-newmail", "tb-extra-mailbox-sep", "tb-lsub-flags"),
            "pop3_client_workarounds", Set.of("outlook-no-nuls", "oe-ns-eoh"),
            "lmtp_client_workarounds", Set.of("whitespace-before-path", "mailbox-for-path"),
            "submission_client_workarounds",
                    Set.of("whitespace-before-path", "mailbox-for-path", "implicit-auth-external", "exotic-backend")));

    private Workarounds() {}

    static Optional<String> fault(Section root) {
        for (Map.Entry<String, Set<String>> each : KNOWN.entrySet()) {
            for (String word : List.of(root.get(each.getKey()).trim().split("[ ,]+"))) {
                if (!word.isEmpty() && !each.getValue().contains(word)) {
                    return Optional.of(each.getKey() + ": Unknown workaround: " + word);
                }
            }
        }
        return Optional.empty();
    }
}
