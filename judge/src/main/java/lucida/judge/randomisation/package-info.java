/**
 * Metrics that explain with other weights or another class: does a map change when what it explains is another thing? {@link Mprt},
 * {@link SmoothMprt} and {@link EfficientMprt} give layers random weights in a {@link LayerOrder}, {@link RandomLogit} asks for another class, {@link LabelRandomisation} for what a
 * network shows that learned permuted labels; maps are compared by a
 * {@link Similarity}.
 */
@NullMarked
package lucida.judge.randomisation;

import org.jspecify.annotations.NullMarked;
