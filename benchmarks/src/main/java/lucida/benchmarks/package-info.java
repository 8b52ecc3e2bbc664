/** JMH benchmarks. */
@NullMarked
package lucida.benchmarks;

import org.jspecify.annotations.NullMarked;
