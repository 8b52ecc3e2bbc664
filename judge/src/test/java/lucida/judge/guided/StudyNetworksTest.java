package lucida.judge.guided;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.BatchNormFolding;
import lucida.layers.Cut;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.layers.architecture.Attention;
import org.junit.jupiter.api.Test;

class StudyNetworksTest {
  private static final Executor EXECUTOR = Executor.float32();

  /** Channel attention begins with equal shares of all channels, and those are no attention: the scores are those without it, up to rounding, since 1/96 and 96 are not exact together. */
  @Test
  void attentionBeginsAsNone() {
    Network bundled = BatchNormFolding.folded(Architectures.named("scenes-resnet", 16));
    Model given = StudyNetworks.untrained(bundled, 1), plain = StudyNetworks.transferred(given, 4, Optional.empty(), 2),
        attended = StudyNetworks.transferred(given, 4, Optional.of(Attention.parse("after=layer3,channel")), 2);
    Tensor x = RandomStream.of(3).gaussian(Shape.of(2, 3, 64, 64), Precision.FLOAT32, 0, 1), scores = plain.scores(x, EXECUTOR);
    double largest = scores.map(Math::abs).max();
    assertTrue(scores.minus(attended.scores(x, EXECUTOR)).map(Math::abs).max() < 1e-4 * largest && largest > 0);
  }

  /** What the two heads are compared for: behind one exact Grad-CAM++ is the closed one [PP 7], behind the other it is not. */
  @Test
  void oneHeadIsPiecewiseLinear() {
    assertTrue(Cut.at(StudyNetworks.small(32, 16).write(1, Mode.TRAINING), StudyNetworks.FEATURES).headIsPiecewiseLinear());
    assertFalse(Cut.at(StudyNetworks.smooth(32, 16).write(1, Mode.TRAINING), StudyNetworks.FEATURES).headIsPiecewiseLinear());
  }
}
