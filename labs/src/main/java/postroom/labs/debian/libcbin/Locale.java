package postroom.labs.debian.libcbin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import postroom.labs.debian.getopt.Getopt;
import postroom.labs.debian.getopt.GetoptProgram;
import postroom.labs.debian.help.HelpText;
import postroom.labs.host.Process;

/** {@code locale(1)}: the locale by the environment. Installed are C, C.utf8 and POSIX. */
final class Locale extends GetoptProgram {
    private static final List<String> CATEGORIES = List.of(
            "LC_CTYPE",
            "LC_NUMERIC",
            "LC_TIME",
            "LC_COLLATE",
            "LC_MONETARY",
            "LC_MESSAGES",
            "LC_PAPER",
            "LC_NAME",
            "LC_ADDRESS",
            "LC_TELEPHONE",
            "LC_MEASUREMENT",
            "LC_IDENTIFICATION");
    private static final Map<String, String> KEYWORDS = Map.of(
            "decimal_point", ".",
            "thousands_sep", "",
            "d_fmt", "%m/%d/%y",
            "t_fmt", "%H:%M:%S",
            "d_t_fmt", "%a %b %e %H:%M:%S %Y",
            "yesexpr", "^[yY]",
            "noexpr", "^[nN]",
            "abday", "Sun;Mon;Tue;Wed;Thu;Fri;Sat",
            "day", "Sunday;Monday;Tuesday;Wednesday;Thursday;Friday;Saturday",
            "abmon", "Jan;Feb;Mar;Apr;May;Jun;Jul;Aug;Sep;Oct;Nov;Dec");
    private static final int USAGE = 64;

    Locale() {
        super(new Getopt(
                "ckamv?V",
                "all-locales",
                "a",
                "charmaps",
                "m",
                "category-name",
                "c",
                "keyword-name",
                "k",
                "verbose",
                "v",
                "help",
                "?",
                "usage",
                "usage",
                "version",
                "V"));
    }

    @Override
    protected int misused(Process process) throws IOException {
        process.err().println("Try `locale --help' or `locale --usage' for more information.");
        return USAGE;
    }

    @Override
    protected int run(Process process, Getopt.Parsed parsed) throws IOException {
        if (parsed.has("?") || parsed.has("V") || parsed.has("usage")) {
            String which = parsed.has("?") ? "" : parsed.has("V") ? ".version" : ".usage";
            process.out().print(HelpText.of("libc-bin/locale" + which));
            return 0;
        }
        if (parsed.has("a")) {
            process.out().print("C\nC.utf8\nPOSIX\n");
            return 0;
        }
        Map<String, String> environment = process.environment();
        complain(process, environment);
        if (parsed.operands().isEmpty()) {
            print(process, environment);
            return 0;
        }
        int status = 0;
        if (parsed.has("m")) {
            return 0;
        }
        for (String each : parsed.operands()) {
            String value = each.equals("charmap") ? charmap(environment) : KEYWORDS.get(each);
            if (value == null) {
                process.err().println("locale: unknown name \"" + each + "\"");
                status = 1;
            } else {
                process.out().println(parsed.has("k") ? each + "=\"" + value + "\"" : value);
            }
        }
        return status;
    }

    private static void complain(Process process, Map<String, String> environment) throws IOException {
        String all = environment.getOrDefault("LC_ALL", "");
        String type = first(all, environment.getOrDefault("LC_CTYPE", ""), environment.getOrDefault("LANG", ""));
        String messages = first(all, environment.getOrDefault("LC_MESSAGES", ""), environment.getOrDefault("LANG", ""));
        boolean anyBad = CATEGORIES.stream()
                .anyMatch(it ->
                        !known(first(all, environment.getOrDefault(it, ""), environment.getOrDefault("LANG", ""))));
        if (!known(type)) {
            process.err().println("locale: Cannot set LC_CTYPE to default locale: No such file or directory");
        }
        if (!known(messages)) {
            process.err().println("locale: Cannot set LC_MESSAGES to default locale: No such file or directory");
        }
        if (anyBad) {
            process.err().println("locale: Cannot set LC_ALL to default locale: No such file or directory");
        }
    }

    private static boolean known(String name) {
        return name.isEmpty() || name.matches("C|POSIX|C\\.(utf8|UTF-?8|utf-8)");
    }

    private static String first(String... values) {
        for (String each : values) {
            if (!each.isEmpty()) {
                return each;
            }
        }
        return "";
    }

    private static void print(Process process, Map<String, String> environment) throws IOException {
        String all = environment.getOrDefault("LC_ALL", "");
        String language = environment.getOrDefault("LANG", "");
        process.out().println("LANG=" + language);
        process.out().println("LANGUAGE=" + environment.getOrDefault("LANGUAGE", ""));
        for (String each : CATEGORIES) {
            String own = environment.getOrDefault(each, "");
            boolean implied = !all.isEmpty() || own.isEmpty();
            String value = first(all, own, language, "POSIX");
            process.out().println(each + "=" + (implied ? "\"" + value + "\"" : value));
        }
        process.out().println("LC_ALL=" + all);
    }

    private static String charmap(Map<String, String> environment) {
        String value = first(
                environment.getOrDefault("LC_ALL", ""),
                environment.getOrDefault("LC_CTYPE", ""),
                environment.getOrDefault("LANG", ""));
        return value.matches("C\\.(utf8|UTF-?8|utf-8)") ? "UTF-8" : "ANSI_X3.4-1968";
    }
}
