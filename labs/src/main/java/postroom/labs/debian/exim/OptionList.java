package postroom.labs.debian.exim;

import java.io.IOException;
import java.util.List;
import postroom.labs.host.Process;

/** {@code exim -bP}: options by name, named lists, and the names of routers and transports. */
final class OptionList {
    private static final List<String> ROUTERS = List.of(
            "hubbed_hosts",
            "dnslookup_relay_to_domains",
            "dnslookup",
            "real_local",
            "system_aliases",
            "userforward",
            "procmail",
            "maildrop",
            "lowuid_aliases",
            "local_user",
            "mail4root");
    private static final List<String> TRANSPORTS = List.of(
            "address_file",
            "address_pipe",
            "address_reply",
            "mail_spool",
            "maildir_home",
            "maildrop_pipe",
            "procmail_pipe",
            "remote_smtp",
            "remote_smtp_smarthost",
            "address_directory");

    private OptionList() {}

    static int show(Process process, Configuration configuration, List<String> names) throws IOException {
        for (String name : names) {
            if (name.equals("router_list") || name.equals("transport_list")) {
                for (String each : name.equals("router_list") ? routers(configuration) : TRANSPORTS) {
                    process.out().println(each);
                }
                continue;
            }
            String named = name.startsWith("+") ? configuration.namedList(name.substring(1)) : null;
            String value = named == null ? configuration.option(name) : null;
            process.out()
                    .println(
                            named != null
                                    ? named
                                    : value == null ? name + " is not a known option" : name + " = " + value);
        }
        return 0;
    }

    /** Which routers there are depends on the type of the configuration. */
    private static List<String> routers(Configuration configuration) {
        List<String> all = new java.util.ArrayList<>(ROUTERS);
        if (!configuration.type().equals("internet")) {
            all.removeAll(List.of("dnslookup_relay_to_domains", "dnslookup"));
            all.add(1, configuration.type().equals("local") ? "nonlocal" : "smarthost");
        }
        return all;
    }
}
