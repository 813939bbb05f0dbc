package postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postroom.web.http.Assets;

class AssetsTest {
    @Test
    void everyFileOfTheFolderCanBeLoaded() throws IOException, URISyntaxException {
        Path folder = Path.of(Assets.class.getResource("/assets").toURI());
        Assets assets = new Assets(false);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString())
                            .filter(name -> !name.endsWith(".txt")))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(name -> assertThat(assets.url(name)).endsWith(name));
        }
    }
}
