package postroom.labs.debian.bind9dnsutils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.bind9libs.Servers;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code nslookup(1)}: looks names up, one or, in a dialogue, many. */
final class Nslookup implements Program {
    @Override
    public int run(Process process) throws IOException {
        NslookupSession session = new NslookupSession(process);
        List<String> operands = new ArrayList<>();
        boolean dialogue = false;
        for (String word : process.arguments()) {
            if (word.startsWith("-") && word.length() > 1) {
                if (word.equalsIgnoreCase("-version")) {
                    process.out().println("nslookup " + Dig.VERSION);
                    return 0;
                }
                session.set(word.substring(1));
            } else if (word.equals("-") && operands.isEmpty()) {
                dialogue = true;
                operands.add(word);
            } else {
                operands.add(word);
            }
        }
        if (operands.size() > 2) {
            process.err().print(HelpText.of("bind9-dnsutils/nslookup"));
            return 1;
        }
        if (operands.size() == 2) {
            try {
                session.server(operands.get(1), false);
            } catch (Servers.Unknown unknown) {
                process.err().println("nslookup: " + unknown.getMessage());
                return 1;
            }
        }
        if (operands.isEmpty() || dialogue) {
            session.talk();
        } else {
            session.look(operands.get(0));
        }
        process.out().println("");
        return session.status();
    }
}
