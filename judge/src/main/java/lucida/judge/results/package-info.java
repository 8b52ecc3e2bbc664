/**
 * What an evaluation leaves in a folder: {@link RowFiles} grow picture by picture and can be resumed; a {@link SummaryTable} of all pictures becomes
 * {@link SummaryFiles} for spreadsheets, pages, programs and papers. What a {@link ResultTable} holds a {@link TableWriter} makes {@link ConvertedTables} of.
 * A {@link SeedTable} has what was measured of trainings from several seeds, a {@link SeedRow} each, {@link LossCurves} how their losses went, of which a {@link LossLog} has every step; a {@link SanityTable} what sanity
 * checks found, with a {@link SanityVerdict} for each method; a {@link FailureTable} what a network got wrong, a {@link PeopleTable} what people made of maps,
 * a {@link NeuronTable} what channels see, an {@link EmergenceTable} how that emerges in a training.
 * An {@link AttackTable} has what became of attacked pictures and their maps, a {@link BiasTable} what goes with classes and is not their object.
 */
@NullMarked
package lucida.judge.results;

import org.jspecify.annotations.NullMarked;
