package postroom.labs.debian.lsof;

import java.io.IOException;
import java.util.List;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;

/** {@code lsof -F}: one field a line, each behind its letter; with {@code 0} a line a process or file, of NUL-ended fields. */
final class Fields {
    /** The letters there are. */
    static final String ALL = "acdDfGiklKLmMnopgPrRsStTu0";

    private static final String USUAL = "gRcuLfalstdoiPnT";

    private final Process process;
    private final Listing listing;
    private final String wanted;
    private final String end;

    Fields(Process process, Selection selection) {
        this.process = process;
        this.listing = new Listing(process, selection);
        String letters = selection.fields().replace("0", "");
        this.wanted = letters.isEmpty() ? USUAL : letters;
        this.end = selection.fields().contains("0") ? "\0" : "\n";
    }

    void print(List<OpenThing> things) throws IOException {
        int last = -1;
        for (OpenThing each : things) {
            Process owner = each.process();
            if (owner.pid() != last) {
                process.out().print("p" + owner.pid() + end);
                field('g', Integer.toString(owner.group()));
                field('R', Integer.toString(owner.parent()));
                field('c', Sockets.program(owner));
                field('u', Integer.toString(owner.who().uid()));
                field('L', process.host().accounts().userName(owner.who().uid()));
                close();
                last = owner.pid();
            }
            file(each);
        }
    }

    private void file(OpenThing it) throws IOException {
        boolean numbered = it.number() >= 0;
        boolean offset = it.size().startsWith("0t");
        Sock sock = it.sock();
        field('f', numbered ? Integer.toString(it.number()) : it.fd());
        field('a', numbered ? it.fd().substring(it.fd().length() - 1) : " ");
        field('l', " ");
        field('t', it.type());
        if (sock != null) {
            field('d', it.device());
        }
        if (!it.size().isEmpty()) {
            field(offset ? 'o' : 's', it.size());
        }
        if (sock == null) {
            field('i', it.node());
            field('n', it.name());
        } else {
            field('P', it.node());
            field('n', listing.name(sock));
            if (!sock.udp()) {
                field('T', "ST=" + sock.state());
                field('T', "QR=0");
                field('T', "QS=0");
            }
        }
        close();
    }

    private void close() throws IOException {
        if (end.equals("\0")) {
            process.out().println();
        }
    }

    private void field(char letter, String value) throws IOException {
        if (wanted.indexOf(letter) >= 0) {
            process.out().print(letter + value + end);
        }
    }
}
