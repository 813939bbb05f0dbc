package postroom.labs.debian.systemd;

import postroom.labs.host.Host;

/** What the service manager says in the journal of the jobs of a unit. */
record UnitLog(Host host, Unit unit) {

    private void say(String text) {
        host.journal().manager(unit.name() + ".service", text);
    }

    private String title() {
        return unit.name() + ".service - " + unit.setting("Description");
    }

    void starting() {
        if (!unit.setting("Type").isEmpty() && !unit.setting("Type").equals("simple")) {
            say("Starting " + title() + "...");
        }
    }

    void started(boolean well) {
        if (well) {
            say((unit.setting("Type").equals("oneshot") ? "Finished " : "Started ") + title() + ".");
            return;
        }
        say(unit.name() + ".service: Control process exited, code=exited, status=1/FAILURE");
        say(unit.name() + ".service: Failed with result 'exit-code'.");
        say("Failed to start " + title() + ".");
    }

    void stopping() {
        say("Stopping " + title() + "...");
    }

    void stopped() {
        say(unit.name() + ".service: Deactivated successfully.");
        say("Stopped " + title() + ".");
    }

    void reloading() {
        say("Reloading " + title() + "...");
    }

    void reloaded(boolean well) {
        if (well) {
            say("Reloaded " + title() + ".");
        } else {
            say(unit.name() + ".service: Control process exited, code=exited, status=1/FAILURE");
            say("Reload failed for " + title() + ".");
        }
    }
}
