package postroom.labs.course;

import postroom.labs.course.check.Check;
import postroom.labs.course.text.Bilingual;

/**
 * Something that is close to what a task asks for, and the sentence for whoever does it.
 *
 * @param condition what has been done, or is so
 * @param say the feedback
 */
public record NearMiss(Check condition, Bilingual say) {}
