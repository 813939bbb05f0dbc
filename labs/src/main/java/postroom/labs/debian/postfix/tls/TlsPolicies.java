package postroom.labs.debian.postfix.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.debian.postfix.table.TableList;

/** Finds the policy for a server in main.cf and smtp_tls_policy_maps ({@code smtp_tls_policy.c}). */
public final class TlsPolicies {
    private static final String PROBLEM = "client TLS configuration problem";

    private final Service service;
    private final Parameters parameters;
    private final String client;

    /** @param client {@code smtp} or {@code lmtp}, with which its parameters begin */
    public TlsPolicies(Service service, String client) {
        this.service = service;
        this.parameters = service.parameters();
        this.client = client;
    }

    /** There is no policy to be had; what is wrong has been logged. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String dsn;

        Unusable(String dsn, String text) {
            super(text, null, false, false);
            this.dsn = dsn;
        }

        /** The status of mail that cannot be delivered for it. */
        public String dsn() {
            return dsn;
        }
    }

    /** What is being put together. */
    private static final class Draft {
        private TlsLevel level;
        private String protocols;
        private String grade;
        private List<String> more = List.of();
        private List<String> matches;
        private String serverName;
    }

    /**
     * The policy for a destination.
     *
     * @param nexthop as it was given: {@code [mail.example]:587}
     * @param host the server's name
     */
    public TlsPolicy find(String nexthop, String host) throws Unusable {
        Draft draft = new Draft();
        draft.level = TlsLevel.of(parameters, client);
        draft.serverName = parameters.get(client + "_tls_servername");
        try {
            byTable(draft, nexthop.toLowerCase(Locale.ROOT));
            withoutDnssec(draft, nexthop);
            usual(draft, nexthop);
        } catch (Bad bad) {
            if (bad.getMessage() != null) {
                service.msg().warning(bad.getMessage());
            }
            service.msg().warning("TLS policy lookup for " + nexthop + "/" + host + ": " + PROBLEM);
            throw new Unusable("4.7.5", PROBLEM);
        }
        if (parameters.bool(client + "_tls_wrappermode") && draft.level.compareTo(TlsLevel.ENCRYPT) < 0) {
            service.msg()
                    .warning(client + "_tls_wrappermode requires \"" + client
                            + "_tls_security_level = encrypt\" (or stronger)");
            throw new Unusable("4.3.0", "server unavailable or unable to receive mail");
        }
        return new TlsPolicy(
                draft.level,
                draft.protocols,
                draft.grade,
                excluded(draft),
                names(draft, domain(nexthop), host),
                "hostname".equals(draft.serverName)
                        ? host
                        : "nexthop".equals(draft.serverName) ? domain(nexthop) : draft.serverName);
    }

    /** Something in the table is wrong. */
    private static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        Bad(String text) {
            super(text, null, false, false);
        }
    }

    private void byTable(Draft draft, String nexthop) throws Bad {
        TableList maps = service.list(client + "_tls_policy_maps");
        try {
            Optional<String> found = maps.find(nexthop);
            String parent = nexthop;
            while (found.isEmpty() && !nexthop.startsWith("[") && parent.indexOf('.', 1) > 0) {
                parent = parent.substring(parent.indexOf('.', 1));
                found = maps.find(parent);
            }
            if (found.isPresent()) {
                entry(draft, found.get(), nexthop);
            }
        } catch (TableError e) {
            throw new Bad(null);
        }
    }

    private void entry(Draft draft, String value, String nexthop) throws Bad {
        String what = client + "_tls_policy_maps, next-hop destination \"" + nexthop + "\": ";
        List<String> words = Arrays.stream(value.split("[,\\s]+"))
                .filter(it -> !it.isEmpty())
                .toList();
        if (words.isEmpty()) {
            throw new Bad(what + "invalid empty policy");
        }
        draft.level = TlsLevel.find(words.get(0))
                .orElseThrow(() -> new Bad(what + "invalid security level \"" + words.get(0) + "\""));
        if (draft.level == TlsLevel.NONE) {
            if (words.size() > 1) {
                service.msg().warning(what + "ignoring attributes after \"none\"");
            }
            return;
        }
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new Bad(
                        what + "malformed attribute/value pair \"" + word + "\": missing '=' after attribute name");
            }
            attribute(draft, word.substring(0, equals), word.substring(equals + 1), what);
        }
    }

    private static void attribute(Draft draft, String name, String value, String what) throws Bad {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "protocols" -> draft.protocols = value.replace(':', ' ');
            case "ciphers" -> draft.grade = value;
            case "exclude" -> draft.more = List.of(value.split("[:,\\s]+"));
            case "servername" -> draft.serverName = value;
            case "connection_reuse", "tafile" -> {
                // connections are not reused, and trust anchors are those of main.cf
            }
            case "match" -> {
                if (!draft.level.mustMatch()) {
                    throw new Bad(what + "attribute \"" + name + "\" invalid at security level \"" + draft.level.text()
                            + "\"");
                }
                draft.matches = List.of(value.split(draft.level == TlsLevel.FINGERPRINT ? "\\|" : ":"));
            }
            default -> throw new Bad(what + "invalid attribute name: \"" + name + "\"");
        }
    }

    /** dane(5) needs answers that are signed. */
    private void withoutDnssec(Draft draft, String nexthop) throws Bad {
        if (draft.level != TlsLevel.DANE && draft.level != TlsLevel.DANE_ONLY) {
            return;
        }
        service.msg().warning(nexthop + ": " + draft.level.text() + " configured with dnssec lookups disabled");
        if (draft.level == TlsLevel.DANE_ONLY) {
            throw new Bad(null);
        }
        draft.level = TlsLevel.MAY;
    }

    private void usual(Draft draft, String nexthop) throws Bad {
        boolean mandatory = draft.level.compareTo(TlsLevel.ENCRYPT) >= 0;
        String part = mandatory ? "_tls_mandatory_" : "_tls_";
        draft.protocols = draft.protocols == null ? parameters.get(client + part + "protocols") : draft.protocols;
        draft.grade = draft.grade == null ? parameters.get(client + part + "ciphers") : draft.grade;
        if (draft.matches == null) {
            draft.matches = switch (draft.level) {
                case VERIFY -> colons(client + "_tls_verify_cert_match");
                case SECURE -> colons(client + "_tls_secure_cert_match");
                case FINGERPRINT -> parameters.list(client + "_tls_fingerprint_cert_match");
                default -> List.of();
            };
        }
        if (draft.level == TlsLevel.FINGERPRINT && draft.matches.isEmpty()) {
            throw new Bad("nexthop domain " + nexthop
                    + ": configured at fingerprint security level, but with no fingerprints to match.");
        }
    }

    private List<String> colons(String parameter) {
        return Arrays.stream(parameters.get(parameter).split("[:,\\s]+"))
                .filter(it -> !it.isEmpty())
                .toList();
    }

    private List<String> excluded(Draft draft) {
        List<String> all = new ArrayList<>(parameters.list(client + "_tls_exclude_ciphers"));
        if (draft.level.compareTo(TlsLevel.ENCRYPT) >= 0) {
            all.addAll(parameters.list(client + "_tls_mandatory_exclude_ciphers"));
        }
        all.addAll(draft.more);
        if (draft.level == TlsLevel.VERIFY || draft.level == TlsLevel.SECURE) {
            all.add("aNULL");
        }
        return all;
    }

    private static String domain(String nexthop) {
        int colon = nexthop.indexOf(':', Math.max(0, nexthop.lastIndexOf(']')));
        return (colon < 0 ? nexthop : nexthop.substring(0, colon)).replaceAll("^\\[|\\]$", "");
    }

    private static List<String> names(Draft draft, String domain, String host) {
        if (draft.level == TlsLevel.FINGERPRINT) {
            return draft.matches;
        }
        return draft.matches.stream()
                .map(it -> switch (it) {
                    case "hostname" -> host;
                    case "nexthop" -> domain;
                    case "dot-nexthop" -> "." + domain;
                    default -> it;
                })
                .toList();
    }
}
