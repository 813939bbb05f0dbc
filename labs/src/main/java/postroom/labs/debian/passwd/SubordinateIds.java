package postroom.labs.debian.passwd;

/** {@code subuid(5)} and {@code subgid(5)}: ranges of ids that a user may map. */
final class SubordinateIds {
    private SubordinateIds() {}

    /** Gives a user the range after the last one. */
    static void add(TableFile file, String user, LoginDefs rules, String kind) {
        long next = rules.number("SUB_" + kind + "_MIN", 100_000);
        int count = rules.number("SUB_" + kind + "_COUNT", 65_536);
        for (String[] each : file.entries()) {
            if (each.length == 3 && each[1].matches("[0-9]{1,10}") && each[2].matches("[0-9]{1,10}")) {
                next = Math.max(next, Long.parseLong(each[1]) + Long.parseLong(each[2]));
            }
        }
        file.put(user, user, Long.toString(next), Integer.toString(count));
    }
}
