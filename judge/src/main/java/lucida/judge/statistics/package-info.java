/**
 * From rows to tables: a {@link Column} is one metric of one method, its mean with an {@link Interval} by {@link Bootstrap}; a {@link Comparison} is
 * of two columns, picture by picture, with a {@link SignFlip} test.
 */
@NullMarked
package lucida.judge.statistics;

import org.jspecify.annotations.NullMarked;
