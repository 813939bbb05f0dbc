package postroom.web.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postroom.labs.debian.Base;
import postroom.labs.host.Limits;
import postroom.labs.lab.Lab;
import postroom.labs.lab.Labs;
import postroom.labs.lab.Plan;
import postroom.labs.lab.World;
import postroom.web.Refusal;
import postroom.web.mailserver.MailHost;
import postroom.web.mailserver.MailUsers;

/**
 * {@code postroom mailserver}: Postfix and Dovecot of a lab on Maildirs of this machine, on ports of the loopback, until
 * it is told to stop; for other people's clients and test suites.
 */
@Command(
        name = "mailserver",
        description = "The mail server alone, on Maildirs of this machine and ports of the loopback.",
        mixinStandardHelpOptions = true)
public final class MailserverCommand implements Callable<Integer> {
    private static final int SMTP = 25;
    private static final int POP3 = 110;
    private static final int IMAP = 143;
    private static final int LARGEST_PORT = 65_535;
    static final Limits LIMITS = new Limits(1000, 4096, 2 << 20, 4L << 30, 2_000_000);

    @Option(names = "--maildir", required = true, description = "folder whose subfolder NAME is the Maildir of NAME")
    private Path maildir;

    @Option(names = "--users", required = true, description = "file with a line NAME:{SCHEME}PASSWORD for each user")
    private Path users;

    @Option(names = "--smtp-port", description = "port for SMTP")
    private Integer smtp;

    @Option(names = "--imap-port", description = "port for IMAP")
    private Integer imap;

    @Option(names = "--pop3-port", description = "port for POP3")
    private Integer pop3;

    @Override
    public Integer call() throws Exception {
        Map<Integer, Integer> ports = ports();
        if (!Files.isDirectory(maildir)) {
            throw new Refusal("there is no folder " + maildir);
        }
        if (!Files.isReadable(maildir) || !Files.isWritable(maildir)) {
            throw new Refusal("the folder " + maildir + " must be readable and writable");
        }
        MailUsers known = MailUsers.read(users);
        Labs labs = Labsmith.passing();
        Lab lab = Lab.fresh(
                labs,
                new Plan(Base.MAIL, World.ALONE, ThreadLocalRandom.current().nextLong(), ports),
                LIMITS);
        MailHost host;
        try {
            host = MailHost.start(lab, maildir, known);
        } catch (Refusal refused) {
            lab.close();
            labs.close();
            throw refused;
        }
        System.out.println("Postroom serves " + known.names().size() + " users of " + maildir + " on 127.0.0.1: "
                + ports.entrySet().stream()
                        .map(each -> name(each.getKey()) + " " + each.getValue())
                        .collect(Collectors.joining(", "))
                + "  (end it with Ctrl+C)");
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            host.close();
            labs.close();
            end.countDown();
        }));
        end.await();
        return 0;
    }

    private Map<Integer, Integer> ports() throws Refusal {
        Map<Integer, Integer> ports = new LinkedHashMap<>();
        add(ports, SMTP, smtp);
        add(ports, IMAP, imap);
        add(ports, POP3, pop3);
        if (ports.isEmpty()) {
            throw new Refusal("say on which ports to listen: --smtp-port, --imap-port, --pop3-port");
        }
        return ports;
    }

    private static void add(Map<Integer, Integer> ports, int port, Integer real) throws Refusal {
        if (real == null) {
            return;
        }
        if (real < 1 || real > LARGEST_PORT) {
            throw new Refusal(real + " is no port: 1 to " + LARGEST_PORT);
        }
        if (ports.containsValue(real)) {
            throw new Refusal("two protocols cannot share port " + real);
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), real));
        } catch (IOException taken) {
            throw new Refusal("cannot listen on 127.0.0.1:" + real + ", perhaps another program does; choose another "
                    + "--" + name(port).toLowerCase(Locale.ROOT) + "-port");
        }
        ports.put(port, real);
    }

    private static String name(int port) {
        return switch (port) {
            case SMTP -> "SMTP";
            case IMAP -> "IMAP";
            default -> "POP3";
        };
    }
}
