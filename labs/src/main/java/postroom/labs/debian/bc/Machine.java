package postroom.labs.debian.bc;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.gnu.Text;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Exit;
import postroom.labs.host.Process;

/** Runs code: a stack of numbers, and one of the functions that are under way. */
final class Machine {
    private static final int MAX_DEPTH = 200_000;
    private static final int MAX_BASE = Integer.MAX_VALUE;

    private final Process process;
    private final Names names;
    private final Screen screen;
    private final boolean leadingZero;
    private final boolean warns;
    private final Memory memory = new Memory();
    private final Randomness random = new Randomness();
    private final Deque<Decimal> stack = new ArrayDeque<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int inputBase = 10;
    private int outputBase = 10;
    private int scale;
    private long history = -1;
    private Function function;
    private int number;
    private int address;
    private boolean failed;
    private volatile boolean interrupted;
    private volatile boolean running;

    /** Where a call returns to, and the input base at the time of the call, by which the callee's constants are read. */
    private record Frame(int function, int address, int inputBase) {}

    Machine(Process process, Names names, Screen screen, boolean leadingZero, boolean warns) {
        this.process = process;
        this.names = names;
        this.screen = screen;
        this.leadingZero = leadingZero;
        this.warns = warns;
    }

    void scale(int newScale) {
        scale = newScale;
    }

    /** ^C: true if it ends what runs, false if nothing does. */
    boolean interrupt() {
        interrupted = true;
        return running;
    }

    void quit() throws IOException {
        process.out().flush();
        throw new Exit(0);
    }

    void warranty() throws IOException {
        process.out().print("\n" + HelpText.of("bc/bc.version") + HelpText.of("bc/bc.warranty"));
    }

    void limits() throws IOException {
        process.out().print(HelpText.of("bc/bc.limits"));
    }

    // ---- the run -------------------------------------------------------------------------------------

    /** Runs the main program to its end, or to an error, which is told. */
    void run() throws IOException {
        number = 0;
        function = names.function(0);
        address = 0;
        failed = false;
        interrupted = false;
        running = true;
        try {
            while (address < function.size() && !failed && !interrupted) {
                process.step();
                instruction((char) next());
            }
        } catch (Decimal.TooLong e) {
            process.out().flush();
            process.err().println("Fatal error: Out of memory for malloc.");
            throw new Exit(1);
        } finally {
            running = false;
        }
        while (!frames.isEmpty()) {
            leave();
        }
        stack.clear();
        if (interrupted) {
            process.out().print("\ninterrupted execution.\n");
        }
        process.out().flush();
    }

    private int next() {
        return function.at(address++);
    }

    private int operand() {
        int first = next();
        return (first & 0x80) != 0 ? (first & 0x7F) << 8 | next() : first;
    }

    private void tell(String kind, String text) throws IOException {
        process.out().flush();
        process.err().println("Runtime " + kind + " (func=" + function.name + ", adr=" + address + "): " + text);
    }

    private void error(String text) throws IOException {
        tell("error", text);
        failed = true;
    }

    private void warn(String text) throws IOException {
        tell("warning", text);
    }

    private void instruction(char it) throws IOException {
        switch (it) {
            case 'B', 'Z', 'J' -> jump(it);
            case 'C' -> call();
            case 'D' -> stack.push(stack.peek());
            case 'K' -> constant();
            case 'L', 'A', 'M', 'S' -> array(it, operand());
            case 'O' -> escapedString();
            case 'w' -> screen.string(string());
            case 'R' -> {
                if (frames.isEmpty()) {
                    error("Return from main program.");
                } else {
                    leave();
                }
            }
            case 'W', 'P' -> {
                screen.number(NumberFormat.of(stack.peek(), outputBase, leadingZero, process::step)
                        + (it == 'W' ? "\n" : ""));
                memory.variable(Names.LAST, stack.pop());
            }
            case 'c' -> special((char) next());
            case 'd', 'i' -> step(operand(), it == 'i');
            case 'h' -> quit();
            case 'l' -> stack.push(load(operand()));
            case 's' -> store(operand());
            case 'n' -> stack.push(stack.pop().negated());
            case 'p' -> stack.pop();
            case 'x' -> {
                Decimal top = stack.pop();
                Decimal below = stack.pop();
                stack.push(top);
                stack.push(below);
            }
            case '0' -> stack.push(Decimal.ZERO);
            case '1' -> stack.push(Decimal.ONE);
            case '!' -> truth(stack.pop().isZero());
            default -> binary(it);
        }
    }

    private void truth(boolean value) {
        stack.push(value ? Decimal.ONE : Decimal.ZERO);
    }

    private void jump(char it) {
        boolean isTrue = it != 'J' && !stack.pop().isZero();
        int label = next();
        label += next() << 8;
        if (it == 'J' || it == 'B' && isTrue || it == 'Z' && !isTrue) {
            address = function.labels.get(label);
        }
    }

