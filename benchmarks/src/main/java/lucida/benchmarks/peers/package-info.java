/**
 * The same networks on other engines, behind {@code benchmarks/run peers}: {@link lucida.benchmarks.peers.Peers} compares the scores of all engines, then times
 * them in turns, each in a process of its own ({@link lucida.benchmarks.peers.PeerProcess}). Engines of other projects are in {@code src/peers}, which the
 * Maven profile {@code peers} compiles.
 */
@NullMarked
package lucida.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
