package postroom.labs.debian.openssl.command;

import java.io.IOException;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameOptions;
import postroom.labs.debian.openssl.x509.NameText;
import postroom.labs.debian.openssl.x509.Times;
import postroom.labs.debian.openssl.x509.Verifier;
import postroom.labs.debian.openssl.x509.VerifyError;

/** Says what is found of each certificate of a server ({@code verify_callback} in {@code s_cb.c}). */
final class PeerCheck implements Verifier.Listener {
    private final App app;
    private final NameOptions names;
    private final boolean strict;
    private final boolean silent;
    private int last;

    /** Ends at the first error if {@code strict}; says only what is wrong if {@code silent}. */
    PeerCheck(App app, NameOptions names, boolean strict, boolean silent) {
        this.app = app;
        this.names = names;
        this.strict = strict;
        this.silent = silent;
    }

    @Override
    public boolean check(int error, int depth, Certificate certificate) throws IOException {
        if (!silent || error != 0) {
            app.say("depth=" + depth + " " + NameText.of(certificate.subject(), names, 0));
        }
        if (error != 0) {
            app.say("verify error:num=" + error + ":" + VerifyError.text(error));
        }
        // a certificate that is right does not clear the context's last error, and so its dates come once more
        last = error == 0 ? last : error;
        switch (last) {
            case 2 -> app.say("issuer= " + NameText.of(certificate.issuer(), names, 0));
            case 9 -> app.say("notBefore=" + Times.text(certificate.notBefore()));
            case 10 -> app.say("notAfter=" + Times.text(certificate.notAfter()));
            default -> {
                // nothing to add
            }
        }
        boolean on = error == 0 || !strict;
        if (on && !silent) {
            app.say("verify return:1");
        }
        return on;
    }
}
