package postroom.labs.io;

/** Two descriptors of which each reads what is written to the other ({@code socketpair(2)}). */
public record SocketPair(Descriptor client, Descriptor server) {
    /** A new pair. */
    public static SocketPair open() {
        Pipe there = new Pipe();
        Pipe back = new Pipe();
        return new SocketPair(new TwoWay(back.reader(), there.writer()), new TwoWay(there.reader(), back.writer()));
    }
}
