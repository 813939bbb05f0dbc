package postroom.server.stream;

import org.apache.james.protocols.api.ProtocolConfigurationImpl;

/** What James' sessions want to be told at their birth; a policy decides in its place. */
public final class NoConfiguration extends ProtocolConfigurationImpl {
    /** The one. */
    public static final NoConfiguration INSTANCE = new NoConfiguration();

    private NoConfiguration() {
        super("");
    }
}
