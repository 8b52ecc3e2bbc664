/**
 * The book of equations: the numbered equations of docs/equations.md, evaluated on a network and a picture. A {@link Book} has
 * {@link Section}s; an {@link Equation} states a formula in {@link Notation}, how both sides are computed, the {@link Domain} of
 * networks it applies to and, where it is checked, a {@link Counterexample} on which the check must fail. {@link Book#evaluate} takes an
 * {@link EvaluationPoint}, or the {@link SmallNetwork} of an equation's domain where the given network is outside, and returns an
 * {@link EvaluatedBook}: an {@link EvaluatedEquation} for each, with its {@link Outcome}, {@link Verdict} and, where there is
 * something to see, a {@link NumberTable}. The {@link Legend} has a {@link Symbol} for every letter of the formulas.
 *
 * <p>A {@link DerivativeStudy} is all that is known of the derivatives of a score by a layer, or by {@link ChosenCells} of it: their {@link Distribution}s, a {@link RouteComparison} for each
 * other way, {@link RowSums}, {@link AnsatzTerms}, and, of random probes, {@link EstimatedDerivatives} with {@link ErrorBars} and their {@link Coverage}. A {@link ShortcutComparison} sets exact Grad-CAM++ beside the closed form; on networks with a
 * {@link ShortcutHead} each a {@link ShortcutRow} of a {@link ShortcutTable}.
 */
@NullMarked
package lucida.book;

import org.jspecify.annotations.NullMarked;
