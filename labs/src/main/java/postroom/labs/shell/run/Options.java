package postroom.labs.shell.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The options of {@code set} and {@code shopt}. Source: bash(1), {@code set} and {@code shopt}. */
public final class Options {
    private static final Map<String, Character> SET = new TreeMap<>();
    private static final Map<String, Boolean> SHOPT = new LinkedHashMap<>();
    private final Set<String> on = new HashSet<>();

    static {
        String[] named = {
            "allexport a",
            "braceexpand B",
            "emacs ",
            "errexit e",
            "errtrace E",
            "functrace T",
            "hashall h",
            "histexpand H",
            "history ",
            "ignoreeof ",
            "interactive-comments ",
            "keyword k",
            "monitor m",
            "noclobber C",
            "noexec n",
            "noglob f",
            "nolog ",
            "notify b",
            "nounset u",
            "onecmd t",
            "physical P",
            "pipefail ",
            "posix ",
            "privileged p",
            "verbose v",
            "vi ",
            "xtrace x"
        };
        for (String each : named) {
            int blank = each.indexOf(' ');
            SET.put(each.substring(0, blank), blank + 1 < each.length() ? each.charAt(blank + 1) : ' ');
        }
        String off = "autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs checkwinsize- cmdhist+ compat31 "
                + "compat32 compat40 compat41 compat42 compat43 compat44 complete_fullquote+ direxpand dirspell dotglob "
                + "execfail expand_aliases extdebug extglob extquote+ failglob force_fignore+ globasciiranges+ "
                + "globskipdots+ globstar gnu_errfmt histappend histreedit histverify hostcomplete+ huponexit "
                + "inherit_errexit interactive_comments+ lastpipe lithist localvar_inherit localvar_unset login_shell "
                + "mailwarn no_empty_cmd_completion nocaseglob nocasematch noexpand_translation nullglob "
                + "patsub_replacement+ progcomp+ progcomp_alias promptvars+ restricted_shell shift_verbose sourcepath+ "
                + "varredir_close xpg_echo";
        for (String each : off.split(" ")) {
            boolean initially = each.endsWith("+") || each.endsWith("-");
            SHOPT.put(initially ? each.substring(0, each.length() - 1) : each, initially);
        }
    }

    /** As a script starts. */
    public Options() {
        on.addAll(List.of("braceexpand", "hashall", "interactive-comments"));
        SHOPT.forEach((name, initially) -> {
            if (initially) {
                on.add(name);
            }
        });
    }

    private Options(Options other) {
        on.addAll(other.on);
    }

    /** For a subshell. */
    public Options copy() {
        return new Options(this);
    }

    /** Whether an option of either kind is on. */
    public boolean is(String name) {
        return on.contains(name);
    }

    /** Switches an option of either kind. */
    public void set(String name, boolean value) {
        if (value) {
            on.add(name);
        } else {
            on.remove(name);
        }
    }

    /** The names that {@code set -o} knows, sorted. */
    public static Set<String> setNames() {
        return SET.keySet();
    }

    /** The names that {@code shopt} knows, sorted. */
    public static Set<String> shoptNames() {
        return SHOPT.keySet();
    }

    /** The name behind a letter of {@code set}. */
    public static Optional<String> named(char letter) {
        return SET.entrySet().stream()
                .filter(e -> e.getValue() == letter && letter != ' ')
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The letters of what is on, for {@code $-}; {@code more} holds those that no option has. */
    public String letters(String more) {
        StringBuilder letters = new StringBuilder();
        Map<Character, String> byLetter = new LinkedHashMap<>();
        SET.forEach((name, letter) -> byLetter.put(letter, name));
        for (char letter : "abefhkmnptuvxBCEHPT".toCharArray()) {
            if (byLetter.containsKey(letter) && is(byLetter.get(letter))) {
                letters.append(letter);
            }
            if (letter == 'h' && more.contains("i")) {
                letters.append('i');
            }
        }
        more.chars().filter(c -> c != 'i').forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    /** The names on of one kind, joined by colons, for {@code SHELLOPTS} and {@code BASHOPTS}. */
    public String joined(Set<String> names) {
        List<String> all = new ArrayList<>(names);
        all.removeIf(name -> !is(name));
        return String.join(":", all);
    }
}
