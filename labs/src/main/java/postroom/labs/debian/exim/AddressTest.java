package postroom.labs.debian.exim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postroom.labs.host.Process;

/** {@code exim -bt} and {@code -bv}: what would become of an address. The steps go to standard error. */
final class AddressTest {
    private final Process process;
    private final Configuration configuration;
    private final boolean verify;
    private final List<Route> good = new ArrayList<>();
    private int status;

    AddressTest(Process process, Configuration configuration, boolean verify) {
        this.process = process;
        this.configuration = configuration;
        this.verify = verify;
    }

    int run(List<String> addresses) throws IOException {
        if (!addresses.isEmpty()) {
            for (String each : addresses) {
                test(each);
            }
            return status;
        }
        StringBuilder line = new StringBuilder();
        process.out().print("> ");
        process.out().flush();
        for (int c = process.in().read(); c >= 0; c = process.in().read()) {
            if (c != '\n') {
                line.append(line.length() < 4096 ? Character.toString((char) c) : "");
                continue;
            }
            test(line.toString());
            line.setLength(0);
            process.out().print("> ");
            process.out().flush();
        }
        process.out().println("");
        return status;
    }

    private void print(String line) throws IOException {
        process.out().println(line);
        process.out().flush();
    }

    private void test(String typed) throws IOException {
        process.step();
        Address.Parsed parsed = Address.parse(typed);
        if (parsed.fault() != null) {
            print("syntax error: " + parsed.fault());
            status = 2;
            return;
        }
        String address = Address.qualified(parsed.address(), configuration.qualifyDomain());
        List<Object> steps = new ArrayList<>();
        new Router(process.host(), configuration, steps::add, steps::add).route(address);
        good.clear();
        int worst = 0;
        for (Object each : steps) {
            if (each instanceof Route route) {
                worst = Math.max(worst, report(route));
            } else if (!verify) {
                process.err().println(each.toString());
                process.err().flush();
            }
        }
        if (verify) {
            print(address
                    + (worst == 0
                            ? " verified"
                            : worst == 1 ? " cannot be resolved at this time" : " failed to verify"));
        }
        for (int i = good.size() - 1; i >= 0 && !verify; i--) {
            show(good.get(i));
        }
        status = Math.max(status, worst);
    }

    /** What will not be delivered is told at once, the rest when all is known, the last found first. */
    private int report(Route route) throws IOException {
        boolean special = route.address().startsWith("|") || route.address().startsWith("/");
        if (route.fate() instanceof Route.Failed) {
            tell(route.address() + " is undeliverable", route.parents());
            return 2;
        }
        if (route.fate() instanceof Route.Deferred) {
            if (special) {
                good.add(route);
                return 0;
            }
            tell(route.address() + " cannot be resolved at this time", route.parents());
            return 1;
        }
        if (route.fate() instanceof Route.Discarded) {
            tell("mail to " + route.address() + " is discarded", route.parents());
            return 0;
        }
        good.add(route);
        return 0;
    }

    private void tell(String line, List<String> parents) throws IOException {
        if (!verify) {
            print(line);
            for (String parent : parents) {
                print("    <-- " + parent);
            }
        }
    }

    private void show(Route route) throws IOException {
        if (route.fate() instanceof Route.Mailbox box) {
            tell(route.address(), route.parents());
            print("  router = " + route.router() + ", transport = " + box.transport());
            return;
        }
        print(route.parents().get(0) + " -> " + route.address());
        if (route.fate() instanceof Route.Deferred deferred) {
            print("*** Error in setting up pipe, file, or autoreply:");
            print(deferred.why());
        } else {
            print("  transport = " + (route.fate() instanceof Route.Pipe ? "address_pipe" : "address_file"));
        }
    }
}
