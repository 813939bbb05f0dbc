package postroom.labs.course.run;

import java.util.List;
import java.util.Optional;
import postroom.labs.course.check.ProbeCall;
import postroom.labs.course.check.ProbeReply;
import postroom.labs.course.check.TlsCall;
import postroom.labs.debian.openssl.x509.Certificate;

/** What is had with a fork of a lab, which is thrown away afterwards: no trace in the student's log, queue or wire. */
public interface Forks {

    /** The value that a parameter of Postfix has by main.cf as it is now, or by default. */
    Optional<String> postconf(String parameter);

    /** The reply to the last line of a dialogue; empty when there is none. */
    Optional<ProbeReply> talk(ProbeCall call);

    /** The certificates that a server shows, its own first; none when it speaks no TLS. */
    List<Certificate> handshake(TlsCall call);

    /** What a command prints that root runs. */
    String output(String command);
}
