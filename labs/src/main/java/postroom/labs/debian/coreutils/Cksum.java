package postroom.labs.debian.coreutils;

import java.io.IOException;
import java.util.Map;
import postroom.labs.debian.gnu.ArgMatch;
import postroom.labs.debian.gnu.Call;
import postroom.labs.debian.gnu.Failure;
import postroom.labs.debian.gnu.GnuProgram;
import postroom.labs.debian.gnu.Input;
import postroom.labs.debian.gnu.Quoting;
import postroom.labs.io.ErrnoException;

/** {@code cksum(1)}: checksums by the algorithm that is asked for. */
final class Cksum extends GnuProgram {
    private static final Map<String, String> DIGESTS = Map.of(
            "md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
            "SHA-512", "blake2b", "BLAKE2b");

    Cksum() {
        super(
                "a:bctl:wz",
                "algorithm=",
                "a",
                "check",
                "c",
                "debug",
                "debug",
                "ignore-missing",
                "ignore",
                "length=",
                "l",
                "quiet",
                "quiet",
                "status",
                "status",
                "strict",
                "strict",
                "tag",
                "tag",
                "untagged",
                "untagged",
                "warn",
                "w",
                "zero",
                "z");
    }

    @Override
    protected int run(Call call) throws IOException {
        String algorithm = !call.has("a")
                ? "crc"
                : ArgMatch.choose(
                        "--algorithm",
                        call.value("a", ""),
                        "bsd",
                        "sysv",
                        "crc",
                        "md5",
                        "sha1",
                        "sha224",
                        "sha256",
                        "sha384",
                        "sha512",
                        "blake2b",
                        "sm3");
        if (DIGESTS.containsKey(algorithm)) {
            return new Checksum(DIGESTS.get(algorithm)).run(call, !call.has("untagged"));
        }
        if (algorithm.equals("sm3")) {
            throw Failure.of(1, "the sm3 algorithm is not available");
        }
        for (String name : call.inputs()) {
            try (Input in = Input.open(call.process(), name)) {
                String sum = switch (algorithm) {
                    case "bsd" -> Sum.bsd(in);
                    case "sysv" -> Sum.systemFive(in);
                    default -> Sum.crc(in);
                };
                call.print(sum + (call.operands().isEmpty() ? "" : " " + name) + "\n");
            } catch (ErrnoException e) {
                call.complain(Quoting.name(name) + ": " + e.getMessage());
            }
        }
        return 0;
    }
}
