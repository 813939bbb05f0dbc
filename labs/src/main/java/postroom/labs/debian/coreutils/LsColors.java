package postroom.labs.debian.coreutils;

import java.util.HashMap;
import java.util.Map;
import postroom.labs.fs.Stat;

/** The colours of {@code LS_COLORS} ({@code dircolors(1)}); those that ls has built in where it says nothing. */
final class LsColors {
    private final Map<String, String> types = new HashMap<>(Map.of(
            "di", "01;34", "ln", "01;36", "pi", "33", "so", "01;35", "cd", "01;33", "ex", "01;32", "su", "37;41", "sg",
            "30;43", "tw", "30;42", "ow", "34;42"));
    private final Map<String, String> suffixes = new HashMap<>();
    private boolean started;

    private LsColors(String spec) {
        types.put("st", "37;44");
        if (spec != null && spec.length() < 65536) {
            for (String each : spec.split(":")) {
                int equals = each.indexOf('=');
                if (equals > 0 && each.startsWith("*")) {
                    suffixes.put(each.substring(1, equals), each.substring(equals + 1));
                } else if (equals > 0) {
                    types.put(each.substring(0, equals), each.substring(equals + 1));
                }
            }
        }
    }

    static LsColors of(String spec) {
        return new LsColors(spec);
    }

    String paint(String shown, String name, Stat stat, boolean orphan, Stat target) {
        String code = code(name, stat, orphan, target);
        if (code == null || code.isEmpty() || code.equals("0") || code.equals("00")) {
            return shown;
        }
        String reset = started ? "" : "\u001b[0m";
        started = true;
        return reset + "\u001b[" + code + "m" + shown + "\u001b[0m";
    }

    private String code(String name, Stat stat, boolean orphan, Stat target) {
        if (stat == null) {
            return orphan ? types.get("mi") : null;
        }
        int mode = stat.mode();
        switch (stat.type()) {
            case DIRECTORY:
                boolean sticky = (mode & 01000) != 0;
                boolean others = (mode & 2) != 0;
                return types.get(sticky && others ? "tw" : others ? "ow" : sticky ? "st" : "di");
            case SYMLINK:
                if (orphan) {
                    return types.getOrDefault("or", types.get("ln"));
                }
                return "target".equals(types.get("ln")) ? code(name, target, false, null) : types.get("ln");
            case FIFO:
                return types.get("pi");
            case SOCKET:
                return types.get("so");
            case DEVICE:
                return types.get("cd");
            default:
                return file(name, mode);
        }
    }

    private String file(String name, int mode) {
        if ((mode & 04000) != 0) {
            return types.get("su");
        }
        if ((mode & 02000) != 0) {
            return types.get("sg");
        }
        if ((mode & 0111) != 0) {
            return types.get("ex");
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            String code = suffixes.get(name.substring(dot));
            if (code != null) {
                return code;
            }
        }
        return types.get("fi");
    }
}
