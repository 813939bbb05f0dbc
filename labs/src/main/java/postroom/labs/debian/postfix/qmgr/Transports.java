package postroom.labs.debian.postfix.qmgr;

import java.util.Optional;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.delivery.Agent;
import postroom.labs.debian.postfix.service.Service;

/** The delivery agents that master.cf defines, by the names of their services. */
public interface Transports {
    /** The agent of a service, its program running; empty if master.cf has no such service. */
    Optional<Running> find(String name);

    /** A program has ended with a fatal error; it is not started again for a while. */
    void died(String name, Service service, Fatal why);

    /** An agent and its program. @param program its name: {@code local, smtp}, whatever the service is called */
    record Running(Agent agent, Service service, String program) {}
}
