package postroom.labs.debian.postfix.command;

import postroom.labs.debian.postfix.showq.QueueEntry;

/** A message of the queue as {@code postqueue -j} prints it: one JSON object a line. */
final class QueueJson {
    private QueueJson() {}

    static String of(QueueEntry entry) {
        StringBuilder out = new StringBuilder();
        out.append("{\"queue_name\": ").append(text(entry.queue()));
        out.append(", \"queue_id\": ").append(text(entry.id()));
        out.append(", \"arrival_time\": ").append(entry.arrival().getEpochSecond());
        out.append(", \"message_size\": ").append(entry.size());
        out.append(", \"forced_expire\": false");
        out.append(", \"sender\": ").append(text(entry.sender().isEmpty() ? "MAILER-DAEMON" : entry.sender()));
        out.append(", \"recipients\": [");
        for (int i = 0; i < entry.recipients().size(); i++) {
            QueueEntry.Waiting each = entry.recipients().get(i);
            out.append(i == 0 ? "" : ", ").append("{\"address\": ").append(text(each.address()));
            if (!each.reason().isEmpty()) {
                out.append(", \"delay_reason\": ").append(text(each.reason()));
            }
            out.append('}');
        }
        return out.append("]}").toString();
    }

    private static String text(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
