/**
 * From {@link lucida.cam.SaliencyMap}s to what people look at and what programs read. An {@link ExplainedPicture} has
 * {@link ClassScore}s, written as {@link Percentage}s, and {@link ExplainedMap}s, each with its {@link StatedEquation}s; a method
 * that does not apply is a {@link Refusal}. {@link Shown} is the picture at the size in which it is shown, {@link MapView} how a
 * map is looked at, {@link Difference} two maps beside each other. {@link MapFiles} writes the files of a picture,
 * {@link ReportPage} the page of a run, {@link BookPage} and {@link BookText} the book of equations.
 */
@NullMarked
package lucida.report;

import org.jspecify.annotations.NullMarked;
