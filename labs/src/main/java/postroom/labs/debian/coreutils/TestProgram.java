package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.debian.gnu.Text;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.host.Process;
import postroom.labs.host.Program;
import postroom.labs.io.ErrnoException;

/** {@code test(1)} and {@code [(1)}, the files; the shell has its own. */
final class TestProgram implements Program {
    @Override
    public int run(Process process) throws IOException {
        String name = process.argv().get(0);
        List<String> words = new ArrayList<>(process.arguments());
        try {
            if (process.name().equals("[")
                    && (words.isEmpty() || !words.remove(words.size() - 1).equals("]"))) {
                throw Failure.of(2, "missing " + Quoting.locale("]"));
            }
            return !words.isEmpty() && new Reader(process, words).all() ? 0 : 1;
        } catch (Failure e) {
            process.err().write(Text.bytes(name + ": " + e.getMessage() + "\n"));
            return 2;
        }
    }

    private static final class Reader {
        private static final List<String> BINARY =
                List.of("=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");
        private final Process process;
        private final List<String> words;
        private int at;
        private int depth;

        Reader(Process process, List<String> words) {
            this.process = process;
            this.words = words;
        }

        boolean all() throws IOException {
            boolean result = or();
            if (at < words.size()) {
                throw Failure.of(
                        2,
                        words.size() == 2
                                ? "missing argument after " + Quoting.locale(words.get(1))
                                : "extra argument " + Quoting.locale(words.get(at)));
            }
            return result;
        }

        private boolean or() throws IOException {
            boolean left = and();
            while (at < words.size() && words.get(at).equals("-o")) {
                at++;
                boolean right = and();
                left |= right;
            }
            return left;
        }

        private boolean and() throws IOException {
            boolean left = term();
            while (at < words.size() && words.get(at).equals("-a")) {
                at++;
                boolean right = term();
                left &= right;
            }
            return left;
        }

        private String word() {
            if (at >= words.size()) {
                throw Failure.of(2, "missing argument after " + Quoting.locale(words.get(words.size() - 1)));
            }
            return words.get(at++);
        }

        private boolean term() throws IOException {
            if (++depth > 1000) {
                throw Failure.of(2, "too many arguments");
            }
            int left = words.size() - at;
            if (left >= 3 && BINARY.contains(words.get(at + 1))) {
                return binary(word(), word(), word());
            }
            String first = word();
            if (first.equals("!") && left > 1) {
                return !term();
            }
            if (first.equals("(") && left > 2) {
                boolean value = or();
                if (!word().equals(")")) {
                    throw Failure.of(2, "')' expected");
                }
                return value;
            }
            if (first.matches("-[bcdefgGhkLnNOprsStuwxz]") && left > 1) {
                return unary(first.charAt(1), word());
            }
            return !first.isEmpty();
        }

        private static long number(String text) {
            if (!text.strip().matches("[-+]?[0-9]{1,18}")) {
                throw Failure.of(2, "invalid integer " + Quoting.locale(text));
            }
            return Long.parseLong(text.strip());
        }

        private boolean binary(String left, String operator, String right) {
            switch (operator) {
                case "=":
                case "==":
                    return left.equals(right);
                case "!=":
                    return !left.equals(right);
                case "<":
                    return left.compareTo(right) < 0;
                case ">":
                    return left.compareTo(right) > 0;
                case "-nt":
                    return time(left).isAfter(time(right));
                case "-ot":
                    return time(left).isBefore(time(right));
                case "-ef":
                    return stat(left) != null
                            && stat(right) != null
                            && stat(left).ino() == stat(right).ino();
                default:
                    break;
            }
            int order = Long.compare(number(left), number(right));
            return switch (operator) {
                case "-eq" -> order == 0;
                case "-ne" -> order != 0;
                case "-lt" -> order < 0;
                case "-le" -> order <= 0;
                case "-gt" -> order > 0;
                default -> order >= 0;
            };
        }

        private Stat stat(String path) {
            try {
                return process.files().stat(path);
            } catch (ErrnoException missing) {
                return null;
            }
        }

        private Instant time(String path) {
            Stat stat = stat(path);
            return stat == null ? Instant.MIN : stat.mtime();
        }

        private boolean unary(char test, String operand) {
            switch (test) {
                case 'n':
                    return !operand.isEmpty();
                case 'z':
                    return operand.isEmpty();
                case 'r':
                    return process.files().allows(operand, 4);
                case 'w':
                    return process.files().allows(operand, 2);
                case 'x':
                    return process.files().allows(operand, 1);
                case 't':
                    return terminal(operand);
                case 'h':
                case 'L':
                    try {
                        return process.files().lstat(operand).type() == FileType.SYMLINK;
                    } catch (ErrnoException missing) {
                        return false;
                    }
                default:
                    break;
            }
            Stat stat = stat(operand);
            if (stat == null) {
                return false;
            }
            return switch (test) {
                case 'd' -> stat.isDirectory();
                case 'f' -> stat.isFile();
                case 's' -> stat.size() > 0;
                case 'c' -> stat.type() == FileType.DEVICE;
                case 'p' -> stat.type() == FileType.FIFO;
                case 'S' -> stat.type() == FileType.SOCKET;
                case 'b' -> false;
                case 'u' -> (stat.mode() & 04000) != 0;
                case 'g' -> (stat.mode() & 02000) != 0;
                case 'k' -> (stat.mode() & 01000) != 0;
                case 'O' -> stat.uid() == process.who().uid();
                case 'G' -> stat.gid() == process.who().gid();
                case 'N' -> stat.mtime().isAfter(stat.atime());
                default -> true;
            };
        }

        private boolean terminal(String operand) {
            try {
                return process.fd((int) number(operand)).terminal().isPresent();
            } catch (ErrnoException closed) {
                return false;
            }
        }
    }
}
