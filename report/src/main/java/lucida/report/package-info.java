/**
 * Reports on {@link lucida.cam.SaliencyMap}s, for people and for programs. An {@link ExplainedPicture} has
 * {@link ClassScore}s, written as {@link Percentage}s, and {@link ExplainedMap}s, each with its {@link StatedEquation}s; a method
 * that does not apply is a {@link Refusal}. {@link Shown} is the picture at the size in which it is shown, {@link MapView} how a
 * map is shown, {@link Difference} two maps side by side. {@link MapFiles} writes the files of a picture,
 * {@link ReportPage} the page of a run, {@link BookPage} and {@link BookText} the book of equations and the
 * {@link BookSubject} that it was evaluated on. {@link EvaluationPage} is the page of an evaluation with an {@link Introduction} and its plots, which shows a
 * {@link ShownCase} of every method at its worst, in the middle and at its best.
 *
 * <p>A {@link StudiedPicture} has the derivatives of a score by a layer; {@link DerivativeText} prints them, {@link DerivativePage} is their page. {@link ShortcutPlot} draws the table of
 * an experiment, {@link StudyPage} and {@link SurgeryPage} are pages of others, with {@link StudyPictures}; {@link SanityPage} is that of
 * sanity checks, with {@link SanityPictures}; {@link FailurePage} shows a network's mistakes, each a {@link FailureCase}.
 *
 * <p>{@link AttackPage} shows attacked pictures and their maps, painted by {@link AttackPictures}; {@link BiasPage} what goes with a class and is not its object.
 *
 * <p>A {@link TrialMaker} makes the {@link AskedTrial}s of a study with people, which a {@link QuestionnairePage} asks; {@link PeoplePage} shows what they answered.
 * {@link PlayPage} shows a network that plays, a {@link PlayedGame} at a time. {@link NeuronPage} shows channels, painted by {@link NeuronPictures}, {@link EmergencePage} how they come to detect things. {@link RooflinePlot} draws what bounds the layers of a network, {@link RatioPlot} how many times longer others take.
 */
@NullMarked
package lucida.report;

import org.jspecify.annotations.NullMarked;
