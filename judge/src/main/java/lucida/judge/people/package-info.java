/**
 * What people make of maps (Grad-CAM, sections 5.1 and 5.2): a {@link lucida.judge.people.Questionnaire} of {@link lucida.judge.people.Question}s is what a page asks, the
 * {@link lucida.judge.people.StudyKey} with its {@link lucida.judge.people.StudyTrial}s what would be right, of each {@link lucida.judge.people.TrialKind}, and an {@link lucida.judge.people.AnswerFile} what a person chose.
 * {@link lucida.judge.people.TwoObjects} are what a forced choice is between.
 */
@NullMarked
package lucida.judge.people;

import org.jspecify.annotations.NullMarked;
