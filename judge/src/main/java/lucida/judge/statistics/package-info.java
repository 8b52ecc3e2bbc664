/**
 * From rows to tables: {@link Columns} collects what one metric says of one method into a {@link Column}, whose summary has an {@link Interval} by
 * {@link Bootstrap}, of {@link Pictures} drawn with all their values, whose {@link Replicates} are made once; a {@link Comparison} is of two columns, picture by picture, with a {@link SignFlip} test.
 * {@link Student} gives the interval of a mean of few numbers, a {@link Proportion} that of a share; a {@link CrossedBootstrap} that of a table of people by pictures, who agree as {@link Kappa} says.
 */
@NullMarked
package lucida.judge.statistics;

import org.jspecify.annotations.NullMarked;
