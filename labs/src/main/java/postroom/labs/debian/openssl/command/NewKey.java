package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.key.Curves;
import postroom.labs.io.ErrnoException;

/**
 * What {@code -newkey} says: {@code rsa:2048}, {@code 2048}, {@code ec:FILE}, {@code ed25519}.
 *
 * @param name the type as it was typed
 * @param bits the size; -1 if it was not said
 */
record NewKey(String name, int bits, KeyMaker maker) {
    /** Takes it apart; complains, and ends, if it says nothing that is known. */
    static NewKey of(App app, String text) throws IOException, Quit {
        String whole = text == null ? "RSA" : text;
        if (!whole.isEmpty() && Character.isDigit(whole.charAt(0))) {
            whole = "RSA:" + whole;
        }
        int colon = whole.indexOf(':');
        String name = colon < 0 ? whole : whole.substring(0, colon);
        String rest = colon < 0 ? "" : whole.substring(colon + 1);
        boolean number = rest.matches("[0-9].*");
        int bits = number ? leading(rest) : -1;
        if (name.equals("param")) {
            name = "EC";
        }
        if (!rest.isEmpty() && !number) {
            return new NewKey(name, -1, parameters(app, name, rest));
        }
        Optional<KeyMaker> maker = KeyMaker.of(app, name);
        if (maker.isEmpty()) {
            throw app.fail("Error allocating keygen context");
        }
        return new NewKey(name, bits, maker.get());
    }

    private static int leading(String digits) {
        String only = digits.replaceFirst("[^0-9].*", "");
        return only.length() > 8 ? Integer.MAX_VALUE : Integer.parseInt(only);
    }

    private static KeyMaker parameters(App app, String name, String path) throws IOException, Quit {
        byte[] bytes;
        try {
            bytes = app.files().bytes(path);
        } catch (ErrnoException e) {
            app.files().fileError(e.errno(), path, "r");
            throw app.fail("Cannot open parameter file " + path);
        }
        KeyMaker maker = KeyMaker.of(app, name).orElse(null);
        if (maker == null) {
            throw app.fail("Error allocating keygen context");
        }
        for (Pem.Block each : Pem.blocks(bytes)) {
            if (each.type().equals("EC PARAMETERS")) {
                Curves.of(ASN1ObjectIdentifier.getInstance(each.der())).ifPresent(maker::curve);
            }
        }
        if (!maker.hasCurve()) {
            throw app.fail("Error reading parameter file " + path);
        }
        return maker;
    }
}
