package postroom.labs.debian.apt;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is to be done: names of packages. */
final class Plan {
    /** What was asked for. */
    final Set<String> requested = new LinkedHashSet<>();
    /** What is brought, dependencies before what needs them. */
    final List<String> install = new ArrayList<>();
    /** What is there and is brought again. */
    final Set<String> reinstall = new TreeSet<>();
    /** What goes. */
    final Set<String> remove = new TreeSet<>();
    /** Of those, and of what has only settings left, the ones whose settings go, too. */
    final Set<String> purge = new TreeSet<>();
    /** What nobody needs any more. */
    final Set<String> unneeded = new TreeSet<>();
    /** What the new ones suggest and nobody has. */
    final Set<String> suggested = new LinkedHashSet<>();
    /** What the new ones recommend and is not brought. */
    final Set<String> recommended = new LinkedHashSet<>();

    /** True if nothing changes. */
    boolean isEmpty() {
        return install.isEmpty() && reinstall.isEmpty() && remove.isEmpty() && purge.isEmpty();
    }

    /** What is brought without having been asked for. */
    Set<String> additional() {
        Set<String> more = new TreeSet<>(install);
        more.removeAll(requested);
        return more;
    }
}