    private void binary(char it) throws IOException {
        Decimal right = stack.pop();
        Decimal left = stack.pop();
        switch (it) {
            case '+' -> stack.push(left.plus(right));
            case '-' -> stack.push(left.minus(right));
            case '*' -> stack.push(left.times(right, scale));
            case '/' -> {
                if (right.isZero()) {
                    error("Divide by zero");
                } else {
                    stack.push(left.dividedBy(right, scale));
                }
            }
            case '%' -> {
                if (right.isZero()) {
                    error("Modulo by zero");
                } else {
                    stack.push(left.modulo(right, scale));
                }
            }
            case '^' -> power(left, right);
            case '=' -> truth(left.compareTo(right) == 0);
            case '#' -> truth(left.compareTo(right) != 0);
            case '<' -> truth(left.compareTo(right) < 0);
            case '{' -> truth(left.compareTo(right) <= 0);
            case '>' -> truth(left.compareTo(right) > 0);
            case '}' -> truth(left.compareTo(right) >= 0);
            default -> error("bad instruction: inst=" + it);
        }
    }

    private void power(Decimal base, Decimal exponent) throws IOException {
        if (exponent.scale() != 0) {
            warn("non-zero scale in exponent");
        }
        long times = exponent.toLong();
        if (times == 0 && !exponent.cut(0).isZero()) {
            error("exponent too large in raise");
        }
        stack.push(base.power(times, scale, process::step));
        if (base.isZero() && exponent.isNegative()) {
            error("divide by zero");
        }
    }

    // ---- constants and strings -----------------------------------------------------------------------

    private void constant() {
        int base = frames.isEmpty() ? inputBase : frames.peek().inputBase;
        StringBuilder text = new StringBuilder();
        for (int c = next(); c != ':'; c = next()) {
            text.append((char) c);
        }
        stack.push(value(text.toString(), base));
    }

