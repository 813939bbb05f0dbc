package postroom.labs.fidelity;

import java.util.Map;

/** Whether anything is being done in the labs of this JVM: by programs, daemons or event loops. */
final class Quiet {
    private Quiet() {}

    /** True when every thread that works for labs waits for something. */
    static boolean now() {
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            String name = each.getKey().getName();
            boolean works = name.startsWith("process-") || name.startsWith("lab-") || name.startsWith("mail-");
            if (works && each.getValue().length > 0 && !waits(each.getValue()[0])) {
                return false;
            }
        }
        return true;
    }

    private static boolean waits(StackTraceElement top) {
        String method = top.getMethodName();
        return method.equals("park") || method.startsWith("wait") || method.equals("poll");
    }
}
