package postroom.labs.debian.postfix.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import postroom.labs.debian.help.HelpText;
import postroom.labs.debian.postfix.config.Parameters;
import postroom.labs.debian.postfix.queue.QueueMessage;
import postroom.labs.debian.postfix.queue.QueuedRecipient;
import postroom.labs.fs.DirectoryEntry;
import postroom.labs.fs.FileAccess;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code qshape(1)}: how old the messages of some queues are, by domain. */
final class QshapeCommand implements Program {
    private static final int WRONG_USE = 255;
    private static final int NARROWEST = 2;
    private static final int WIDTH = 80;
    private static final String WITH_VALUE = "bctmwNn";
    private static final String FLAGS = "hspl";

    @Override
    public int run(Process process) throws IOException {
        Map<Character, String> options = new HashMap<>();
        List<String> queues = new ArrayList<>(process.arguments());
        while (!queues.isEmpty()
                && queues.get(0).startsWith("-")
                && queues.get(0).length() > 1) {
            String argument = queues.remove(0);
            if (argument.equals("--")) {
                break;
            }
            for (int i = 1; i < argument.length(); i++) {
                char letter = argument.charAt(i);
                if (FLAGS.indexOf(letter) >= 0) {
                    options.put(letter, "");
                } else if (WITH_VALUE.indexOf(letter) >= 0) {
                    String rest = argument.substring(i + 1);
                    options.put(letter, rest.isEmpty() && !queues.isEmpty() ? queues.remove(0) : rest);
                    break;
                } else {
                    process.err().println("/usr/sbin/qshape: Unknown option: " + letter);
                    process.err().print(HelpText.of("postfix/qshape"));
                    return WRONG_USE;
                }
            }
        }
        if (options.containsKey('h')) {
            process.err().print(HelpText.of("postfix/qshape"));
            return 0;
        }
        Tool tool = new Tool(process, "qshape", null, false);
        return tool.run(it -> {
            if (options.containsKey('c')) {
                it.directory(options.get('c'));
            }
            Shape shape = new Shape(process, options);
            shape.count(it.unchecked(Map.of()), queues.isEmpty() ? List.of("incoming", "active") : queues);
            shape.print();
            return 0;
        });
    }

    /** The table: a row for each domain, a column for each age. */
    private static final class Shape {
        private final Process process;
        private final Map<Character, String> options;
        private final int[] limits;
        private final Map<String, int[]> rows = new LinkedHashMap<>();
        private final Map<String, Integer> subdomains = new HashMap<>();
        private final int[] total;

        Shape(Process process, Map<Character, String> options) {
            this.process = process;
            this.options = options;
            int buckets = Math.min(100, Math.max(2, number('b', 10)));
            int width = Math.max(1, number('t', 5));
            limits = new int[buckets - 1];
            for (int i = 0; i < limits.length; i++) {
                limits[i] = options.containsKey('l')
                        ? width * (i + 1)
                        : i == 0 ? width : Math.min(1 << 30, limits[i - 1] * 2);
            }
            total = new int[buckets + 1];
        }

        private int number(char letter, int otherwise) {
            String given = options.getOrDefault(letter, "");
            return given.matches("[0-9]{1,6}") && !given.matches("0+") ? Integer.parseInt(given) : otherwise;
        }

        void count(Parameters parameters, List<String> queues) throws IOException {
            Instant now = process.host().clock().instant();
            for (String queue : queues) {
                String path = queue.startsWith("/") ? queue : parameters.get("queue_directory") + "/" + queue;
                walk(process.files(), path, queue, now);
            }
        }

        private void walk(FileAccess files, String folder, String name, Instant now) throws IOException {
            List<DirectoryEntry> entries;
            try {
                entries = files.list(folder);
            } catch (ErrnoException e) {
                boolean there = files.exists(folder);
                process.err()
                        .println("Can't " + (there ? "cd to " : "stat ") + name + ": " + e.getMessage()
                                + "\n at /usr/sbin/qshape line 375.");
                return;
            }
            for (DirectoryEntry each : entries) {
                process.step();
                if (each.name().startsWith(".")) {
                    continue;
                }
                String path = folder + "/" + each.name();
                if (files.lstat(path).isDirectory()) {
                    walk(files, path, name + "/" + each.name(), now);
                } else {
                    message(QueueMessage.parse(each.name(), files.readAll(path)), now);
                }
            }
        }

        private void message(QueueMessage message, Instant now) {
            long minutes = Math.max(0, Duration.between(message.arrival(), now).toMinutes());
            int bucket = 0;
            while (bucket < limits.length && minutes >= limits[bucket]) {
                bucket++;
            }
            Stream<String> addresses = options.containsKey('s')
                    ? Stream.of(message.sender())
                    : message.waiting().stream().map(QueuedRecipient::address);
            int column = bucket + 1;
            addresses.map(Shape::domain).forEach(domain -> add(domain, column));
        }

        private static String domain(String address) {
            return address.isEmpty()
                    ? "MAILER-DAEMON"
                    : address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        }

        private void add(String domain, int column) {
            boolean isNew = !rows.containsKey(domain);
            if (options.containsKey('p')) {
                for (String parent : parents(domain)) {
                    tick(rows.computeIfAbsent(parent, it -> new int[total.length]), column);
                    subdomains.merge(parent, isNew ? 1 : 0, Integer::sum);
                }
            }
            tick(rows.computeIfAbsent(domain, it -> new int[total.length]), column);
            tick(total, column);
        }

        /** From the shortest on, without the top-level domain. */
        private static List<String> parents(String domain) {
            List<String> parents = new ArrayList<>();
            for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
                if (domain.indexOf('.', dot + 1) > 0) {
                    parents.add(0, domain.substring(dot));
                }
            }
            return parents;
        }

        private static void tick(int[] row, int column) {
            row[0]++;
            row[column]++;
        }

        void print() throws IOException {
            int least = number('m', 5);
            List<String> shown = rows.keySet().stream()
                    .filter(name -> !name.startsWith(".") || subdomains.getOrDefault(name, 0) >= least)
                    .sorted(Comparator.comparingInt((String name) -> -rows.get(name)[0]))
                    .toList();
            int most = number('n', shown.size());
            List<String> labels = new ArrayList<>(List.of("T"));
            Arrays.stream(limits).forEach(each -> labels.add(String.valueOf(each)));
            labels.add(limits[limits.length - 1] + "+");
            int[] widths = new int[labels.size()];
            int used = 0;
            for (int i = 0; i < widths.length; i++) {
                int digits = String.valueOf(total[i]).length();
                widths[i] = 1 + Math.max(NARROWEST, Math.max(labels.get(i).length(), digits));
                used += widths[i];
            }
            int names = Math.max(1, Math.max(WIDTH, number('w', WIDTH)) - used);
            line(names, "", labels, widths);
            line(names, "TOTAL", texts(total), widths);
            for (String each : shown.subList(0, Math.min(most, shown.size()))) {
                line(names, each, texts(rows.get(each)), widths);
            }
        }

        private static List<String> texts(int[] row) {
            return Arrays.stream(row).mapToObj(String::valueOf).toList();
        }

        private void line(int names, String name, List<String> cells, int[] widths) throws IOException {
            StringBuilder line = new StringBuilder(" ".repeat(Math.max(0, names - name.length())) + name);
            for (int i = 0; i < widths.length; i++) {
                line.append(" ".repeat(widths[i] - cells.get(i).length())).append(cells.get(i));
            }
            process.out().println(line.toString());
        }
    }
}
