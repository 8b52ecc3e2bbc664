/**
 * Suites: a question about maps, the scenes that answer it because their truth is known, and the methods and metrics to compare. A {@link Suite}
 * has one {@link SuitePart} or several and a {@link SuiteCost}, whose pictures a {@link SourceMaker} makes for a network; {@link Suites} names all. A {@link SuiteNetwork} is bundled, or trained by a
 * {@link Recipe} on {@link SourceExamples}; a {@link OtherNetwork} sets the maps of another network against its own; a {@link Rewiring} changes it before it is judged, as a {@link GridSetting} and a {@link DisconnectedGrid} do.
 */
@NullMarked
package lucida.judge.suite;

import org.jspecify.annotations.NullMarked;
