package postroom.web.text;

import java.util.Optional;

/** Where the pictures of a chapter's text come from. */
@FunctionalInterface
public interface Pictures {
    /** The SVG source of a picture that lies beside the text, empty if there is none of that name. */
    Optional<String> svg(String name);
}
