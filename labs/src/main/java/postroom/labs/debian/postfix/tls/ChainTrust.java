package postroom.labs.debian.postfix.tls;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.openssl.x509.Certificate;
import postroom.labs.debian.openssl.x509.NameHash;
import postroom.labs.debian.openssl.x509.Trust;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.io.ErrnoException;

/** Whom a Postfix program trusts: the certificates of a file, and those of a folder that are found by their names' hashes. */
public final class ChainTrust {
    private static final int MOST_OF_ONE_NAME = 32;

    private ChainTrust() {}

    /**
     * Reads the file, and remembers the folder.
     *
     * @param file CAfile; empty for none
     * @param folder CApath as the program sees it; empty for none
     */
    public static Trust read(TableFiles files, String file, String folder) throws ErrnoException {
        Trust trust = new Trust();
        if (!file.isEmpty()) {
            trust.add(certificates(files.read(file)));
        }
        if (!folder.isEmpty()) {
            trust.add(name -> named(files, folder, name));
        }
        return trust;
    }

    private static List<Certificate> named(TableFiles files, String folder, X500Name name) {
        List<Certificate> found = new ArrayList<>();
        String hash = NameHash.of(name);
        for (int i = 0; i < MOST_OF_ONE_NAME; i++) {
            try {
                found.addAll(certificates(files.read(folder + "/" + hash + "." + i)));
            } catch (ErrnoException noMore) {
                break;
            }
        }
        return found;
    }

    /** The certificates of a PEM file. */
    public static List<Certificate> certificates(byte[] file) {
        List<Certificate> found = new ArrayList<>();
        for (Pem.Block each : Pem.blocks(file)) {
            if (each.type().endsWith("CERTIFICATE")) {
                Certificate.read(each.der()).ifPresent(found::add);
            }
        }
        return found;
    }
}
