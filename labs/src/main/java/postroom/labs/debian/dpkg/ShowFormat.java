package postroom.labs.debian.dpkg;

import java.util.function.UnaryOperator;

/** The formats of {@code dpkg-query --showformat}: fields as {@code ${Name;width}}, and backslash escapes. */
final class ShowFormat {
    /** {@code -W} without a format. */
    static final String DEFAULT = "${binary:Package}\\t${Version}\\n";

    private final String format;

    ShowFormat(String format) {
        this.format = format;
    }

    /** Whether every brace is closed. */
    boolean isClosed() {
        for (int at = format.indexOf("${"); at >= 0; at = format.indexOf("${", at + 1)) {
            if (format.indexOf('}', at) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Fills the format with the fields that {@code fields} gives. */
    String fill(UnaryOperator<String> fields) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '\\' && i + 1 < format.length()) {
                char next = format.charAt(++i);
                out.append(next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next);
            } else if (format.startsWith("${", i)) {
                int end = format.indexOf('}', i);
                out.append(field(format.substring(i + 2, end), fields));
                i = end;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String field(String text, UnaryOperator<String> fields) {
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            return fields.apply(text);
        }
        String value = fields.apply(text.substring(0, semicolon));
        String digits = text.substring(semicolon + 1);
        if (!digits.matches("-?[0-9]{1,3}")) {
            return value;
        }
        int width = Integer.parseInt(digits);
        String cut = value.length() > Math.abs(width) ? value.substring(0, Math.abs(width)) : value;
        String blanks = " ".repeat(Math.abs(width) - cut.length());
        return width < 0 ? cut + blanks : blanks + cut;
    }

    /** A field of a package, also the ones that only exist for formats. */
    static String value(Stanza each, String name) {
        String description = each.fields().getOrDefault("Description", "");
        return switch (name) {
            case "binary:Package" -> PackageDatabase.binaryName(each);
            case "binary:Summary" -> each.line("Description");
            case "db:Status-Abbrev" -> PackageList.state(each.line("Status")) + " ";
            case "db:Status-Status" -> last(each.line("Status"));
            case "db:Status-Want" -> each.line("Status").split(" ")[0];
            case "source:Package" ->
                each.line("Source").isEmpty()
                        ? each.line("Package")
                        : each.line("Source").split(" ")[0];
            case "Description" -> description;
            default -> each.fields().getOrDefault(name, "").replaceFirst("^\n", "");
        };
    }

    private static String last(String words) {
        return words.substring(words.lastIndexOf(' ') + 1);
    }
}
