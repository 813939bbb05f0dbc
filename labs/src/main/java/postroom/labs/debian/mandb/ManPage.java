package postroom.labs.debian.mandb;

import postroom.labs.debian.image.ImageResources;

/**
 * A manual page that the lab has.
 *
 * @param name what {@code man} is asked for
 * @param section of the manual, {@code 1} to {@code 8}
 * @param debianPackage the package that ships it
 * @param file the name of the page that holds its text, its own or another's
 */
record ManPage(String name, String section, String debianPackage, String file) {

    /** Reads a line of the index: name, section, package and, of a second name, the page that it stands in. */
    static ManPage parse(String line) {
        String[] word = line.trim().split("\\s+");
        return new ManPage(word[0], word[1], word[2], word.length > 3 ? word[3] : word[0]);
    }

    /** The page's markup, as {@link ManFormatter} reads it. */
    String source() {
        return ImageResources.required("packages/man-db/pages/" + file + "." + section);
    }

    /** What it is, from its first section: the words behind the dash. */
    String description() {
        String line = source().lines().skip(1).findFirst().orElse("");
        int dash = line.indexOf(" - ");
        return dash < 0 ? "" : line.substring(dash + 3);
    }

    /** {@code ls(1)}. */
    String title() {
        return name + "(" + section + ")";
    }

    /** The path at which the package would have it. */
    String path() {
        return "/usr/share/man/man" + section + "/" + name + "." + section + ".gz";
    }
}
