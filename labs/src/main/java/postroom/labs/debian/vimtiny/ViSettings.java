package postroom.labs.debian.vimtiny;

/** {@code :set}. */
final class ViSettings {
    private final ViWindow window;
    private final ViOptions options;

    ViSettings(ViWindow window, ViOptions options) {
        this.window = window;
        this.options = options;
    }

    /** Sets or asks for some options, separated by blanks. */
    void set(String argument) throws WrongCommand {
        for (String each : argument.split("\\s+")) {
            one(each);
        }
    }

    private void one(String word) throws WrongCommand {
        boolean asks = word.endsWith("?");
        String plain = asks ? word.substring(0, word.length() - 1) : word;
        boolean toggles = plain.endsWith("!");
        plain = toggles ? plain.substring(0, plain.length() - 1) : plain;
        boolean off = plain.startsWith("no") && !plain.equals("number");
        String name = off ? plain.substring(2) : plain;
        String[] value = name.split("[=:]", 2);
        switch (value[0]) {
            case "nu", "number" -> options.numbers = flag("number", options.numbers, asks, toggles, off);
            case "list" -> options.list = flag("list", options.list, asks, toggles, off);
            case "ic", "ignorecase" -> options.ignoreCase = flag("ignorecase", options.ignoreCase, asks, toggles, off);
            case "ai", "autoindent" -> options.autoIndent = flag("autoindent", options.autoIndent, asks, toggles, off);
            case "et", "expandtab" -> options.expandTab = flag("expandtab", options.expandTab, asks, toggles, off);
            case "ws", "wrapscan" -> options.wrapScan = flag("wrapscan", options.wrapScan, asks, toggles, off);
            case "ro", "readonly" -> options.readonly = flag("readonly", options.readonly, asks, toggles, off);
            case "cp", "compatible" -> options.compatible = flag("compatible", options.compatible, asks, toggles, off);
            case "ts", "tabstop" -> options.tab = number("tabstop", options.tab, value, asks);
            case "sw", "shiftwidth" -> options.shift = number("shiftwidth", options.shift, value, asks);
            case "hls",
                    "hlsearch",
                    "is",
                    "incsearch",
                    "smd",
                    "showmode",
                    "ru",
                    "ruler",
                    "sm",
                    "showmatch",
                    "paste",
                    "wrap",
                    "sc",
                    "showcmd",
                    "ff",
                    "fileformat",
                    "mouse",
                    "bs",
                    "backspace",
                    "sts",
                    "softtabstop",
                    "tw",
                    "textwidth",
                    "all",
                    "" -> {}
            default -> throw new WrongCommand("E518: Unknown option: " + word);
        }
    }

    private boolean flag(String name, boolean now, boolean asks, boolean toggles, boolean off) {
        if (asks) {
            window.say((now ? "  " : "no") + name);
            return now;
        }
        return toggles ? !now : !off;
    }

    private int number(String name, int now, String[] value, boolean asks) throws WrongCommand {
        if (asks || value.length == 1) {
            window.say("  " + name + "=" + now);
            return now;
        }
        if (!value[1].matches("[0-9]{1,4}")) {
            throw new WrongCommand("E521: Number required after =: " + name + "=" + value[1]);
        }
        int number = Integer.parseInt(value[1]);
        if (number == 0 && name.equals("tabstop")) {
            throw new WrongCommand("E487: Argument must be positive: tabstop=0");
        }
        return number == 0 ? options.tab : Math.min(number, 200);
    }
}
