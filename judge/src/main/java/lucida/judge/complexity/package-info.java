/**
 * How simple a map is, whatever the picture: {@link Complexity}, {@link MapComplexity}, {@link EffectiveComplexity}, {@link Sparseness}.
 */
@NullMarked
package lucida.judge.complexity;

import org.jspecify.annotations.NullMarked;
