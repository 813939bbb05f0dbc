package postroom.labs.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postroom.labs.host.Process;
import postroom.labs.host.Signal;
import postroom.labs.lab.Lab;

/** Whatever a student types, it ends by itself or by ^C, and the lab goes on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundsTest {
    private static final ShellLab LABS = new ShellLab();

    @AfterAll
    static void close() {
        LABS.close();
    }

    @Test
    void endlessRecursionIsAnError() throws Exception {
        ShellLab.Result result = survives("f() { f; }; f");
        assertThat(result.output()).contains("maximum function nesting level exceeded");
        assertThat(result.status()).isNotZero();
    }

    @Test
    void recursionThroughEvalAndSubshellsEnds() throws Exception {
        assertThat(survives("x='eval \"$x\"'; eval \"$x\"").status()).isNotZero();
        survives("f() { (f); }; f");
        survives("f() { echo $(f); }; f");
    }

    /** As on any host, what forks fails while the bomb goes on; the shell that is there and other labs do not mind. */
    @Test
    void aForkBombStaysInItsLab() throws Exception {
        try (Lab bombed = LABS.fresh();
                Lab other = LABS.fresh()) {
            ShellLab.Result result = LABS.run(bombed, List.of("bash", "-c", ":() { :|:& }; (:); echo I live"), "");
            assertThat(result.output()).contains("I live\n");
            lives(other);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while :; do :; done",
                "for ((;;)); do :; done",
                "until false; do x=$((x+1)); done",
                "while :; do true | cat; done",
                "f() { :; }; while f; do f; done",
                "x=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; [[ $x$x =~ ^(a|a)*(a|aa)*(a|aaa)*b$ ]]; while :; do :; done",
                "yes > /dev/null",
                "cat /dev/zero > /dev/null"
            })
    void interruptEndsIt(String script) throws Exception {
        try (Lab lab = LABS.fresh()) {
            Process process = lab.newProcess("student");
            CountDownLatch ended = new CountDownLatch(1);
            lab.host().processes().listen(it -> {
                if (it == process) {
                    ended.countDown();
                }
            });
            process.start(it -> it.exec("/bin/bash", List.of("bash", "-c", script)));
            assertThat(ended.await(200, TimeUnit.MILLISECONDS)).as("it runs on").isFalse();
            lab.host().processes().all().stream()
                    .filter(it -> it.group() == process.group())
                    .forEach(it -> it.signal(Signal.INT));
            assertThat(ended.await(20, TimeUnit.SECONDS)).as("^C ends it").isTrue();
            assertThat(process.status().shellStatus()).isEqualTo(130);
            lives(lab);
        }
    }

    @Test
    void aLineOfAMegabyteIsRead() throws Exception {
        ShellLab.Result result = survives("a=$(head -c 1048576 /dev/zero | tr '\\0' a);"
                + " echo \"x='$a'; echo \\${#x}\" > script; . ./script; bash script");
        assertThat(result.output()).isEqualTo("1048576\n1048576\n");
    }

    @Test
    void aHereDocumentOfAHundredMegabytesEnds() throws Exception {
        survives(
                "x=aaaaaaaaaaaaaaaa; for i in 1 2 3 4 5 6; do x=$x$x$x$x; done; for i in {1..1600}; do echo \"$x\"; done"
                        + " | { y=$(cat); cat <<E | wc -c\n$y$y\nE\n}");
    }

    @Test
    void manyLinesEndWithTheirReader() throws Exception {
        assertThat(survives("yes | head -n 3; echo ${PIPESTATUS[@]}").output()).isEqualTo("y\ny\ny\n141 0\n");
    }

    @Test
    void arithmeticWrapsAround() throws Exception {
        assertThat(survives("echo $((9223372036854775807+1)) $((-9223372036854775808/-1)) $((1<<64))")
                        .output())
                .isEqualTo("-9223372036854775808 -9223372036854775808 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(", "${x:-", "\"$(echo ", "$((1+"})
    void deepNestingEnds(String opening) throws Exception {
        String closing = switch (opening) {
            case "$((1+" -> "1))";
            case "${x:-" -> "}";
            case "\"$(echo " -> ")\"";
            default -> ")";
        };
        survives("echo " + opening.repeat(1000) + closing.repeat(1000));
    }

    @Test
    void deepGroupsEnd() throws Exception {
        survives("( ".repeat(1000) + ":" + " )".repeat(1000));
        survives("{ ".repeat(1000) + ":" + "; }".repeat(1000));
        survives("if ".repeat(2000));
        survives("! ".repeat(5000) + ":");
        survives(": && ".repeat(5000) + ":");
        survives(": | ".repeat(500) + ":");
        survives("[[ " + "( ".repeat(2000) + "a" + " )".repeat(2000) + " ]]");
        survives("[[ " + "! ".repeat(5000) + "a ]]");
        survives("echo $((" + "(".repeat(5000) + "1" + ")".repeat(5000) + "))");
        survives("echo $((" + "-".repeat(9999) + "1))");
        survives("echo " + "{a,".repeat(1000) + "b" + "}".repeat(1000));
        survives("x=" + "+(".repeat(1000) + "a" + ")".repeat(1000) + "; shopt -s extglob; [[ aaa == $x ]]");
    }

    @Test
    void hugeBraceExpansionsEnd() throws Exception {
        survives("echo {1..100000000} | wc -c");
        survives(
                "echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"
                        + "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b} | wc -c");
    }

    @Test
    void wordsAndVariablesHaveAnEnd() throws Exception {
        survives("x=a; while x=$x$x; do :; done");
        survives("printf -v x %1000000000s a; echo ${#x}");
        survives("a=(); i=0; while a[i++]=x$i; do ((i < 400000)) || break; done");
        survives("x=$(yes)");
        survives("alias a='a b'; shopt -s expand_aliases; a");
    }

    private static ShellLab.Result survives(String script) throws Exception {
        try (Lab lab = LABS.fresh()) {
            ShellLab.Result result = LABS.run(lab, List.of("bash", "-c", script), "");
            assertThat(result.output()).doesNotContain("Exception", "StackOverflow", "OutOfMemory");
            lives(lab);
            return result;
        }
    }

    private static void lives(Lab lab) throws Exception {
        ShellLab.Result result = LABS.run(lab, List.of("bash", "-c", "echo I live | cat"), "");
        assertThat(result).isEqualTo(new ShellLab.Result("I live\n", 0));
    }
}
