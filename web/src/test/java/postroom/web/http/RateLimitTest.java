package postroom.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.TooManyRequestsResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final RateLimit limit = new RateLimit(3, Duration.ofMinutes(10), () -> now);
    private final Map<String, String> headers = new HashMap<>();

    private Context from(String ip) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "ip":
                            return ip;
                        case "header":
                            headers.put((String) arguments[0], (String) arguments[1]);
                            return proxy;
                        case "status":
                            assertThat(arguments[0]).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
                            return proxy;
                        default:
                            throw new UnsupportedOperationException(method.toString());
                    }
                });
    }

    private void fail(String ip, int times) {
        for (int i = 0; i < times; i++) {
            limit.check(from(ip));
            limit.failed(from(ip));
        }
    }

    @Test
    void afterThreeWrongGuessesTheAddressWaits() {
        fail("192.0.2.7", 3);

        assertThatThrownBy(() -> limit.check(from("192.0.2.7"))).isInstanceOf(TooManyRequestsResponse.class);
        assertThat(headers).containsEntry("Retry-After", "601");
        assertThatCode(() -> limit.check(from("192.0.2.8"))).doesNotThrowAnyException();
    }

    @Test
    void tenMinutesLaterItMayGuessAgain() {
        fail("192.0.2.7", 3);
        now = now.plus(Duration.ofMinutes(10));

        fail("192.0.2.7", 3);
        assertThatThrownBy(() -> limit.check(from("192.0.2.7"))).isInstanceOf(TooManyRequestsResponse.class);
    }

    @Test
    void whoHasAWholeIpv6NetworkIsOneGuesser() {
        fail("2001:db8:1:2::1", 1);
        fail("2001:db8:1:2::2", 1);
        fail("2001:db8:1:2:ffff::3", 1);

        assertThatThrownBy(() -> limit.check(from("2001:db8:1:2::4"))).isInstanceOf(TooManyRequestsResponse.class);
        assertThatCode(() -> limit.check(from("2001:db8:1:3::4"))).doesNotThrowAnyException();
    }
}
