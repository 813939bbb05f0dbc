package postroom.labs.debian.openssl.command;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.openssl.app.App;
import postroom.labs.debian.openssl.app.ErrorStack;
import postroom.labs.debian.openssl.app.Quit;
import postroom.labs.host.Resolver;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.net.Connection;
import postroom.labs.net.Network;

/** Connects as {@code BIO_connect(3)} does: to one address after the other. */
final class Connecting {
    private final App app;

    Connecting(App app) {
        this.app = app;
    }

    Connection connect(ClientOptions.Target target) throws IOException, Quit {
        Resolver resolver = new Resolver(app.process());
        Errno last = Errno.ECONNREFUSED;
        for (InetAddress address : addresses(resolver, target)) {
            try {
                Connection made =
                        app.process().await(app.process().host().node().connect(address, port(resolver, target)));
                made.owner(app.process().pid());
                app.errors().clear();
                return made;
            } catch (ErrnoException e) {
                last = e.errno();
                app.errors().system(last, "BIO_connect", "crypto/bio/bio_sock2.c:117", "calling connect()");
                app.errors().push(0x10000067, "BIO_connect", "crypto/bio/bio_sock2.c:119", "");
            }
        }
        app.errors().print();
        app.say("connect:errno=" + ErrorStack.number(last));
        throw new Quit(1);
    }

    private List<InetAddress> addresses(Resolver resolver, ClientOptions.Target target) throws IOException, Quit {
        if (target.host() == null) {
            return List.of(Network.address("::1"), Network.address("127.0.0.1"));
        }
        try {
            List<InetAddress> found = resolver.addresses(target.host());
            if (!found.isEmpty()) {
                return found;
            }
            throw unresolved("Temporary failure in name resolution", 11);
        } catch (Resolver.Unresolved e) {
            throw unresolved(e.getMessage(), e.getMessage().startsWith("Temporary") ? 11 : 0);
        }
    }

    private int port(Resolver resolver, ClientOptions.Target target) throws IOException, Quit {
        Optional<Integer> port = resolver.port(target.port());
        if (port.isEmpty()) {
            throw unresolved("Servname not supported for ai_socktype", 0);
        }
        return port.get();
    }

    private Quit unresolved(String why, int number) throws IOException {
        app.errors().push(0x10080002, "BIO_lookup_ex", "crypto/bio/bio_addr.c:746", why);
        app.errors().print();
        app.say("connect:errno=" + number);
        return new Quit(1);
    }
}
