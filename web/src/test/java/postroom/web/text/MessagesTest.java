package postroom.web.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final Messages english = Messages.in(Language.EN);
    private final Messages chinese = Messages.in(Language.ZH);

    @Test
    void everythingIsSaidInBothLanguages() {
        assertThat(chinese.keys()).containsExactlyInAnyOrderElementsOf(english.keys());
    }

    @Test
    void noTextWithPlacesHasAnApostropheThatWouldSwallowThem() {
        for (String key : english.keys()) {
            assertThat(english.say(key).contains("{") && english.say(key).contains("'"))
                    .as(key)
                    .isFalse();
        }
    }

    @Test
    void placesAreFilledIn() {
        assertThat(english.say("study.progress", 2, 9)).isEqualTo("2 of 9 exercises");
        assertThat(english.say("front.course.exercises", 1)).isEqualTo("1 exercise");
        assertThat(english.say("front.course.exercises", 9)).isEqualTo("9 exercises");
        assertThat(chinese.say("study.chapter", 3)).isEqualTo("第 3 章");
    }

    @Test
    void anUnknownKeyIsAMistakeOfOurs() {
        assertThatThrownBy(() -> english.say("no.such.key")).isInstanceOf(NoSuchElementException.class);
    }
}
