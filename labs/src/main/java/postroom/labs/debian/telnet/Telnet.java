package postroom.labs.debian.telnet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.host.Resolver;

/**
 * {@code inetutils-telnet(1)}: talks to a port line by line. Without a host it prompts for commands; in a session
 * {@code ^]} does.
 *
 * <p>Exit status: 1 when nothing could be reached.
 */
public final class Telnet extends GetoptProgram {
    private static final Getopt OPTIONS = new Getopt(
            "468ab:cde:EKl:Ln:rxk:X:?V",
            "ipv4",
            "4",
            "ipv6",
            "6",
            "binary",
            "8",
            "login",
            "a",
            "bind=",
            "b",
            "no-rc",
            "c",
            "debug",
            "d",
            "escape=",
            "e",
            "no-escape",
            "E",
            "no-login",
            "K",
            "user=",
            "l",
            "binary-output",
            "L",
            "trace=",
            "n",
            "rlogin",
            "r",
            "encrypt",
            "x",
            "realm=",
            "k",
            "disable-auth=",
            "X",
            "help",
            "?",
            "usage",
            "usage",
            "version",
            "V");

    /** The programs of package inetutils-telnet. */
    public static final Map<String, Program> PROGRAMS = Map.of("inetutils-telnet/inetutils-telnet", new Telnet());

    private Telnet() {
        super(OPTIONS);
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().println("Try 'telnet --help' or 'telnet --usage' for more information.");
        return 64;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("?")) {
            process.out().print(HelpText.of("inetutils-telnet/telnet"));
            return 0;
        }
        if (parsed.has("V")) {
            process.out().println("telnet (GNU inetutils) 2.4");
            return 0;
        }
        int escape = parsed.has("E") ? -1 : escape(parsed.value("e", "^]"));
        Session session = new Session(process, escape);
        List<String> operands = parsed.operands();
        if (operands.isEmpty()) {
            return session.prompt(true);
        }
        if (operands.get(0).isEmpty()) {
            process.err().println("usage: telnet [-4] [-6] [-l user] [-b addr] [-a] host-name [port]");
            return 1;
        }
        if (operands.size() > 2) {
            process.err().println("telnet: too many arguments");
            return 1;
        }
        if (parsed.has("b") && !bound(process, session, parsed.value("b", ""))) {
            return 1;
        }
        if (!session.connect(operands.get(0), operands.size() > 1 ? operands.get(1) : "telnet")) {
            return 1;
        }
        return session.talk();
    }

    private static boolean bound(Process process, Session session, String address) throws IOException {
        try {
            session.bind(new Resolver(process).addresses(address).get(0));
            return true;
        } catch (Resolver.Unresolved e) {
            process.err().println("Could not resolve " + address + ": " + e.getMessage());
            return false;
        }
    }

    static int escape(String text) {
        if (text.length() == 2 && text.charAt(0) == '^') {
            return text.charAt(1) & 0x1F;
        }
        return text.isEmpty() ? -1 : text.charAt(0);
    }
}
