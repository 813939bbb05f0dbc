package postroom.server.wire;

/** Where the events of sessions go. Called on event loops; must not block. */
@FunctionalInterface
public interface WireTap {

    void on(WireEvent event);

    /** No tap: sessions then make no events at all. */
    WireTap NONE = event -> {};
}
