package postroom.labs.debian.image;

import java.util.List;
import postroom.labs.debian.dpkg.Stanza;

/**
 * A Debian package that the lab knows: what its {@code .deb} would bring.
 *
 * @param name the package's name
 * @param control its paragraph in the dpkg database, once installed
 * @param manifest the files that it puts on the disk, as far as the lab has them
 * @param paths all paths that the real package ships, for {@code dpkg -L}
 */
public record DebianPackage(String name, Stanza control, Manifest manifest, List<String> paths) {

    /** Reads the package's folder of resources. */
    public static DebianPackage read(String name) {
        String folder = "packages/" + name;
        return new DebianPackage(
                name,
                Stanza.parse(ImageResources.required(folder + "/control")),
                ImageResources.manifest(folder),
                ImageResources.lines(folder + "/list"));
    }
}
