package postroom.labs.debian.postfix.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import postroom.labs.host.Accounts;

/** What every Postfix program makes sure of before it does anything else. */
final class GlobalChecks {
    private static final List<String> TEXTS = List.of(
            "mail_name",
            "mail_owner",
            "setgid_group",
            "queue_directory",
            "process_id_directory",
            "daemon_directory",
            "command_directory",
            "data_directory",
            "default_database_type",
            "syslog_name",
            "double_bounce_sender");
    private static final List<String> NUMBERS = List.of(
            "dont_remove",
            "message_size_limit",
            "hash_queue_depth",
            "fork_attempts",
            "deliver_lock_attempts",
            "debug_peer_level",
            "berkeley_db_create_buffer_size",
            "berkeley_db_read_buffer_size",
            "header_size_limit",
            "header_address_token_limit",
            "mime_nesting_limit",
            "mime_boundary_length_limit",
            "delay_logging_resolution_limit",
            "tcp_windowsize");
    private static final List<String> TIMES = List.of(
            "max_idle",
            "application_event_drain_time",
            "ipc_timeout",
            "ipc_idle",
            "ipc_ttl",
            "trigger_timeout",
            "fork_delay",
            "deliver_lock_delay",
            "stale_lock_time",
            "daemon_timeout");
    private static final List<String> SWITCHES = List.of(
            "disable_dns_lookups",
            "soft_bounce",
            "owner_request_special",
            "strict_8bitmime",
            "strict_7bit_headers",
            "strict_8bitmime_body",
            "helpful_warnings",
            "multi_instance_enable",
            "enable_long_queue_ids",
            "strict_smtputf8",
            "smtputf8_enable",
            "respectful_logging",
            "strict_mailbox_ownership");

    private final Parameters parameters;
    private final Surroundings host;
    private final Msg msg;

    GlobalChecks(Parameters parameters, Surroundings host, Msg msg) {
        this.parameters = parameters;
        this.host = host;
        this.msg = msg;
    }

    void run() {
        String level = parameters.get("compatibility_level");
        if (!CompatibilityLevel.valid(level)) {
            throw new Fatal("malformed compatibility level syntax: \"" + level + "\"");
        }
        hostname("myhostname");
        hostname("mydomain");
        SWITCHES.forEach(parameters::bool);
        TEXTS.forEach(parameters::required);
        parameters.number("line_length_limit", 512);
        NUMBERS.forEach(parameters::number);
        TIMES.forEach(name -> parameters.seconds(name, 1));
        protocols();
        accounts();
        parameters.myorigin();
        parameters.get("relayhost");
        OwnAddresses.of(parameters);
    }

    private void hostname(String name) {
        String value = parameters.required(name);
        Optional<String> wrong = HostnameCheck.complaint(value);
        if (wrong.isPresent()) {
            msg.warning("valid_hostname: " + wrong.get());
            throw bad(name + ": bad parameter value: " + value);
        }
    }

    private void protocols() {
        String value = parameters.get("inet_protocols");
        for (String each : Parameters.words(value)) {
            if (!Set.of("all", "ipv4", "ipv6").contains(each)) {
                throw new Fatal("unknown inet_protocols value \"" + each + "\" in \"" + value + "\"");
            }
        }
    }

    private void accounts() {
        Accounts.User owner = user("mail_owner");
        user("default_privs");
        String groupName = parameters.get("setgid_group");
        Accounts.Group group =
                host.group(groupName).orElseThrow(() -> bad("setgid_group: unknown group name: " + groupName));
        if (group.gid() == 0) {
            throw bad("setgid_group: group " + groupName + " has privileged group ID");
        }
        if (group.gid() == owner.gid()) {
            throw new Fatal("file " + parameters.main().path() + ": parameters mail_owner and setgid_group: user "
                    + owner.name() + " and group " + groupName + " have the same group ID: " + group.gid());
        }
    }

    private Accounts.User user(String parameter) {
        String name = parameters.get(parameter);
        Accounts.User user = host.user(name).orElseThrow(() -> bad(parameter + ": unknown user name value: " + name));
        if (user.uid() == 0) {
            throw bad(parameter + ": user " + name + " has privileged user ID");
        }
        return user;
    }

    private Fatal bad(String text) {
        return new Fatal("file " + parameters.main().path() + ": parameter " + text);
    }
}