    /** A number from its digits, each a char of its value, and perhaps a point. */
    private static Decimal value(String digits, int base) {
        int point = digits.indexOf('.');
        if (digits.length() == 1 && point < 0) {
            return Decimal.of(digits.charAt(0));
        }
        BigInteger radix = BigInteger.valueOf(base);
        StringBuilder decimal = new StringBuilder();
        BigInteger whole = BigInteger.ZERO;
        BigInteger divisor = BigInteger.ONE;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == '.') {
                continue;
            }
            int digit = i == 0 && point == 1 ? c : Math.min(c, base - 1);
            if (base == 10) {
                decimal.append((char) ('0' + Math.min(9, digit)));
            } else {
                whole = whole.multiply(radix).add(BigInteger.valueOf(digit));
                divisor = point >= 0 && i > point ? divisor.multiply(radix) : divisor;
            }
        }
        int behind = point < 0 ? 0 : digits.length() - point - 1;
        if (base == 10) {
            return Decimal.of(new BigInteger(decimal.toString()), behind);
        }
        return Decimal.of(whole, 0).dividedBy(Decimal.of(divisor, 0), behind);
    }

    private String string() {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (int c = next(); c != '"'; c = next()) {
            bytes.write(c);
        }
        return Text.of(bytes.toByteArray());
    }

    private void escapedString() throws IOException {
        String text = string();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c == '\\' ? "" : String.valueOf(c));
                continue;
            }
            int known = "abfnqrt\\".indexOf(text.charAt(++i));
            out.append(known < 0 ? "" : String.valueOf("\007\b\f\n\"\r\t\\".charAt(known)));
        }
        screen.string(out.toString());
        process.out().flush();
    }

    // ---- variables -----------------------------------------------------------------------------------

    private Decimal load(int name) {
        return switch (name) {
            case 0 -> Decimal.of(inputBase);
            case 1 -> Decimal.of(outputBase);
            case 2 -> Decimal.of(scale);
            case 3 -> Decimal.of(history);
            default -> memory.variable(name);
        };
    }

    private void store(int name) throws IOException {
        Decimal value = stack.peek();
        if (name > 3) {
            memory.variable(name, value);
            return;
        }
        long wanted = name == 3 ? -1 : name == 2 ? 0 : 2;
        if (value.isNegative()) {
            if (name < 3) {
                warn("negative " + List.of("ibase", "obase", "scale").get(name) + ", set to " + wanted);
            }
        } else {
            wanted = value.toLong();
        }
        boolean tooBig = !value.isNegative() && wanted == 0 && !value.isZero();
        switch (name) {
            case 0 -> inputBase = base(wanted, tooBig);
            case 1 -> {
                if (wanted < 2 && !tooBig) {
                    outputBase = 2;
                    warn("obase too small, set to 2");
                } else if (wanted > MAX_BASE || tooBig) {
                    outputBase = MAX_BASE;
                    warn("obase too large, set to " + MAX_BASE);
                } else {
                    outputBase = (int) wanted;
                }
            }
            case 2 -> {
                scale = (int) Math.min(MAX_BASE, tooBig ? MAX_BASE : wanted);
                if (wanted > MAX_BASE || tooBig) {
                    warn("scale too large, set to " + MAX_BASE);
                }
            }
            default -> {
                history = tooBig ? -1 : wanted;
                if (tooBig) {
                    warn("history too large, set to unlimited");
                }
            }
        }
    }

    private int base(long wanted, boolean tooBig) throws IOException {
        int most = leadingZero ? 16 : 36;
        if (wanted < 2 && !tooBig) {
            warn("ibase too small, set to 2");
            return 2;
        }
        if (wanted > most || tooBig) {
            warn("ibase too large, set to " + most);
            return most;
        }
        if (wanted > 16 && warns) {
            warn("ibase larger than 16 is non-standard");
        }
        return (int) wanted;
    }

    private void step(int name, boolean up) throws IOException {
        int change = up ? 1 : -1;
        switch (name) {
            case 0 -> {
                if (up ? inputBase < 16 : inputBase > 2) {
                    inputBase += change;
                } else {
                    warn(up ? "ibase too big in ++" : "ibase too small in --");
                }
            }
            case 1 -> {
                if (up ? outputBase < MAX_BASE : outputBase > 2) {
                    outputBase += change;
                } else {
                    warn(up ? "obase too big in ++" : "obase too small in --");
                }
            }
            case 2 -> {
                if (up ? scale < MAX_BASE : scale > 0) {
                    scale += change;
                } else {
                    warn(up ? "Scale too big in ++" : "scale can not be negative in -- ");
                }
            }
            case 3 -> history += change;
            default -> memory.variable(name, memory.variable(name).plus(Decimal.of(change)));
        }
    }

    private void array(char it, int name) throws IOException {
        Decimal value = it == 'S' ? stack.pop() : null;
        Decimal subscript = stack.peek();
        long index = subscript.toLong();
        if (index < 0 || index > Memory.MAX_SUBSCRIPT || index == 0 && !subscript.isZero()) {
            error("Array " + names.arrayName(name) + " subscript out of bounds.");
            return;
        }
        stack.pop();
        Decimal old = memory.array(name).getOrDefault((int) index, Decimal.ZERO);
        switch (it) {
            case 'L' -> stack.push(old);
            case 'S' -> {
                memory.element(name, (int) index, value);
                stack.push(value);
            }
            default -> memory.element(name, (int) index, old.plus(Decimal.of(it == 'A' ? 1 : -1)));
        }
    }

    // ---- functions -----------------------------------------------------------------------------------

    private void special(char which) throws IOException {
        switch (which) {
            case 'L' -> stack.push(Decimal.of(stack.pop().length()));
            case 'S' -> stack.push(Decimal.of(stack.pop().scale()));
            case 'R' -> {
                Decimal value = stack.pop();
                if (value.isNegative()) {
                    error("Square root of a negative number");
                } else {
                    stack.push(value.root(scale));
                }
            }
            case 'I' -> stack.push(new NumberInput(process, screen).read(inputBase));
            default -> stack.push(Decimal.of(random.next()));
        }
    }

    private void call() throws IOException {
        int called = operand();
        Function callee = names.function(called);
        if (!callee.defined) {
            error("Function " + callee.name + " not defined.");
            return;
        }
        parameters(callee);
        if (called <= MathLibrary.FUNCTIONS.size() && MathLibrary.isLibrary(callee)) {
            Decimal result = MathLibrary.call(callee, memory, scale, process::step);
            callee.parameters.forEach(memory::pop);
            stack.push(result);
            return;
        }
        for (Function.Variable each : callee.automatic) {
            if (each.number() > 0) {
                memory.push(each.number(), Decimal.ZERO);
            } else {
                memory.pushArray(-each.number(), new HashMap<>());
            }
        }
        if (frames.size() >= MAX_DEPTH) {
            throw new Decimal.TooLong();
        }
        frames.push(new Frame(number, address, inputBase));
        number = called;
        function = callee;
        address = 0;
    }

    private void parameters(Function callee) throws IOException {
        List<Function.Variable> wanted = callee.parameters;
        int left = wanted.size();
        boolean lost = false;
        for (int c = next(); c != ':'; c = next()) {
            if (left == 0 && !lost) {
                error("Parameter number mismatch");
                return;
            }
            Decimal value = stack.pop();
            Function.Variable each = lost ? null : wanted.get(left - 1);
            if (each != null && c == '0' && each.number() > 0) {
                memory.push(each.number(), value);
            } else if (each != null && c == '1' && each.number() < 0) {
                Map<Integer, Decimal> given = memory.array((int) value.toLong());
                memory.pushArray(-each.number(), each.byReference() ? given : new HashMap<>(given));
            } else if (each != null) {
                error(
                        each.number() < 0
                                ? "Parameter type mismatch parameter " + names.arrayName(-each.number()) + "."
                                : "Parameter type mismatch, parameter " + names.nextVariableName(each.number()) + ".");
                lost = true;
            }
            left--;
        }
        if (left > 0 || lost) {
            error("Parameter number mismatch");
        }
    }

    private void leave() {
        function.automatic.forEach(memory::pop);
        function.parameters.forEach(memory::pop);
        Frame back = frames.pop();
        number = back.function;
        function = names.function(number);
        address = back.address;
    }
}
