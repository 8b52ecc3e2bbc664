/**
 * All metrics by name: {@link Metrics}.
 */
@NullMarked
package lucida.judge.catalogue;

import org.jspecify.annotations.NullMarked;
