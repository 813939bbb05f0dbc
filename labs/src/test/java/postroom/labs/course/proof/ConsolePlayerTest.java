package postroom.labs.course.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postroom.labs.course.ConsoleBlock;
import postroom.labs.course.Page;

/** How what a terminal printed is held against a console block. */
class ConsolePlayerTest {

    private static List<ConsoleStep> steps(String... blocks) {
        return ConsoleStep.of(List.of(blocks).stream().map(ConsoleBlock::parse).toList());
    }

    @Test
    void masksWhatChanceDecidesAndNothingElse() {
        ConsoleStep step =
                steps("> .\n250 2.0.0 Ok: queued as 4F1C22A07D\n> QUIT\n").get(0);

        assertThat(step.isComplete(".\r\n250 2.0.0 Ok: queued as 9A8B7C6D5E\r\n"))
                .isTrue();
        assertThat(step.isComplete(".\r\n451 4.3.0 Error: queue file write error\r\n"))
                .isFalse();
    }

    @Test
    void masksTimesAndSizesOfMailClientsButNotTheirCounts() {
        ConsoleStep select = steps(
                        "> a3 STATUS\n* OK [UIDVALIDITY 17] UIDs valid\na3 OK Done (0.003 + 0.000 secs).\n> x\n")
                .get(0);
        ConsoleStep list =
                steps("> LIST\n+OK 2 messages:\n1 418\n2 420\n.\n> x\n").get(0);

        assertThat(select.isComplete(
                        "a3 STATUS\r\n* OK [UIDVALIDITY 1795567663] UIDs valid\r\na3 OK Done (0.104 secs).\r\n"))
                .isTrue();
        assertThat(select.isComplete(
                        "a3 STATUS\r\n* OK [UIDVALIDITY 1795567663] UIDs valid\r\na3 NO Done (0.104 secs).\r\n"))
                .isFalse();
        assertThat(list.isComplete("LIST\r\n+OK 2 messages:\r\n1 396\r\n2 1397\r\n.\r\n"))
                .isTrue();
        assertThat(list.isComplete("LIST\r\n+OK 2 messages:\r\n1 396\r\n3 1397\r\n.\r\n"))
                .isFalse();
    }

    @Test
    void waitsForTheLastLineAndThePromptBehindIt() {
        ConsoleStep step = steps("$ mailq\nMail queue is empty\n").get(0);

        assertThat(step.isComplete("mailq\r\n")).isFalse();
        assertThat(step.isComplete("mailq\r\nMail queue is empty\r\n")).isFalse();
        assertThat(step.isComplete("mailq\r\n\u001b[?2004l\rMail queue is empty\r\n\u001b[?2004hstudent@myserver:~$ "))
                .isTrue();
    }

    @Test
    void goesOnInTheProgramWhereTheNextBlockTypesIntoIt() {
        List<ConsoleStep> steps = steps(
                "$ telnet localhost 25\n…\n220 myserver.mydomain.net ESMTP Postfix (Ubuntu)\n",
                "^ ]\n\ntelnet> \n> close\nConnection closed.\n");

        assertThat(steps).extracting(ConsoleStep::promptAfter).containsExactly(false, false, true);
        assertThat(steps.get(0)
                        .isComplete("telnet localhost 25\r\nTrying 127.0.0.1...\r\n"
                                + "220 myserver.mydomain.net ESMTP Postfix (Debian/GNU)\r\n"))
                .isTrue();
        assertThat(steps.get(1).input().keys()).isEqualTo("\u001d");
        assertThat(steps.get(1).isComplete("\r\ntelnet> ")).isTrue();
    }

    @Test
    void aPictureOfAScreenEndsItsStepAndMayStandAnywhere() {
        Page page =
                new Page("x/en.md", "```console\n$ menu\n```\n```screen A menu\n┌──┐\n│ a\n```\n```console\n>\n```\n");
        List<ConsoleStep> steps = ConsoleStep.of(ConsoleBlock.session(page));
        ScreenPicture picture = ScreenPicture.of(steps.get(0).screen().orElseThrow());

        assertThat(steps).extracting(ConsoleStep::promptAfter).containsExactly(false, true);
        assertThat(steps.get(0).isComplete("menu\r\n")).isFalse();
        assertThat(picture.isOn("menu\r\n\u001b[2J\u001b[3;7H┌──┐\u001b[4;7H│ a│"))
                .isTrue();
        assertThat(picture.isOn("menu\r\n\u001b[2J\u001b[3;7H┌──┐\u001b[4;8H│ a│"))
                .isFalse();
        assertThat(picture.isOn("menu\r\n\u001b[2J\u001b[3;7H┌──┐")).isFalse();
    }

    @Test
    void readsAnEmptyTypedLineAndAnEscapedOne() {
        ConsoleBlock block = ConsoleBlock.parse(">\n\\> quoted\n");

        assertThat(block.lines())
                .containsExactly(
                        new ConsoleBlock.Line(ConsoleBlock.Kind.TYPED, ""),
                        new ConsoleBlock.Line(ConsoleBlock.Kind.OUTPUT, "> quoted"));
    }
}
