package postroom.labs.debian.openssl.command;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.ARIAEngine;
import org.bouncycastle.crypto.engines.BlowfishEngine;
import org.bouncycastle.crypto.engines.CAST5Engine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.SEEDEngine;
import org.bouncycastle.crypto.engines.SM4Engine;

/** OpenSSL's ciphers by name, {@code aes-256-cbc}. */
final class SymmetricCiphers {
    /**
     * A cipher.
     *
     * @param name in full
     * @param engine makes the cipher of one block
     * @param keyBytes the length of its key
     * @param mode {@code cbc}, {@code ecb}, {@code ctr}, {@code ofb}, {@code cfb} or {@code cfb8}
     */
    record Kind(String name, Supplier<BlockCipher> engine, int keyBytes, String mode) {
        int block() {
            return engine.get().getBlockSize();
        }

        int ivBytes() {
            return mode.equals("ecb") ? 0 : block();
        }

        boolean padded() {
            return mode.equals("cbc") || mode.equals("ecb");
        }
    }

    private record Family(Supplier<BlockCipher> engine, int keyBytes) {}

    private static final Map<String, Family> FAMILIES = Map.ofEntries(
            Map.entry("aes-128", new Family(AESEngine::newInstance, 16)),
            Map.entry("aes-192", new Family(AESEngine::newInstance, 24)),
            Map.entry("aes-256", new Family(AESEngine::newInstance, 32)),
            Map.entry("aria-128", new Family(ARIAEngine::new, 16)),
            Map.entry("aria-192", new Family(ARIAEngine::new, 24)),
            Map.entry("aria-256", new Family(ARIAEngine::new, 32)),
            Map.entry("camellia-128", new Family(CamelliaEngine::new, 16)),
            Map.entry("camellia-192", new Family(CamelliaEngine::new, 24)),
            Map.entry("camellia-256", new Family(CamelliaEngine::new, 32)),
            Map.entry("bf", new Family(BlowfishEngine::new, 16)),
            Map.entry("cast5", new Family(CAST5Engine::new, 16)),
            Map.entry("des", new Family(DESEngine::new, 8)),
            Map.entry("des-ede", new Family(DESedeEngine::new, 16)),
            Map.entry("des-ede3", new Family(DESedeEngine::new, 24)),
            Map.entry("seed", new Family(SEEDEngine::new, 16)),
            Map.entry("sm4", new Family(SM4Engine::new, 16)));
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("aes128", "aes-128-cbc"),
            Map.entry("aes192", "aes-192-cbc"),
            Map.entry("aes256", "aes-256-cbc"),
            Map.entry("aria128", "aria-128-cbc"),
            Map.entry("aria256", "aria-256-cbc"),
            Map.entry("camellia128", "camellia-128-cbc"),
            Map.entry("camellia192", "camellia-192-cbc"),
            Map.entry("camellia256", "camellia-256-cbc"),
            Map.entry("bf", "bf-cbc"),
            Map.entry("blowfish", "bf-cbc"),
            Map.entry("cast", "cast5-cbc"),
            Map.entry("cast-cbc", "cast5-cbc"),
            Map.entry("des", "des-cbc"),
            Map.entry("des3", "des-ede3-cbc"),
            Map.entry("des-ede", "des-ede-ecb"),
            Map.entry("des-ede3", "des-ede3-ecb"),
            Map.entry("seed", "seed-cbc"),
            Map.entry("sm4", "sm4-cbc"));

    private SymmetricCiphers() {}

    /** A cipher by one of its names. */
    static Optional<Kind> find(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        String full = ALIASES.getOrDefault(small, small);
        int hyphen = full.lastIndexOf('-');
        Family family = hyphen < 0 ? null : FAMILIES.get(full.substring(0, hyphen));
        String mode = full.substring(hyphen + 1);
        boolean known = mode.equals("cbc")
                || mode.equals("ecb")
                || mode.equals("ctr")
                || mode.equals("ofb")
                || mode.equals("cfb")
                || mode.equals("cfb8");
        return family == null || !known
                ? Optional.empty()
                : Optional.of(new Kind(full, family.engine(), family.keyBytes(), mode));
    }
}
