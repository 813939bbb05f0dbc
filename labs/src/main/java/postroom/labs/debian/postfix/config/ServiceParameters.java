package postroom.labs.debian.postfix.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters that every delivery service of master.cf has under its own name: {@code relay_recipient_limit} with the
 * default {@code $default_recipient_limit} ({@code postconf(5)}, "transport_...").
 */
public final class ServiceParameters {
    private static final String[] DELIVERY = {
        "delivery_slot_cost",
        "delivery_slot_discount",
        "delivery_slot_loan",
        "destination_concurrency_failed_cohort_limit",
        "destination_concurrency_limit",
        "destination_concurrency_negative_feedback",
        "destination_concurrency_positive_feedback",
        "destination_rate_delay",
        "destination_recipient_limit",
        "extra_recipient_limit",
        "minimum_delivery_slots",
        "recipient_limit",
        "recipient_refill_delay",
        "recipient_refill_limit",
        "transport_rate_delay"
    };
    private static final Set<String> AGENTS = Set.of("local", "smtp", "lmtp", "virtual", "pipe", "error");

    private ServiceParameters() {}

    /** The parameters of all services, with their defaults; those that are built in are left out. */
    public static Map<String, String> of(MasterCf master) {
        Map<String, String> all = new TreeMap<>();
        for (String service : services(master, AGENTS)) {
            for (String each : DELIVERY) {
                add(all, service + "_" + each, "$default_" + each);
            }
            add(all, service + "_initial_destination_concurrency", "$initial_destination_concurrency");
        }
        for (String service : services(master, Set.of("pipe", "spawn"))) {
            add(all, service + "_time_limit", "$command_time_limit");
        }
        return all;
    }

    /** The default of one such parameter, whatever services there are. */
    public static Optional<String> defaultOf(String name) {
        for (String each : DELIVERY) {
            if (name.endsWith("_" + each) && !name.startsWith("default_")) {
                return Optional.of("$default_" + each);
            }
        }
        if (name.endsWith("_initial_destination_concurrency")) {
            return Optional.of("$initial_destination_concurrency");
        }
        return Optional.empty();
    }

    private static void add(Map<String, String> all, String name, String value) {
        if (ParameterTable.find(name).isEmpty()) {
            all.put(name, value);
        }
    }

    private static Set<String> services(MasterCf master, Set<String> programs) {
        Set<String> names = new LinkedHashSet<>();
        for (MasterCf.Entry entry : master.entries()) {
            if (entry.type().equals("unix") && programs.contains(entry.program())) {
                names.add(entry.name());
            }
        }
        return names;
    }
}
