package postroom.labs.debian.dnsmasqbase;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.fs.Credentials;
import postroom.labs.host.Host;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Datagram;
import postroom.labs.net.Network;
import postroom.labs.net.Node;
import postroom.labs.net.UdpSocket;

/** What dnsmasq listens on: UDP and TCP, one port, all addresses or those that it was told. */
final class Sockets {
    private static final int FIRST_FREE_PORT = 1024;

    private final Host host;
    private final int owner;
    private final Config config;
    private final List<UdpSocket> datagrams = new ArrayList<>();
    private final List<Node.Listening> streams = new ArrayList<>();
    private final List<TcpClient> clients = new ArrayList<>();

    Sockets(Host host, int owner, Config config) {
        this.host = host;
        this.owner = owner;
        this.config = config;
    }

    /** Opens them in somebody's name; nothing stays open if one cannot be. */
    void open(Credentials who, Dnsmasq dnsmasq) throws Fault {
        if (config.port == 0) {
            return;
        }
        boolean bound = config.has("bind-interfaces") || config.has("bind-dynamic");
        for (InetAddress each : bound ? wanted() : List.of(Network.address("0.0.0.0"), Network.address("::"))) {
            String what = bound ? each.getHostAddress() : "port " + config.port;
            if (config.port < FIRST_FREE_PORT && !who.isRoot()) {
                throw fault(what, "Permission denied");
            }
            try {
                UdpSocket socket = host.node().udp(each, config.port, owner);
                datagrams.add(socket);
                socket.serve(datagram -> take(socket, datagram, dnsmasq));
                streams.add(host.node().listen(each, config.port, owner, connection -> {
                    if (serves(connection.local().address())) {
                        clients.add(new TcpClient(host, connection, dnsmasq, clients::remove));
                    } else {
                        connection.close();
                    }
                }));
            } catch (ErrnoException e) {
                close();
                throw fault(what, e.getMessage());
            }
        }
    }

    private static Fault fault(String what, String why) {
        return new Fault(Fault.BADNET, "failed to create listening socket for " + what + ": " + why);
    }

    private List<InetAddress> wanted() throws Fault {
        for (String each : config.interfaces) {
            if (!each.equals("lo")
                    && !(each.equals("eth0") && !host.node().addresses().isEmpty())
                    && !each.endsWith("*")) {
                throw new Fault(Fault.BADNET, "unknown interface " + each);
            }
        }
        if (!config.listen.isEmpty()) {
            return config.listen;
        }
        List<InetAddress> all = new ArrayList<>(List.of(Network.address("127.0.0.1")));
        all.addAll(host.node().addresses());
        all.add(Network.address("::1"));
        return all.stream().filter(this::serves).toList();
    }

    private void take(UdpSocket socket, Datagram datagram, Dnsmasq dnsmasq) {
        if (serves(datagram.to().address())) {
            dnsmasq.take(datagram.data(), datagram.from(), false, reply -> {
                try {
                    socket.reply(datagram, reply);
                } catch (ErrnoException gone) {
                    dnsmasq.lost(gone);
                }
            });
        }
    }

    /** Whether it answers at an address: --interface, --except-interface and --listen-address. */
    private boolean serves(InetAddress address) {
        String device = address.isLoopbackAddress() ? "lo" : "eth0";
        if (config.exceptInterfaces.contains(device)) {
            return false;
        }
        if (config.listen.isEmpty() && config.interfaces.isEmpty()) {
            return true;
        }
        return config.listen.contains(address)
                || !config.interfaces.isEmpty() && device.equals("lo")
                || config.interfaces.contains(device);
    }

    void close() {
        datagrams.forEach(UdpSocket::close);
        streams.forEach(Node.Listening::close);
        List.copyOf(clients).forEach(TcpClient::close);
        datagrams.clear();
        streams.clear();
    }
}
