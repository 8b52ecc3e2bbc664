/**
 * Networks trained here: a {@link TrainedModel} knows the names of its classes and the preprocessing it expects; {@link Bundled}
 * opens them and some pictures to try them on; {@link SceneExamples} are the scenes they are trained on, {@link TextExamples} with texts.
 * {@link CatchPictures} are those of a small game, which a {@link CatchPlayer} plays.
 */
@NullMarked
package lucida.bundled;

import org.jspecify.annotations.NullMarked;
