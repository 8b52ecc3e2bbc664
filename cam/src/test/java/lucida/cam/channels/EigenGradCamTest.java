package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.cam.Example;
import lucida.cam.Head;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.Slow;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EigenGradCamTest {
  /** Σ_k v_k B^k by an independent decomposition; a gap of the singular values of 1/100 costs two digits. */
  private static final double DECOMPOSED = 1e-10;

  /** [OT 5] EigenCAM of g ⊙ A, with the gradients by hand. */
  @ParameterizedTest
  @EnumSource
  void isThePapersProjection(Example example) {
    Probe probe = example.probe();
    Tensor A = probe.activations();
    double[][][] g = new Head(example, probe).gradient(1);
    Tensor B = Tensor.filled(A.shape(), A.precision(), e -> g[e / 36][e / 6 % 6][e % 6] * A.cell(e));
    SaliencyMap map = new EigenGradCam().explain(probe);
    Slow.assertClose(Slow.weighted(new Jacobi(B).leading(), Slow.cells(B)), map.map(), DECOMPOSED);
    assertEquals("{score=logit, form=uncentred}", map.origin().parameters().toString());
  }

  /** −S instead of S turns B around, and not v: the map is the other way round, evidence against is negative. */
  @Test
  void contributionsKeepTheirSign() {
    Subject subject = Example.DENSE.subject();
    Tensor with = new EigenGradCam().explain(subject.probe(Example.picture(0), Target.ofScores("S", S -> S.at(1, 1)))).map();
    Tensor against = new EigenGradCam().explain(subject.probe(Example.picture(0), Target.ofScores("−S", S -> S.at(1, 1).negate())))
        .map();
    Slow.assertClose(with.negate(), against, Slow.ROUNDING);
    assertEquals(new EigenGradCam(), Methods.named("eigengradcam", Settings.USUAL));
  }
}
