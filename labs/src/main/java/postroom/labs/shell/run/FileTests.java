package postroom.labs.shell.run;

import java.util.Optional;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Stat;
import postroom.labs.io.ErrnoException;
import postroom.labs.shell.expand.Arrays;
import postroom.labs.shell.state.Variable;

/** The primaries that {@code test} and {@code [[ ]]} share. Source: bash(1), CONDITIONAL EXPRESSIONS. */
public final class FileTests {
    private final Shell shell;

    public FileTests(Shell shell) {
        this.shell = shell;
    }

    /** {@code -f file} and so on; the letter is one that {@code test} knows. */
    public boolean unary(char letter, String operand) {
        return switch (letter) {
            case 'n' -> !operand.isEmpty();
            case 'z' -> operand.isEmpty();
            case 'a', 'e' -> stat(operand).isPresent();
            case 'f' -> stat(operand).filter(Stat::isFile).isPresent();
            case 'd' -> stat(operand).filter(Stat::isDirectory).isPresent();
            case 's' -> stat(operand).filter(it -> it.size() > 0).isPresent();
            case 'b' -> false;
            case 'c' -> isType(operand, FileType.DEVICE);
            case 'p' -> isType(operand, FileType.FIFO);
            case 'S' -> isType(operand, FileType.SOCKET);
            case 'h', 'L' -> isLink(operand);
            case 'r' -> !operand.isEmpty() && shell.process().files().allows(operand, 4);
            case 'w' -> !operand.isEmpty() && shell.process().files().allows(operand, 2);
            case 'x' -> !operand.isEmpty() && isExecutable(operand);
            case 'u' -> hasBit(operand, 04000);
            case 'g' -> hasBit(operand, 02000);
            case 'k' -> hasBit(operand, 01000);
            case 'O' ->
                stat(operand)
                        .filter(it -> it.uid() == shell.process().who().uid())
                        .isPresent();
            case 'G' ->
                stat(operand)
                        .filter(it -> it.gid() == shell.process().who().gid())
                        .isPresent();
            case 'N' ->
                stat(operand).filter(it -> it.mtime().isAfter(it.atime())).isPresent();
            case 't' -> isTerminal(operand);
            case 'o' -> shell.options().is(operand) && Options.setNames().contains(operand);
            case 'v' -> isSet(operand);
            case 'R' ->
                shell.variables()
                        .findDirect(operand)
                        .filter(v -> v.is(Variable.Attribute.NAMEREF))
                        .isPresent();
            default -> false;
        };
    }

    private boolean isExecutable(String path) {
        Optional<Stat> stat = stat(path);
        return stat.isPresent() && shell.process().files().allows(path, 1);
    }

    private boolean isLink(String path) {
        try {
            return shell.process().files().lstat(path).type() == FileType.SYMLINK;
        } catch (ErrnoException missing) {
            return false;
        }
    }

    private boolean isType(String path, FileType type) {
        return stat(path).filter(it -> it.type() == type).isPresent();
    }

    private boolean hasBit(String path, int bit) {
        return stat(path).filter(it -> (it.mode() & bit) != 0).isPresent();
    }

    private Optional<Stat> stat(String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(shell.process().files().stat(path));
        } catch (ErrnoException missing) {
            return Optional.empty();
        }
    }

    private boolean isTerminal(String number) {
        if (!number.matches("[0-9]{1,4}")) {
            return false;
        }
        try {
            return shell.process().fd(Integer.parseInt(number)).terminal().isPresent();
        } catch (ErrnoException closed) {
            return false;
        }
    }

    private boolean isSet(String name) {
        int bracket = name.indexOf('[');
        if (bracket > 0 && name.endsWith("]")) {
            String array = name.substring(0, bracket);
            String subscript = name.substring(bracket + 1, name.length() - 1);
            if (subscript.equals("@") || subscript.equals("*")) {
                return shell.variables()
                        .find(array)
                        .map(v -> !Arrays.keys(v).isEmpty())
                        .orElse(false);
            }
            return shell.expander().arrays().element(array, subscript).isPresent();
        }
        return shell.variables().get(name).isPresent();
    }

    /** {@code -nt -ot -ef}. */
    public boolean binary(String operator, String left, String right) {
        Optional<Stat> a = stat(left);
        Optional<Stat> b = stat(right);
        return switch (operator) {
            case "-nt" ->
                a.isPresent() && (b.isEmpty() || a.get().mtime().isAfter(b.get().mtime()));
            case "-ot" ->
                b.isPresent()
                        && (a.isEmpty() || a.get().mtime().isBefore(b.get().mtime()));
            default ->
                a.isPresent() && b.isPresent() && a.get().ino() == b.get().ino();
        };
    }
}
