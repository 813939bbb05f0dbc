package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import postroom.labs.debian.postfix.address.Address;
import postroom.labs.debian.postfix.address.DomainList;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.HostnameCheck;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.debian.postfix.queue.QueueId;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.service.MailDate;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.showq.QueueEntry;
import postroom.labs.debian.postfix.showq.ShowQueue;
import postroom.labs.debian.postfix.table.TableError;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code postqueue(1)}: lists the queue, or has it delivered now. */
final class PostqueueCommand implements Program {
    private static final int UNAVAILABLE = 69;
    private static final int LINE = 78;
    private static final String USAGE =
            "usage: postqueue -f | postqueue -i queueid | postqueue -j | postqueue -p | postqueue -s site";

    @Override
    public int run(Process process) throws IOException {
        return Tool.logging(process, "postqueue").run(tool -> run(process, tool));
    }

    private static Fatal usage() {
        return new Fatal(USAGE, UNAVAILABLE);
    }

    private static int run(Process process, Tool tool) throws IOException {
        char mode = 0;
        String value = "";
        for (Tool.Option option : tool.options(process.arguments(), "c:fi:jps:v", usage())) {
            switch (option.letter()) {
                case 'c' -> tool.directory(option.value());
                case 'v' -> {
                    // Nothing more is said
                }
                case 0 -> throw usage();
                default -> {
                    if (mode != 0) {
                        throw usage();
                    }
                    mode = option.letter();
                    value = option.value();
                }
            }
        }
        Parameters parameters = checked(tool);
        switch (mode) {
            case 'p', 'j' -> list(process, tool, parameters, mode == 'j');
            case 'f' -> flush(process, Master::flush);
            case 'i' -> flushId(process, tool, value);
            case 's' -> flushSite(process, parameters, value, tool);
            default -> throw usage();
        }
        return 0;
    }

    private static Parameters checked(Tool tool) {
        try {
            return tool.parameters();
        } catch (Fatal fatal) {
            throw new Fatal(fatal.getMessage(), UNAVAILABLE);
        }
    }

    private interface Action {
        void on(Master master);
    }

    private static void flush(Process process, Action action) throws IOException {
        Master master = Master.on(process.host())
                .orElseThrow(() -> new Fatal("Cannot flush mail queue - mail system is down", UNAVAILABLE));
        process.await(Master.run(process.host(), () -> action.on(master)));
    }

    private static void flushId(Process process, Tool tool, String id) throws IOException {
        if (!QueueId.valid(id)) {
            throw new Fatal("Cannot flush queue ID - invalid name: \"" + id + "\"", UNAVAILABLE);
        }
        if (Master.on(process.host()).isEmpty()) {
            tool.warning("connect to public/flush: Connection refused");
        }
        flush(process, master -> master.flush(id));
    }

    private static void flushSite(Process process, Parameters parameters, String site, Tool tool) throws IOException {
        if (!HostnameCheck.valid(site) && !site.startsWith("[")) {
            throw new Fatal("Cannot flush mail queue - invalid destination: \"" + site + "\"", UNAVAILABLE);
        }
        Service service = new Service(process.host(), "postqueue", process.pid(), parameters, tool);
        try {
            boolean served = new DomainList("fast_flush_domains", parameters, service.tables(), service.files(), tool)
                    .hasDomain(site);
            if (!served) {
                throw new Fatal("Flush service is not configured for destination \"" + site + "\"", UNAVAILABLE);
            }
        } catch (TableError e) {
            throw new Fatal("Cannot flush mail queue - mail system is down", UNAVAILABLE);
        }
        flush(process, master -> master.flushSite(site));
    }

    private static void list(Process process, Tool tool, Parameters parameters, boolean json) throws IOException {
        Optional<Master> master = Master.on(process.host());
        String down = "(Connect to the " + parameters.get("mail_name") + " showq service: Connection refused)";
        if (master.isEmpty() && process.realUid() != 0) {
            throw new Fatal("Queue report unavailable - mail system is down " + down, UNAVAILABLE);
        }
        if (master.isEmpty()) {
            tool.warning("Mail system is down -- accessing queue directly " + down);
        }
        Spool spool = Service.spool(process.host(), parameters);
        List<QueueEntry> entries = ShowQueue.list(spool);
        if (json) {
            for (QueueEntry each : entries) {
                tool.print(QueueJson.of(each));
            }
            return;
        }
        if (entries.isEmpty()) {
            tool.print("Mail queue is empty");
            return;
        }
        tool.print("-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------");
        long bytes = 0;
        for (QueueEntry each : entries) {
            entry(tool, each);
            bytes += each.size();
        }
        tool.print("-- " + bytes / 1024 + " Kbytes in " + entries.size() + " Request" + (entries.size() == 1 ? "" : "s")
                + ".");
    }

    private static void entry(Tool tool, QueueEntry entry) throws IOException {
        String mark = switch (entry.queue()) {
            case "active" -> "*";
            case "hold" -> "!";
            default -> " ";
        };
        String sender = entry.sender().isEmpty() ? "MAILER-DAEMON" : Address.external(entry.sender());
        tool.print(String.format(
                "%-11s %7d %-20s %s", (entry.id() + mark), entry.size(), MailDate.queue(entry.arrival()), sender));
        String last = "";
        for (QueueEntry.Waiting each : entry.recipients()) {
            if (!each.reason().isEmpty() && !each.reason().equals(last)) {
                String reason = "(" + each.reason() + ")";
                tool.print(" ".repeat(Math.max(0, LINE - reason.length())) + reason);
                last = each.reason();
            }
            tool.print(" ".repeat(41) + Address.external(each.address()));
        }
        tool.print("");
    }
}
