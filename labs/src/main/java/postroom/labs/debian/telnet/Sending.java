package postroom.labs.debian.telnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import postroom.labs.debian.help.HelpText;

/** {@code send} at the {@code telnet>} prompt: commands of the telnet protocol (RFC 854) and offers of options. */
final class Sending {
    private static final int IAC = 0xFF;
    private static final int HIGHEST = 255;

    /** What {@code send} knows, and the byte of it. */
    private static final Map<String, Integer> COMMANDS = Map.ofEntries(
            Map.entry("ao", 0xF5),
            Map.entry("ayt", 0xF6),
            Map.entry("brk", 0xF3),
            Map.entry("ec", 0xF7),
            Map.entry("el", 0xF8),
            Map.entry("ga", 0xF9),
            Map.entry("ip", 0xF4),
            Map.entry("nop", 0xF1),
            Map.entry("eor", 0xEF),
            Map.entry("abort", 0xEE),
            Map.entry("susp", 0xED),
            Map.entry("eof", 0xEC),
            Map.entry("synch", 0xF2));

    private static final Map<String, Integer> OFFERS = Map.of("will", 0xFB, "wont", 0xFC, "do", 0xFD, "dont", 0xFE);

    /** The options by their numbers. */
    private static final List<String> OPTIONS = List.of(
            "BINARY",
            "ECHO",
            "RCP",
            "SUPPRESS GO AHEAD",
            "NAME",
            "STATUS",
            "TIMING MARK",
            "RCTE",
            "NAOL",
            "NAOP",
            "NAOCRD",
            "NAOHTS",
            "NAOHTD",
            "NAOFFD",
            "NAOVTS",
            "NAOVTD",
            "NAOLFD",
            "EXTEND ASCII",
            "LOGOUT",
            "BYTE MACRO",
            "DATA ENTRY TERMINAL",
            "SUPDUP",
            "SUPDUP OUTPUT",
            "SEND LOCATION",
            "TERMINAL TYPE",
            "END OF RECORD",
            "TACACS UID",
            "OUTPUT MARKING",
            "TTYLOC",
            "3270 REGIME",
            "X.3 PAD",
            "NAWS",
            "TSPEED",
            "LFLOW",
            "LINEMODE",
            "XDISPLOC",
            "OLD-ENVIRON",
            "AUTHENTICATION",
            "ENCRYPT",
            "NEW-ENVIRON");

    private static final String OFFER_HELP = """
            "value" must be from 0 to 255
            Valid options are:
            	 "BINARY" "ECHO" "RCP" "SUPPRESS GO AHEAD" "NAME"
            	 "STATUS" "TIMING MARK" "RCTE" "NAOL" "NAOP" "NAOCRD"
            	 "NAOHTS" "NAOHTD" "NAOFFD" "NAOVTS" "NAOVTD" "NAOLFD"
            	 "EXTEND ASCII" "LOGOUT" "BYTE MACRO"
            	 "DATA ENTRY TERMINAL" "SUPDUP" "SUPDUP OUTPUT"
            	 "SEND LOCATION" "TERMINAL TYPE" "END OF RECORD"
            	 "TACACS UID" "OUTPUT MARKING" "TTYLOC" "3270 REGIME"
            	 "X.3 PAD" "NAWS" "TSPEED" "LFLOW" "LINEMODE" "XDISPLOC"
            	 "OLD-ENVIRON" "AUTHENTICATION" "ENCRYPT" "NEW-ENVIRON"
            """;

    private final Session session;

    Sending(Session session) {
        this.session = session;
    }

    /** Runs it; whether there was nothing wrong. */
    boolean run(List<String> words) throws IOException {
        if (words.size() == 1) {
            say("need at least one argument for 'send' command");
            say("'send ?' for help");
            return false;
        }
        if (Commands.isHelp(words.get(1))) {
            session.process().out().print(HelpText.of("inetutils-telnet/send")).flush();
            return false;
        }
        Map<String, Integer> all = new LinkedHashMap<>(COMMANDS);
        all.putAll(OFFERS);
        all.put("escape", -1);
        all.put("getstatus", -1);
        // everything is looked at before anything is sent
        List<String> plan = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            List<String> names = Commands.matching(words.get(i), List.copyOf(all.keySet()));
            if (names.size() != 1) {
                say((names.isEmpty() ? "Unknown" : "Ambiguous") + " send argument '" + words.get(i) + "'");
                say("'send ?' for help.");
                return false;
            }
            String name = names.get(0);
            plan.add(name);
            if (OFFERS.containsKey(name)) {
                if (i + 1 >= words.size()) {
                    complain("Need 1 argument to 'send " + name + "' command.  'send " + name + " ?' for help.");
                    return false;
                }
                plan.add(words.get(++i));
            }
        }
        boolean offers = OFFERS.containsKey(plan.get(0));
        if (!session.connected() && !offers) {
            say("?Need to be connected first.");
            say("'send ?' for help");
            return false;
        }
        return send(plan);
    }

    private boolean send(List<String> plan) throws IOException {
        for (int i = 0; i < plan.size(); i++) {
            String name = plan.get(i);
            if (OFFERS.containsKey(name)) {
                if (!offer(name, plan.get(++i))) {
                    return false;
                }
            } else if (name.equals("escape")) {
                session.sendRaw(0x1D);
            } else if (COMMANDS.containsKey(name)) {
                session.sendRaw(IAC, COMMANDS.get(name));
            }
        }
        return true;
    }

    private boolean offer(String verb, String option) throws IOException {
        if (Commands.isHelp(option)) {
            say("Usage: send " + verb + " <value|option>");
            session.process().out().print(OFFER_HELP).flush();
            return false;
        }
        List<String> names = Commands.matching(option.toUpperCase(Locale.ROOT), OPTIONS);
        int number = names.size() == 1 ? OPTIONS.indexOf(names.get(0)) : -1;
        if (number < 0 && option.matches("[0-9]{1,3}")) {
            number = Integer.parseInt(option);
        }
        if (number < 0 || number > HIGHEST) {
            complain("'" + option + "': " + (names.size() > 1 ? "ambiguous" : "unknown") + " argument ('send " + verb
                    + " ?' for help).");
            return false;
        }
        if (!session.connected()) {
            say("?Need to be connected first.");
            return false;
        }
        session.sendRaw(IAC, OFFERS.get(verb), number);
        return true;
    }

    private void say(String line) throws IOException {
        session.process().out().println(line).flush();
    }

    private void complain(String line) throws IOException {
        session.process().err().println(line);
    }
}
