package postroom.labs.debian.postfix.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.master.Master;
import postroom.labs.debian.postfix.queue.QueueId;
import postroom.labs.debian.postfix.queue.Spool;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code postsuper(1)}: deletes, holds, releases and requeues messages, and puts the queue directories in order. */
final class PostsuperCommand implements Program {
    private static final List<String> DIRECTORIES = List.of(
            "active",
            "bounce",
            "corrupt",
            "defer",
            "deferred",
            "flush",
            "hold",
            "incoming",
            "maildrop",
            "saved",
            "trace");
    private static final String USAGE =
            "usage: postsuper [-c config_dir] [-d queue_id (delete)] [-e queue_id (expire)] [-f queue_id (expire and/or"
                    + " un-hold)] [-h queue_id (hold)] [-H queue_id (un-hold)] [-p (purge temporary files)] [-r queue_id"
                    + " (requeue)] [-s (structure fix)] [-S (redundant structure fix)][-v (verbose)] [queue...]";

    @Override
    public int run(Process process) throws IOException {
        return Tool.logging(process, "postsuper").run(tool -> run(process, tool));
    }

    /** One request: the option's letter, and a queue id, {@code ALL}, or {@code -} for a list on standard input. */
    private record Request(char action, String id) {}

    private static int run(Process process, Tool tool) throws IOException {
        if (process.realUid() != 0) {
            throw new Fatal("use of this command is reserved for the superuser");
        }
        List<Request> requests = new ArrayList<>();
        List<String> queues = new ArrayList<>();
        for (Tool.Option option : tool.options(process.arguments(), "c:d:e:f:h:H:pr:sSv", new Fatal(USAGE))) {
            switch (option.letter()) {
                case 'c' -> tool.directory(option.value());
                case 'd', 'e', 'f', 'h', 'H', 'r' -> requests.add(new Request(option.letter(), option.value()));
                case 'p', 's', 'S', 'v' -> {
                    // Structure is looked after in any case
                }
                default -> queues.add(option.value());
            }
        }
        Parameters parameters = tool.parameters();
        for (String each : queues) {
            if (!DIRECTORIES.contains(each)) {
                throw new Fatal("invalid directory name: " + each);
            }
        }
        Spool spool = Service.spool(process.host(), parameters);
        if (requests.isEmpty()) {
            structure(spool, queues.isEmpty() ? DIRECTORIES : queues);
            return 0;
        }
        for (Request each : requests) {
            process.await(Master.run(process.host(), () -> {}));
            act(process, tool, spool, each, queues);
        }
        return 0;
    }

    /** Every queue directory must be readable to mail_owner. */
    private static void structure(Spool spool, List<String> queues) {
        for (String each : queues) {
            try {
                spool.files().list(spool.directory() + "/" + each);
            } catch (ErrnoException e) {
                throw new Fatal("scan_dir_push: open directory " + each + ": " + e.getMessage());
            }
        }
    }

    private static void act(Process process, Tool tool, Spool spool, Request request, List<String> named)
            throws IOException {
        List<String> queues = named.isEmpty() ? queuesFor(request.action) : named;
        int count = 0;
        if (request.id.equals("ALL")) {
            Map<String, List<String>> found = new LinkedHashMap<>();
            queues.forEach(queue -> found.put(queue, spool.list(queue)));
            for (Map.Entry<String, List<String>> each : found.entrySet()) {
                for (String id : each.getValue()) {
                    count += one(spool, request.action, each.getKey(), id) ? 1 : 0;
                }
            }
        } else {
            for (String id : ids(process, request.id)) {
                if (!QueueId.valid(id)) {
                    tool.warning("invalid mail queue id: " + id);
                    continue;
                }
                for (String queue : queues) {
                    if (exists(spool, queue, id) && one(spool, request.action, queue, id)) {
                        tool.info(id + ": " + done(request.action));
                        count++;
                        break;
                    }
                }
            }
        }
        tool.info(summary(request.action) + ": " + count + " message" + (count == 1 ? "" : "s"));
        Master.on(process.host())
                .ifPresent(master -> Master.run(process.host(), () -> {
                    if (request.action == 'r') {
                        master.rescan();
                    }
                }));
    }

    private static List<String> ids(Process process, String id) throws IOException {
        if (!id.equals("-")) {
            return List.of(id);
        }
        return new String(process.in().readAllBytes(), UTF_8)
                .lines()
                .map(String::strip)
                .toList();
    }

    private static List<String> queuesFor(char action) {
        return switch (action) {
            case 'H', 'f' -> List.of("hold");
            case 'h' -> List.of("incoming", "active", "deferred");
            case 'r' -> Spool.MESSAGES;
            default -> List.of("hold", "incoming", "active", "deferred", "maildrop");
        };
    }

    private static boolean exists(Spool spool, String queue, String id) {
        return rooted(spool).exists(queue, id);
    }

    private static Spool rooted(Spool spool) {
        return new Spool(FileAccess.root(spool.files().disk()), spool.directory(), spool.hashed(), spool.depth());
    }

    private static boolean one(Spool own, char action, String queue, String id) throws IOException {
        Spool spool = action == 'd' ? rooted(own) : own;
        try {
            switch (action) {
                case 'd' -> {
                    spool.remove(queue, id);
                    for (String log : List.of("bounce", "defer", "trace")) {
                        if (spool.exists(log, id)) {
                            spool.remove(log, id);
                        }
                    }
                }
                case 'h' -> spool.move(id, queue, "hold");
                case 'H', 'f' -> spool.move(id, queue, "deferred");
                case 'r' -> spool.move(id, queue, "incoming");
                default -> {
                    return false;
                }
            }
            return true;
        } catch (ErrnoException gone) {
            return false;
        }
    }

    private static String done(char action) {
        return switch (action) {
            case 'd' -> "removed";
            case 'h' -> "placed on hold";
            case 'H', 'f' -> "released from hold";
            case 'r' -> "requeued";
            default -> "expired";
        };
    }

    private static String summary(char action) {
        return switch (action) {
            case 'd' -> "Deleted";
            case 'h' -> "Placed on hold";
            case 'H', 'f' -> "Released from hold";
            case 'r' -> "Requeued";
            default -> "Force-expired";
        };
    }
}
