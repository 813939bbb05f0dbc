package postroom;

import java.lang.reflect.InvocationTargetException;

/**
 * Where the jar begins. Compiled for old Javas, so that one that cannot run Postroom says so in a sentence.
 */
public final class Start {
    private static final int NEEDED = 17;

    private Start() {}

    /** Checks the Java that it runs on, and hands on to {@code postroom.web.Main}. */
    public static void main(String[] arguments) throws Throwable {
        String version = System.getProperty("java.specification.version");
        int major = Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        if (major < NEEDED) {
            System.err.println("postroom: this is Java " + version + ", but Postroom needs Java " + NEEDED
                    + " or newer; on Debian and Ubuntu: sudo apt-get install openjdk-17-jre-headless");
            System.exit(2);
        }
        try {
            Class.forName("postroom.web.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
