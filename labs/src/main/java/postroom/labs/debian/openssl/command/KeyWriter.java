package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Sink;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Key;
import postroom.labs.debian.openssl.key.Pbes2;

/** Writes private keys, in the clear or encrypted by a pass phrase, which is asked for if it is not given. */
final class KeyWriter {
    private static final String PROMPT = "Enter PEM pass phrase:";
    private static final int SHORTEST = 4;

    private final App app;

    KeyWriter(App app) {
        this.app = app;
    }

    /**
     * Writes a key as PEM.
     *
     * @param cipher the cipher's full name; null for none
     * @param phrase the pass phrase; null to ask for it
     * @param traditional in the format that is named after the type of key
     * @return false, with errors on the stack, if there is no pass phrase
     */
    boolean pem(Sink to, Key key, String cipher, String phrase, boolean traditional) throws IOException {
        byte[] old = traditional ? key.traditional() : null;
        String type = old == null ? "PRIVATE KEY" : key.type() + " PRIVATE KEY";
        byte[] der = old == null ? key.secret().getEncoded("DER") : old;
        if (cipher == null) {
            to.print(Pem.encode(type, der));
            return true;
        }
        Optional<String> secret = phrase == null ? ask() : Optional.of(phrase);
        if (secret.isEmpty()) {
            return false;
        }
        if (old != null) {
            Pbes2.Pemmed made = Pbes2.encryptOld(old, cipher, secret.get(), new SecureRandom());
            to.print(Pem.encode(type, made.headers(), made.bytes()));
        } else {
            EncryptedPrivateKeyInfo made = Pbes2.encrypt(der, cipher, secret.get(), new SecureRandom());
            to.print(Pem.encode("ENCRYPTED PRIVATE KEY", made.getEncoded("DER")));
        }
        return true;
    }

    private Optional<String> ask() throws IOException {
        Optional<String> first = app.passwords().prompted(PROMPT);
        boolean tooShort = first.isPresent() && first.get().length() < SHORTEST;
        Optional<String> second =
                first.isEmpty() || tooShort ? Optional.empty() : app.passwords().prompted("Verifying - " + PROMPT);
        if (second.isPresent() && second.equals(first)) {
            return first;
        }
        if (tooShort) {
            app.errors()
                    .push(
                            0x14000065,
                            "UI_set_result_ex",
                            "crypto/ui/ui_lib.c:911",
                            "You must type in 4 to 1024 characters");
        } else if (second.isPresent()) {
            app.say("Verify failure");
        }
        app.errors().push(0x1400006B, "UI_process", "crypto/ui/ui_lib.c:573", "while reading strings");
        app.errors().push(0x0480006D, "PEM_def_callback", "crypto/pem/pem_lib.c:62", "");
        app.errors().push(0x07880109, "do_ui_passphrase", "crypto/passphrase.c:184", "");
        app.errors()
                .push(
                        0x1C80009F,
                        "p8info_to_encp8",
                        "providers/implementations/encode_decode/encode_key2any.c:115",
                        "");
        return Optional.empty();
    }
}
