package postroom.server.imap.search;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.server.mailbox.MailboxException;
import postroom.server.message.BaseSubject;

/** Gathers messages into threads: ORDEREDSUBJECT and REFERENCES of RFC 5256, and Dovecot's REFS. */
public final class Threads {
    /** What they are called. */
    public static final Set<String> ALGORITHMS = Set.of("REFERENCES", "REFS", "ORDEREDSUBJECT");

    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,500}>");
    private static final int MOST_REFERENCES = 500;

    private final Map<String, Node> byId = new HashMap<>();
    private final List<Node> all = new ArrayList<>();

    /** A message, or a place for one that is not there. */
    static final class Node {
        SearchMessage message;
        Instant date;
        BaseSubject.Result subject;
        Node parent;
        final List<Node> children = new ArrayList<>();

        boolean isAbove(Node other) {
            for (Node at = other; at != null; at = at.parent) {
                if (at == this) {
                    return true;
                }
            }
            return false;
        }

        void adopt(Node child) {
            if (child.parent != null) {
                child.parent.children.remove(child);
            }
            child.parent = this;
            children.add(child);
        }

        long number() {
            return message != null
                    ? message.sequence()
                    : children.isEmpty() ? 0 : children.get(0).number();
        }

        Instant earliest() {
            return message != null || children.isEmpty() ? date : children.get(0).date;
        }
    }

    private Threads() {}

    /** Writes threads as THREAD answers, with the numbers that {@code number} gives. */
    public static String text(
            String algorithm, List<SearchMessage> messages, java.util.function.ToLongFunction<SearchMessage> number)
            throws MailboxException {
        Threads threads = new Threads();
        StringBuilder out = new StringBuilder();
        threads.roots(algorithm, messages).forEach(root -> write(root, number, out));
        return out.toString();
    }

    /** The same threads, each with all its messages. */
    public static List<List<SearchMessage>> groups(String algorithm, List<SearchMessage> messages)
            throws MailboxException {
        Threads threads = new Threads();
        List<List<SearchMessage>> groups = new ArrayList<>();
        for (Node root : threads.roots(algorithm, messages)) {
            List<SearchMessage> group = new ArrayList<>();
            Deque<Node> todo = new ArrayDeque<>(List.of(root));
            while (!todo.isEmpty()) {
                Node node = todo.pop();
                if (node.message != null) {
                    group.add(node.message);
                }
                todo.addAll(node.children);
            }
            groups.add(group);
        }
        return groups;
    }

    private List<Node> roots(String algorithm, List<SearchMessage> messages) throws MailboxException {
        return switch (algorithm) {
            case "ORDEREDSUBJECT" -> orderedSubject(nodes(messages));
            case "REFS" -> refs(messages);
            default -> references(messages);
        };
    }

    private List<Node> nodes(List<SearchMessage> messages) throws MailboxException {
        for (SearchMessage each : messages) {
            Node node = new Node();
            fill(node, each);
            all.add(node);
        }
        return all;
    }

    private static void fill(Node node, SearchMessage message) throws MailboxException {
        node.message = message;
        node.date = message.sentOrReceived().toInstant();
        node.subject = BaseSubject.of(message.first("Subject"));
    }

    private static List<Node> orderedSubject(List<Node> nodes) {
        Map<String, Node> roots = new LinkedHashMap<>();
        for (Node each : byDate(nodes)) {
            Node root = roots.putIfAbsent(each.subject.base(), each);
            if (root != null) {
                root.adopt(each);
            }
        }
        return byDate(roots.values());
    }

    private static List<Node> byDate(java.util.Collection<Node> nodes) {
        List<Node> sorted = new ArrayList<>(nodes);
        sorted.sort(Comparator.comparing(Node::earliest).thenComparing(Node::number));
        return sorted;
    }

    private List<Node> linked(List<SearchMessage> messages) throws MailboxException {
        for (SearchMessage each : messages) {
            String id = id(each.first("Message-Id"));
            Node node = byId.get(id);
            if (id.isEmpty() || node != null && node.message != null) {
                node = new Node();
                all.add(node);
            } else if (node == null) {
                node = place(id);
            }
            fill(node, each);
            link(node, referencesOf(each));
        }
        return prune();
    }

    private Node place(String id) {
        return byId.computeIfAbsent(id, it -> {
            Node node = new Node();
            all.add(node);
            return node;
        });
    }

    private static String id(String text) {
        Matcher matcher = ID.matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static List<String> referencesOf(SearchMessage message) throws MailboxException {
        List<String> ids = new ArrayList<>();
        Matcher matcher = ID.matcher(message.first("References"));
        while (matcher.find() && ids.size() < MOST_REFERENCES) {
            ids.add(matcher.group());
        }
        String answered = id(message.first("In-Reply-To"));
        if (ids.isEmpty() && !answered.isEmpty()) {
            ids.add(answered);
        }
        return ids;
    }

    private void link(Node node, List<String> references) {
        Node above = null;
        for (String each : references) {
            Node place = place(each);
            if (above != null && place.parent == null && !place.isAbove(above)) {
                above.adopt(place);
            }
            above = place;
        }
        if (node.parent != null) {
            node.parent.children.remove(node);
            node.parent = null;
        }
        if (above != null && !node.isAbove(above)) {
            above.adopt(node);
        }
    }

    /** Takes out places without a message, as far as that keeps threads together. */
    private List<Node> prune() {
        List<Node> roots = new ArrayList<>();
        for (Node each : all) {
            if (each.parent == null && !isEmpty(each)) {
                roots.add(each);
            }
        }
        List<Node> out = new ArrayList<>();
        for (Node root : roots) {
            flatten(root);
            if (root.message == null && root.children.size() == 1) {
                Node only = root.children.get(0);
                only.parent = null;
                out.add(only);
            } else {
                out.add(root);
            }
        }
        return out;
    }

    private static boolean isEmpty(Node node) {
        Deque<Node> todo = new ArrayDeque<>(List.of(node));
        while (!todo.isEmpty()) {
            Node at = todo.pop();
            if (at.message != null) {
                return false;
            }
            todo.addAll(at.children);
        }
        return true;
    }

    private static void flatten(Node root) {
        Deque<Node> todo = new ArrayDeque<>(List.of(root));
        while (!todo.isEmpty()) {
            Node at = todo.pop();
            for (int i = 0; i < at.children.size(); ) {
                Node child = at.children.get(i);
                if (child.message == null) {
                    at.children.remove(i);
                    for (Node below : List.copyOf(child.children)) {
                        below.parent = at;
                        at.children.add(i, below);
                    }
                } else {
                    todo.push(child);
                    i++;
                }
            }
            at.children.sort(Comparator.comparing((Node it) -> it.date).thenComparing(it -> it.message.sequence()));
        }
    }

    private List<Node> refs(List<SearchMessage> messages) throws MailboxException {
        List<Node> roots = linked(messages);
        roots.sort(Comparator.comparing(Threads::latest));
        return roots;
    }

    private static Instant latest(Node root) {
        Instant latest = Instant.MIN;
        Deque<Node> todo = new ArrayDeque<>(List.of(root));
        while (!todo.isEmpty()) {
            Node at = todo.pop();
            if (at.message != null && at.date.isAfter(latest)) {
                latest = at.date;
            }
            todo.addAll(at.children);
        }
        return latest;
    }

    /** Threads of the same subject become one, too. */
    private List<Node> references(List<SearchMessage> messages) throws MailboxException {
        Map<String, Node> bySubject = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (Node root : byDate(linked(messages))) {
            BaseSubject.Result subject = subject(root);
            Node other = subject.base().isEmpty() ? null : bySubject.get(subject.base());
            if (other == null) {
                merged.add(root);
                if (!subject.base().isEmpty()) {
                    bySubject.put(subject.base(), root);
                }
            } else {
                merge(other, root, subject, merged, bySubject);
            }
        }
        return byDate(merged);
    }

    private static BaseSubject.Result subject(Node root) {
        return root.message != null ? root.subject : root.children.get(0).subject;
    }

    private static void merge(
            Node other, Node root, BaseSubject.Result subject, List<Node> merged, Map<String, Node> bySubject) {
        if (other.message == null) {
            if (root.message == null) {
                List.copyOf(root.children).forEach(other::adopt);
            } else {
                other.adopt(root);
            }
        } else if (subject.reply() && !other.subject.reply()) {
            other.adopt(root);
        } else {
            Node above = new Node();
            merged.set(merged.indexOf(other), above);
            above.adopt(other);
            above.adopt(root);
            bySubject.put(subject.base(), above);
        }
    }

    private static void write(Node root, java.util.function.ToLongFunction<SearchMessage> number, StringBuilder out) {
        out.append('(');
        chain(root, number, out);
        out.append(')');
    }

    /** A message, its only answer behind it, and so on; several answers in parentheses. */
    private static void chain(Node start, java.util.function.ToLongFunction<SearchMessage> number, StringBuilder out) {
        Deque<Object> todo = new ArrayDeque<>(List.of(start));
        boolean blank = false;
        while (!todo.isEmpty()) {
            Object next = todo.pop();
            if (next instanceof String text) {
                out.append(text);
                blank = false;
                continue;
            }
            Node node = (Node) next;
            if (node.message != null) {
                out.append(blank ? " " : "").append(number.applyAsLong(node.message));
                blank = true;
            }
            if (node.children.size() == 1) {
                todo.push(node.children.get(0));
            } else if (!node.children.isEmpty()) {
                out.append(node.message != null ? " " : "");
                for (int i = node.children.size() - 1; i >= 0; i--) {
                    todo.push(")");
                    todo.push(node.children.get(i));
                    todo.push("(");
                }
            }
        }
    }
}
