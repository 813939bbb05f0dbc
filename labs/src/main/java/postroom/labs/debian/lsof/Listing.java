package postroom.labs.debian.lsof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.sockets.Sock;
import postroom.labs.debian.sockets.Sockets;
import postroom.labs.host.Process;
import postroom.labs.host.Resolver;
import postroom.labs.net.Endpoint;

/** The table that {@code lsof} prints; every column is as wide as its widest entry. */
final class Listing {
    private static final int PPID = 2;
    private static final int PGID = 3;
    private static final int FD = 5;
    private static final int NAME = 11;

    private final Process process;
    private final Selection selection;
    private final Resolver resolver;

    Listing(Process process, Selection selection) {
        this.process = process;
        this.selection = selection;
        this.resolver = new Resolver(process);
    }

    void print(List<OpenThing> things) throws IOException {
        if (things.isEmpty()) {
            return;
        }
        List<String[]> rows = new ArrayList<>();
        String size = selection.has('o') ? "OFFSET" : selection.has('s') ? "SIZE" : "SIZE/OFF";
        rows.add(new String[] {
            "COMMAND", "PID", "PPID", "PGID", "USER", "FD", "  ", "TYPE", "DEVICE", size, "NODE", "NAME"
        });
        for (OpenThing each : things) {
            rows.add(row(each));
        }
        int[] widths = new int[NAME];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        widths[FD] = Math.max(4, widths[FD]);
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(String.format("%-" + widths[0] + "s", row[0]));
            for (int i = 1; i < widths.length; i++) {
                boolean shown = i == PPID ? selection.has('R') : i != PGID || selection.has('g');
                if (shown) {
                    line.append(i == FD + 1 ? "" : " ").append(String.format("%" + widths[i] + "s", row[i]));
                }
            }
            process.out().println(line.append(' ').append(row[NAME]).toString());
        }
    }

    private String[] row(OpenThing it) {
        String command = Sockets.program(it.process());
        int width = selection.commandWidth();
        boolean numbered = it.number() >= 0;
        boolean offset = it.size().startsWith("0t");
        return new String[] {
            command.length() > width ? command.substring(0, width) : command,
            Integer.toString(it.process().pid()),
            Integer.toString(it.process().parent()),
            Integer.toString(it.process().group()),
            selection.has('l')
                    ? Integer.toString(it.process().who().uid())
                    : process.host().accounts().userName(it.process().who().uid()),
            numbered ? Integer.toString(it.number()) : it.fd(),
            numbered ? it.fd().substring(it.fd().length() - 1) + " " : "  ",
            it.type(),
            it.device(),
            selection.has('o') && !offset || selection.has('s') && offset ? "" : it.size(),
            it.node(),
            it.sock() == null ? it.name() : name(it.sock()) + info(it.sock())
        };
    }

    private String info(Sock sock) {
        String state = selection.tcpInfo().contains("s") ? sock.state() : "";
        String queues = selection.tcpInfo().contains("q") ? "QR=0 QS=0" : "";
        String both = (state + " " + queues).strip();
        return sock.udp() || both.isEmpty() ? " " : " (" + both + ")";
    }

    /** The ends of a socket, by their names unless numbers are asked for. */
    String name(Sock sock) {
        return end(sock.local(), sock.udp()) + (sock.remote() == null ? "" : "->" + end(sock.remote(), sock.udp()));
    }

    private String end(Endpoint end, boolean udp) {
        String numbers = Sockets.numbers(end.address());
        String shown = numbers.contains(":") ? "[" + numbers + "]" : numbers;
        Optional<String> name = selection.has('n') ? Optional.empty() : resolver.name(end.address());
        String host = end.address().isAnyLocalAddress() ? "*" : name.orElse(shown);
        Optional<String> service = selection.has('P') ? Optional.empty() : resolver.service(end.port());
        return host + ":" + service.orElse(Integer.toString(end.port()));
    }
}
