package postroom.labs.fs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** System calls by chance, on few names, so that they meet: nested folders, loops of links, names at the limits. */
final class RandomCalls {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final List<Integer> MODES = List.of(
            0777, 0755, 0700, 0644, 0600, 0666, 01777, 02775, 04755, 06777, 02744, 0, 0444, 0111, 0311, 02755, 04711);
    private static final List<Integer> IDS = List.of(-1, 0, 20_001, 20_002, 20_003, 20_004);
    private static final List<String> KINDS = List.of(
            "open",
            "open",
            "open",
            "mkdir",
            "mkdir",
            "mkdir",
            "symlink",
            "symlink",
            "link",
            "link",
            "rename",
            "rename",
            "rename",
            "unlink",
            "rmdir",
            "chmod",
            "chmod",
            "chown",
            "lchown",
            "truncate",
            "access",
            "stat",
            "list",
            "readlink",
            "utime",
            "umask",
            "mkfifo");

    private final Random random;
    private final String base;
    private int made;

    RandomCalls(long seed, String base) {
        this.random = new Random(seed);
        this.base = base;
    }

    /** One call. */
    record Call(String name, Object... arguments) {
        @Override
        public String toString() {
            return (name + Arrays.toString(arguments))
                    .replace("n".repeat(255), "n*255")
                    .replace("ü".repeat(127), "ü*127")
                    .replace("a/".repeat(2047), "a/*2047")
                    .replace("./".repeat(2000), "./*2000");
        }
    }

    int user(int users) {
        return random.nextInt(users);
    }

    Call next() {
        if (made < 10) {
            return furniture(made++);
        }
        String kind = pick(KINDS);
        return switch (kind) {
            case "open" -> new Call(kind, path(), flags(), pick(MODES), random.nextInt(3) * 5);
            case "mkdir", "mkfifo", "chmod" -> new Call(kind, path(), pick(MODES));
            case "rename", "link" -> new Call(kind, path(), path());
            case "symlink" -> new Call(kind, target(), path());
            case "chown", "lchown" -> new Call(kind, path(), pick(IDS), pick(IDS));
            case "truncate" -> new Call(kind, path(), random.nextInt(4) * 1000);
            case "access" -> new Call(kind, path(), random.nextInt(8));
            case "umask" -> new Call(kind, pick(List.of(0, 022, 027, 077, 002)));
            default -> new Call(kind, path());
        };
    }

    /** The first calls make folders and files, so that the others find some. */
    private Call furniture(int number) {
        String name = pick(NAMES);
        return switch (number % 5) {
            case 0 -> new Call("mkdir", name, pick(List.of(0777, 01777, 02775, 0755)));
            case 1 -> new Call("mkdir", name + "/" + pick(NAMES), pick(List.of(0777, 01777, 02775)));
            case 2 -> new Call("chmod", name, pick(List.of(0777, 01777, 02777)));
            case 3 -> new Call("open", name + "/" + pick(NAMES), List.of("WRITE", "CREATE"), pick(MODES), 5);
            default -> new Call("symlink", target(), name + "/" + pick(NAMES));
        };
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>(pick(List.of(
                List.of("READ"),
                List.of("WRITE"),
                List.of("READ", "WRITE"),
                List.of("WRITE", "CREATE"),
                List.of("WRITE", "CREATE", "TRUNCATE"),
                List.of("WRITE", "CREATE", "EXCLUSIVE"),
                List.of("APPEND", "CREATE"),
                List.of("READ", "CREATE"),
                List.of("READ", "WRITE", "CREATE"))));
        if (random.nextInt(8) == 0) {
            flags.add("NOFOLLOW");
        }
        return flags;
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        int up = 0;
        for (int i = 0; i < parts; i++) {
            String part = part();
            if (part.equals("..") && up++ > 0) {
                part = "a";
            }
            path.append(i == 0 ? "" : random.nextInt(20) == 0 ? "//" : "/").append(part);
        }
        int chance = random.nextInt(60);
        if (chance < 4) {
            path.append('/');
        } else if (chance == 4) {
            path.append("/.");
        } else if (chance == 5) {
            path.insert(0, base + "/");
        } else if (chance == 6) {
            return "a/".repeat(2047) + "b".repeat(1 + random.nextInt(3));
        } else if (chance == 7) {
            return random.nextInt(3) == 0 ? "" : "./".repeat(2000) + "a";
        }
        return path.toString();
    }

    private String part() {
        int chance = random.nextInt(100);
        if (chance < 3) {
            return "..";
        }
        if (chance < 5) {
            return ".";
        }
        if (chance < 7) {
            return "n".repeat(255 + random.nextInt(2));
        }
        return chance < 8 ? "ü".repeat(127 + random.nextInt(2)) : pick(NAMES);
    }

    private String target() {
        int chance = random.nextInt(12);
        if (chance == 0) {
            return base + "/" + pick(NAMES);
        }
        if (chance == 1) {
            return "../" + pick(NAMES);
        }
        return chance == 2 ? "." : path();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
