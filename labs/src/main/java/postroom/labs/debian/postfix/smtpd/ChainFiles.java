package postroom.labs.debian.postfix.smtpd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.openssl.asn1.Pem;
import postroom.labs.debian.postfix.config.Msg;
import postroom.labs.debian.postfix.table.TableFiles;
import postroom.labs.io.ErrnoException;
import postroom.server.tls.TlsContexts;

/** The files of smtpd_tls_chain_files: keys, each with the certificates that follow it. */
final class ChainFiles {
    private final TableFiles files;
    private final Msg msg;
    private final List<TlsContexts.Pair> pairs = new ArrayList<>();
    private final StringBuilder key = new StringBuilder();
    private final StringBuilder chain = new StringBuilder();

    ChainFiles(TableFiles files, Msg msg) {
        this.files = files;
        this.msg = msg;
    }

    /** What came of reading them. */
    enum Outcome {
        /** They can be tried. */
        READ,
        /** One is not there: the server goes on with what it has. */
        MISSING,
        /** One makes no sense: there is no TLS. */
        BROKEN
    }

    /** The keys with their certificates. */
    List<TlsContexts.Pair> pairs() {
        return pairs;
    }

    /** Reads them; complains of what is wrong. */
    Outcome read(List<String> paths) {
        for (String path : paths) {
            byte[] bytes;
            try {
                bytes = files.read(path);
            } catch (ErrnoException e) {
                msg.warning(
                        "error opening chain file: " + path + ": " + e.errno().text());
                return Outcome.MISSING;
            }
            for (Pem.Block block : Pem.blocks(bytes)) {
                String pem = Pem.encode(block.type(), block.der());
                if (block.type().endsWith("PRIVATE KEY")) {
                    end();
                    key.append(pem);
                } else if (key.length() == 0) {
                    msg.warning("error loading chain from " + path + ": key not first");
                    return Outcome.BROKEN;
                } else {
                    chain.append(pem);
                }
            }
        }
        end();
        return Outcome.READ;
    }

    private void end() {
        if (key.length() > 0) {
            pairs.add(new TlsContexts.Pair(
                    chain.toString().getBytes(StandardCharsets.US_ASCII),
                    key.toString().getBytes(StandardCharsets.US_ASCII)));
        }
        key.setLength(0);
        chain.setLength(0);
    }
}
