package lucida.judge;

import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;

/**
 * [AS 3] What is asked about a picture: the network's own scores, or others, which a layer behind it makes for this picture, as the mean over a region, the
 * scores of one box, or a class less those near it.
 */
@FunctionalInterface
public interface Inquiry {
  /** The network's own scores: the same question about all pictures. */
  Inquiry OF_NETWORK = (picture, subject) -> subject.probe(picture.x(), Target.predicted());

  /**
   * The question about a picture.
   *
   * @param subject the network, at the layer that is explained
   * @return about the class that counts as the best
   * @throws IllegalArgumentException if nothing can be asked about this picture
   */
  Probe about(LabelledPicture picture, Subject subject);

  /**
   * Checks that a class has a score in the picture.
   *
   * @param probe the question about it
   * @throws lucida.cam.NotApplicableException if there is nothing to explain, with the reason
   */
  default void check(Probe probe, int c) {}

  /** The class that a question is about. */
  static int best(Probe probe) {
    return probe.target() instanceof Target.Side side ? side.id() : probe.ranking().getFirst();
  }
}
