package postroom.labs.debian.postfix.smtpd;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import postroom.labs.debian.postfix.cleanup.Cleanup;
import postroom.labs.debian.postfix.config.Fatal;
import postroom.labs.debian.postfix.service.Service;
import postroom.labs.debian.postfix.verify.AddressVerifier;

/**
 * The programs that smtpd(8) talks to.
 *
 * @param cleanup takes messages
 * @param flush sends deferred mail of a domain (ETRN)
 * @param verifier knows which addresses take mail
 * @param died the master, which is told of a program that cannot go on
 */
public record Partners(
        Supplier<Cleanup> cleanup, Flush flush, AddressVerifier verifier, BiConsumer<Service, Fatal> died) {
    /** Sends deferred mail of a domain (ETRN). */
    @FunctionalInterface
    public interface Flush {
        /** Tries it now. */
        void domain(String domain);
    }
}
