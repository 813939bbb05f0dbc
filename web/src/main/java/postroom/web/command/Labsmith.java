package postroom.web.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import postroom.labs.debian.BaseImages;
import postroom.labs.debian.Packages;
import postroom.labs.debian.cron.CronKind;
import postroom.labs.debian.dnsmasqbase.DnsmasqKind;
import postroom.labs.debian.dovecot.master.DovecotKind;
import postroom.labs.debian.exim.EximKind;
import postroom.labs.debian.postfix.master.PostfixKind;
import postroom.labs.debian.sslcert.SnakeoilCertificate;
import postroom.labs.debian.ufw.UfwKind;
import postroom.labs.host.DaemonKind;
import postroom.labs.host.Workers;
import postroom.labs.lab.Labs;
import postroom.server.MailEngine;

/** Makes what all labs of the program share. */
final class Labsmith {
    private static final String HOST = "myserver.mydomain.net";

    private Labsmith() {}

    /** Labs whose snakeoil certificate lasts as long as the program: for those that nobody keeps. */
    static Labs passing() {
        return make(() -> SnakeoilCertificate.make(HOST, BaseImages.BUILT));
    }

    /** Labs whose snakeoil certificate is kept in the data folder: a kept lab is the difference to an image that has it. */
    static Labs kept(Path data) {
        return make(() -> kept(data.resolve("snakeoil"), BaseImages.BUILT));
    }

    private static Labs make(Supplier<SnakeoilCertificate> snakeoil) {
        Packages packages = new Packages();
        return new Labs(
                InstantSource.system(),
                new Workers(),
                new MailEngine(),
                new BaseImages(packages::has, snakeoil),
                packages,
                KINDS);
    }

    /** In the order in which they start. */
    private static final Map<String, DaemonKind> KINDS = inOrder(
            new UfwKind(), new DnsmasqKind(), new CronKind(), new PostfixKind(), new EximKind(), new DovecotKind());

    private static Map<String, DaemonKind> inOrder(DaemonKind... kinds) {
        Map<String, DaemonKind> all = new LinkedHashMap<>();
        for (DaemonKind each : kinds) {
            all.put(each.name(), each);
        }
        return Collections.unmodifiableMap(all);
    }

    private static SnakeoilCertificate kept(Path folder, java.time.Instant from) {
        try {
            Optional<SnakeoilCertificate> there = read(folder);
            if (there.isPresent()) {
                return there.get();
            }
            SnakeoilCertificate made = SnakeoilCertificate.make(HOST, from);
            Path fresh = Files.createTempDirectory(
                    folder.toAbsolutePath().getParent(),
                    "snakeoil",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.write(fresh.resolve("certificate.pem"), made.certificate());
            Files.write(fresh.resolve("key.pem"), made.key());
            Files.writeString(fresh.resolve("hash"), made.hashLink());
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("the labs' certificate cannot be kept in " + folder, e);
        }
    }

    private static Optional<SnakeoilCertificate> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        return Optional.of(new SnakeoilCertificate(
                Files.readAllBytes(folder.resolve("certificate.pem")),
                Files.readAllBytes(folder.resolve("key.pem")),
                Files.readString(folder.resolve("hash"), StandardCharsets.US_ASCII)));
    }
}
