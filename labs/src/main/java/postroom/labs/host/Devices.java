package postroom.labs.host;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postroom.labs.fs.FileType;
import postroom.labs.fs.Open;
import postroom.labs.fs.Stat;
import postroom.labs.io.Descriptor;
import postroom.labs.io.Errno;
import postroom.labs.io.ErrnoException;
import postroom.labs.io.Pipe;
import postroom.labs.io.Shared;

/** What stands behind the names in {@code /dev}, named pipes included ({@code null(4)}, {@code random(4)}, {@code fifo(7)}). */
public final class Devices {
    private static final Pattern DESCRIPTOR = Pattern.compile("(?:/dev|/proc/self|/proc/([0-9]{1,7}))/fd/([0-9]{1,4})");

    private final Map<String, Supplier<Descriptor>> terminals = new ConcurrentHashMap<>();
    private final Map<Integer, Pipe> fifos = new HashMap<>();
    private final Random random;

    Devices(Random random) {
        this.random = random;
    }

    /** Whether a path names one of the process' own descriptors, {@code /dev/fd/63}, and no file of the disk. */
    public static boolean isDescriptor(String path) {
        return path.startsWith("/dev/fd/") || path.startsWith("/proc/self/fd/");
    }

    /** Makes a terminal reachable by its name; {@code open} gives a new reference to it. */
    public void addTerminal(String device, Supplier<Descriptor> open) {
        terminals.put(device, open);
    }

    /** The terminal is gone. */
    public void removeTerminal(String device) {
        terminals.remove(device);
    }

    /** The name of the device behind a descriptor, if it is one of memory ({@code null(4)}, {@code random(4)}). */
    public static Optional<String> nameOf(Descriptor descriptor) {
        return descriptor instanceof Memory memory ? Optional.of("/dev/" + memory.name) : Optional.empty();
    }

    Descriptor open(Process process, String path, Set<Open> flags, int mode) throws ErrnoException {
        Descriptor special = special(process, path);
        if (special != null) {
            return special;
        }
        Stat stat = process.files().exists(path) ? process.files().stat(path) : null;
        if (stat == null || stat.type() == FileType.FILE || stat.type() == FileType.DIRECTORY) {
            return process.files().open(path, flags, mode);
        }
        boolean writes = flags.contains(Open.WRITE) || flags.contains(Open.APPEND);
        boolean reads = flags.contains(Open.READ) || !writes;
        if (!process.files().allows(path, (reads ? 4 : 0) | (writes ? 2 : 0))) {
            throw new ErrnoException(Errno.EACCES);
        }
        if (stat.type() == FileType.FIFO) {
            return fifo(process, stat.ino(), reads, writes);
        }
        if (stat.type() == FileType.DEVICE && stat.major() == 1) {
            return memory(stat.minor());
        }
        throw new ErrnoException(Errno.ENXIO);
    }

    private Descriptor special(Process process, String path) throws ErrnoException {
        if (!path.startsWith("/dev/") && !path.startsWith("/proc/")) {
            return null;
        }
        if (path.equals("/dev/tty")) {
            String device = process.terminal()
                    .orElseThrow(() -> new ErrnoException(Errno.ENXIO))
                    .device();
            return terminals.get(device).get();
        }
        Supplier<Descriptor> terminal = terminals.get(path);
        if (terminal != null) {
            return terminal.get();
        }
        int standard = Arrays.asList("/dev/stdin", "/dev/stdout", "/dev/stderr").indexOf(path);
        if (standard >= 0) {
            return process.fd(standard).retain();
        }
        Matcher named = DESCRIPTOR.matcher(path);
        if (!named.matches()) {
            return null;
        }
        Process owner = named.group(1) == null
                ? process
                : process.host()
                        .processes()
                        .find(Integer.parseInt(named.group(1)))
                        .orElse(null);
        if (owner == null) {
            throw new ErrnoException(Errno.ENOENT);
        }
        if (!process.who().isRoot() && process.who().uid() != owner.who().uid()) {
            throw new ErrnoException(Errno.EACCES);
        }
        Descriptor descriptor = owner.fdOrNull(Integer.parseInt(named.group(2)));
        if (descriptor == null) {
            throw new ErrnoException(Errno.ENOENT);
        }
        return descriptor.retain();
    }

    private Descriptor fifo(Process process, int ino, boolean reads, boolean writes) {
        FifoOpening opening;
        synchronized (fifos) { // a pipe that somebody is about to open must not look idle
            fifos.values().removeIf(Pipe::isIdle);
            opening = FifoOpening.begin(fifos.computeIfAbsent(ino, it -> new Pipe()), reads, writes);
        }
        if (process.isCallers()) {
            return opening.await(process);
        }
        process.postpone(opening); // a shell opens for its child: it is the child that waits, and that ^C reaches
        return opening.end();
    }

    private Descriptor memory(int minor) throws ErrnoException {
        switch (minor) {
            case 3:
                return new Memory("null", false, false, false);
            case 5:
                return new Memory("zero", true, false, false);
            case 7:
                return new Memory("full", true, true, false);
            case 8:
            case 9:
                return new Memory(minor == 8 ? "random" : "urandom", true, false, true);
            default:
                throw new ErrnoException(Errno.ENXIO);
        }
    }

    /** {@code /dev/null}, {@code zero}, {@code full}, {@code random} and {@code urandom}. */
    private final class Memory extends Shared {
        private final String name;
        private final boolean endless;
        private final boolean full;
        private final boolean chance;

        private Memory(String name, boolean endless, boolean full, boolean chance) {
            this.name = name;
            this.endless = endless;
            this.full = full;
            this.chance = chance;
        }

        @Override
        public int tryRead(byte[] buffer, int offset, int length) {
            if (!endless) {
                return length == 0 ? 0 : END;
            }
            byte[] bytes = new byte[length];
            if (chance) {
                random.nextBytes(bytes);
            }
            System.arraycopy(bytes, 0, buffer, offset, length);
            return length;
        }

        @Override
        public int tryWrite(byte[] buffer, int offset, int length) throws ErrnoException {
            if (full) {
                throw new ErrnoException(Errno.ENOSPC);
            }
            return length;
        }

        @Override
        public boolean readable() {
            return true;
        }

        @Override
        protected void closed() {
            // nothing is held
        }
    }
}
