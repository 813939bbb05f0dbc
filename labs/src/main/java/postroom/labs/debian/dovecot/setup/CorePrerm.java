package postroom.labs.debian.dovecot.setup;

import java.io.IOException;
import postroom.labs.debian.dpkg.Script;
import postroom.labs.host.Process;
import postroom.labs.host.Program;

/** {@code prerm} of dovecot-core and of the packages with a service: Dovecot stops. */
final class CorePrerm implements Program {
    @Override
    public int run(Process process) throws IOException {
        new Service(new Script(process)).stop();
        return 0;
    }
}
