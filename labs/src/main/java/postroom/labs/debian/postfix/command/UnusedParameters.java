package postroom.labs.debian.postfix.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.debian.postfix.config.MainCf;
import postroom.labs.debian.postfix.config.MasterCf;
import postroom.labs.debian.postfix.config.ParameterTable;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.config.ServiceParameters;

/**
 * What postconf(1) warns of: names in values that nothing defines, and settings that nothing uses. A name of one's own is
 * used if a parameter's value refers to it, or smtpd_restriction_classes lists it.
 */
final class UnusedParameters {
    private static final Pattern REFERENCE = Pattern.compile("\\$[({]?([A-Za-z0-9_]+)");
    /** Names that mean something only where a value is used. */
    private static final Set<String> LATE = Set.of(
            "user",
            "home",
            "shell",
            "recipient",
            "extension",
            "domain",
            "local",
            "recipient_delimiter",
            "sender",
            "nexthop",
            "original_recipient",
            "mailbox",
            "size",
            "client_address",
            "client_name",
            "rbl_code",
            "rbl_class",
            "rbl_what",
            "rbl_domain",
            "rbl_reason",
            "helo_name",
            "protocol",
            "server_name",
            "client_helo",
            "client_hostname",
            "client_protocol",
            "sasl_method",
            "sasl_sender",
            "sasl_username",
            "queue_id",
            "service_name",
            "name",
            "rbl_txt",
            "client",
            "recipient_name",
            "recipient_domain",
            "sender_name",
            "sender_domain",
            "server_address",
            "server_port",
            "client_port",
            "localtime",
            "reverse_client_name");

    private UnusedParameters() {}

    /** The warnings, in postconf's order. */
    static List<String> warnings(MainCf main, Optional<MasterCf> master) {
        Set<String> known = new HashSet<>(ParameterTable.all().keySet());
        master.ifPresent(entries -> known.addAll(ServiceParameters.of(entries).keySet()));
        Set<String> used = new HashSet<>();
        List<String> warnings = new ArrayList<>();
        Set<String> undefined = new TreeSet<>();
        for (Map.Entry<String, String> each : main.values().entrySet()) {
            if (known.contains(each.getKey())) {
                follow(each.getValue(), main, known, used, undefined);
            }
        }
        master.ifPresent(entries -> entries.entries()
                .forEach(entry ->
                        entry.options().values().forEach(value -> follow(value, main, known, used, undefined))));
        for (String name :
                Parameters.words(main.raw("smtpd_restriction_classes").orElse(""))) {
            if (main.raw(name).isPresent()) {
                used.add(name);
                follow(main.raw(name).get(), main, known, used, undefined);
            } else if (!known.contains(name)) {
                undefined.add(name);
            }
        }
        undefined.forEach(name -> warnings.add(main.path() + ": undefined parameter: " + name));
        for (Map.Entry<String, String> each : main.values().entrySet()) {
            if (!known.contains(each.getKey()) && !used.contains(each.getKey())) {
                warnings.add(main.path() + ": unused parameter: " + each.getKey() + "=" + each.getValue());
            }
        }
        return warnings;
    }

    /** The settings of services that nothing uses; those given last come first. */
    static List<String> ofServices(MainCf main, MasterCf master) {
        Set<String> known = new HashSet<>(ParameterTable.all().keySet());
        known.addAll(ServiceParameters.of(master).keySet());
        List<String> warnings = new ArrayList<>();
        for (MasterCf.Entry entry : master.entries()) {
            Set<String> classes = new HashSet<>(Parameters.words(entry.options()
                    .getOrDefault(
                            "smtpd_restriction_classes",
                            main.raw("smtpd_restriction_classes").orElse(""))));
            List<String> unused = new ArrayList<>();
            entry.options().forEach((name, value) -> {
                boolean refersTo = entry.options().values().stream().anyMatch(each -> refers(each, name))
                        || main.values().values().stream().anyMatch(each -> refers(each, name));
                if (!known.contains(name) && !classes.contains(name) && !refersTo) {
                    unused.add(
                            0,
                            main.path().replaceFirst("main\\.cf$", "master.cf") + ": unused parameter: " + name + "="
                                    + value);
                }
            });
            warnings.addAll(unused);
        }
        return warnings;
    }

    private static boolean refers(String value, String name) {
        Matcher reference = REFERENCE.matcher(value.replace("$$", ""));
        while (reference.find()) {
            if (reference.group(1).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void follow(String value, MainCf main, Set<String> known, Set<String> used, Set<String> undefined) {
        Matcher reference = REFERENCE.matcher(value.replace("$$", ""));
        while (reference.find()) {
            String name = reference.group(1);
            if (main.raw(name).isPresent() && !known.contains(name)) {
                if (used.add(name)) {
                    follow(main.raw(name).get(), main, known, used, undefined);
                }
            } else if (!known.contains(name) && !LATE.contains(name) && !name.matches("[0-9]+")) {
                undefined.add(name);
            }
        }
    }
}
