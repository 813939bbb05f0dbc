package postroom.labs.debian.postfix.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.Text;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.debian.postfix.service.MailDate;
import postroom.labs.debian.postfix.service.Post;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.table.DbFile;
import postroom.labs.fs.Credentials;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Accounts;
import postroom.labs.io.ErrnoException;

/**
 * {@code verify(8)}: finds out whether an address takes mail, by a probe message that is delivered to nobody, and
 * remembers the answer in the file that address_verify_map names (ADDRESS_VERIFICATION_README).
 */
public final class AddressVerifier {
    /** So long a probe is waited for before another is sent, in seconds. */
    private static final long PROBE_TTL = 1000;

    private static final String SAFE_DIGITS = "0123456789BCDFGHJKLMNPQRSTVWXYZ";
    private static final Verification.Status OK = Verification.Status.OK;

    private final Supplier<Service> service;
    private final Supplier<Post> post;
    private final Map<String, String> memory = new LinkedHashMap<>();

    /**
     * @param service the running program, started when it is needed
     * @param post takes probes
     */
    public AddressVerifier(Supplier<Service> service, Supplier<Post> post) {
        this.service = service;
        this.post = post;
    }

    /** What is known of an address; nothing or old knowledge makes a probe. */
    public Verification query(String address) {
        Service program = service.get();
        Parameters parameters = program.parameters();
        long now = program.now().getEpochSecond();
        String key = address.replace(':', '_');
        CacheEntry entry = Optional.ofNullable(cache(program).get(key))
                .flatMap(CacheEntry::parse)
                .filter(it -> now - it.probed() <= PROBE_TTL || it.updated() + expiry(it, parameters) >= now)
                .orElse(new CacheEntry(Verification.Status.IN_PROGRESS, 0, 0, "Address verification in progress"));
        if (now - entry.probed() > PROBE_TTL && entry.updated() + refresh(entry, parameters) < now) {
            probe(address, program);
            if (entry.updated() != 0 || parameters.bool("address_verify_negative_cache")) {
                put(program, key, new CacheEntry(entry.status(), now, entry.updated(), entry.text()));
            }
        }
        return new Verification(entry.status(), entry.text());
    }

    private static long expiry(CacheEntry entry, Parameters parameters) {
        String kind = entry.status() == OK ? "positive" : "negative";
        return parameters.seconds("address_verify_" + kind + "_expire_time", 1);
    }

    private static long refresh(CacheEntry entry, Parameters parameters) {
        String kind = entry.status() == OK ? "positive" : "negative";
        return parameters.seconds("address_verify_" + kind + "_refresh_time", 1);
    }

    /** A probe's end. A bad answer does not replace a good one that is still good. */
    public void update(String address, Verification.Status status, String text) {
        Service program = service.get();
        String key = address.replace(':', '_');
        boolean good = Optional.ofNullable(cache(program).get(key))
                .flatMap(CacheEntry::parse)
                .filter(it -> it.status() == OK)
                .isPresent();
        if (status == OK || !good) {
            long now = program.now().getEpochSecond();
            put(program, key, new CacheEntry(status, 0, now, Text.printable(text)));
        }
    }

    private void probe(String address, Service program) {
        String host = program.parameters().get("myhostname");
        List<String> lines = List.of(
                "Received: by " + host + " (" + program.parameters().get("mail_name") + ")",
                "\tid \u0001; " + MailDate.header(program.now()));
        QueuedRecipient recipient = QueuedRecipient.of(address, address, "", 0);
        post.get().post(new Post.Letter(sender(program), List.of(recipient), lines, true, "", Post.Letter.PROBE));
    }

    /** address_verify_sender, with the time in it if it is to change. */
    private static String sender(Service program) {
        String plain = program.parameters().get("address_verify_sender");
        if (plain.isEmpty() || plain.equals("<>")) {
            return "";
        }
        long period = program.parameters().seconds("address_verify_sender_ttl");
        String local = plain.replaceFirst("@.*", "");
        String stamp = period > 0 ? safe(program.now().getEpochSecond() / period) : "";
        return program.rewriter().rewrite(local + stamp + plain.substring(local.length()));
    }

    private static String safe(long number) {
        StringBuilder out = new StringBuilder();
        for (long rest = number; rest > 0; rest /= SAFE_DIGITS.length()) {
            out.insert(0, SAFE_DIGITS.charAt((int) (rest % SAFE_DIGITS.length())));
        }
        return out.toString();
    }

    private Map<String, String> cache(Service program) {
        Optional<String> path = path(program);
        if (path.isEmpty()) {
            return memory;
        }
        try {
            return DbFile.decode(files(program).readAll(path.get()))
                    .<Map<String, String>>map(LinkedHashMap::new)
                    .orElseGet(LinkedHashMap::new);
        } catch (ErrnoException missing) {
            return new LinkedHashMap<>();
        }
    }

    private void put(Service program, String key, CacheEntry entry) {
        Optional<String> path = path(program);
        Map<String, String> entries = cache(program);
        entries.put(key, entry.raw());
        if (path.isEmpty()) {
            return;
        }
        try {
            files(program).writeAll(path.get(), DbFile.encode(true, entries));
        } catch (ErrnoException e) {
            program.msg().warning("close database " + path.get() + ": " + e.getMessage());
        }
    }

    private static Optional<String> path(Service program) {
        String map = program.parameters().get("address_verify_map");
        return map.isEmpty() ? Optional.empty() : Optional.of(map.substring(map.indexOf(':') + 1) + ".db");
    }

    private static FileAccess files(Service program) {
        Accounts accounts = program.host().accounts();
        Credentials who = accounts.user(program.parameters().get("mail_owner"))
                .map(accounts::credentials)
                .orElse(Credentials.ROOT);
        return new FileAccess(program.host().disk(), who, "/", 022);
    }
}
