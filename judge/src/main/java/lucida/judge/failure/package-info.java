/**
 * What a network gets wrong, and what maps say about it (Grad-CAM, section 6.1): a {@link lucida.judge.failure.FailureSearch} finds each
 * {@link lucida.judge.failure.Failure}, whose {@link lucida.judge.failure.FailureGroup} follows from the maps of both classes; {@link lucida.judge.failure.Evidence} says where a map lies.
 */
@NullMarked
package lucida.judge.failure;

import org.jspecify.annotations.NullMarked;
