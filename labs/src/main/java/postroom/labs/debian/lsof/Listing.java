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
    private static final int COMMAND_WIDTH = 9;

    private final Process process;
    private final Selection selection;
    private final Resolver resolver;

    Listing(Process process, Selection selection) {
        this.process = process;
        this.selection = selection;
        this.resolver = new Resolver(process.host());
    }

    void print(List<OpenThing> things) throws IOException {
        if (things.isEmpty()) {
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"COMMAND", "PID", "USER", "FD", "  ", "TYPE", "DEVICE", "SIZE/OFF", "NODE", "NAME"});
        for (OpenThing each : things) {
            rows.add(row(each));
        }
        int[] widths = new int[9];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        widths[3] = Math.max(4, widths[3]);
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(String.format("%-" + widths[0] + "s", row[0]));
            for (int i = 1; i < widths.length; i++) {
                line.append(i == 4 ? "" : " ").append(String.format("%" + widths[i] + "s", row[i]));
            }
            process.out().println(line.append(' ').append(row[9]).toString());
        }
    }

    private String[] row(OpenThing it) {
        String command = Sockets.program(it.process());
        String cut = command.length() > COMMAND_WIDTH ? command.substring(0, COMMAND_WIDTH) : command;
        boolean numbered = it.number() >= 0;
        String fd = numbered ? Integer.toString(it.number()) : it.fd();
        String access = numbered ? it.fd().substring(it.fd().length() - 1) + " " : "  ";
        String user = selection.has('l')
                ? Integer.toString(it.process().who().uid())
                : process.host().accounts().userName(it.process().who().uid());
        String name = it.sock() == null ? it.name() : name(it.sock());
        return new String[] {
            cut,
            Integer.toString(it.process().pid()),
            user,
            fd,
            access,
            it.type(),
            it.device(),
            it.size(),
            it.node(),
            name
        };
    }

    private String name(Sock sock) {
        String ends = end(sock.local(), sock.udp())
                + (sock.remote() == null ? "" : "->" + end(sock.remote(), sock.udp()));
        return ends + " " + (sock.udp() ? "" : "(" + sock.state() + ")");
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
