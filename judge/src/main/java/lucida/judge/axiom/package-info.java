/**
 * Metrics that ask whether a map keeps an axiom of its method or of the network: {@link Completeness}, {@link NonSensitivity},
 * {@link InputInvariance}.
 */
@NullMarked
package lucida.judge.axiom;

import org.jspecify.annotations.NullMarked;
