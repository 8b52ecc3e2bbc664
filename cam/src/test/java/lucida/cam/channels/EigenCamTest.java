package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.Slow;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.cam.channels.EigenCam.Form;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EigenCamTest {
  /** Σ_k v_k A^k by an independent decomposition; a gap of the singular values of 1/100 costs two digits. */
  private static final double DECOMPOSED = 1e-10;

  /** [OT 4] L = A v, v the first right singular vector of A as it is. */
  @ParameterizedTest
  @EnumSource
  void isThePapersProjection(Example example) {
    Probe probe = example.probe();
    Tensor A = probe.activations();
    SaliencyMap map = new EigenCam().explain(probe);
    Slow.assertClose(Slow.weighted(new Jacobi(A).leading(), Slow.cells(A)), map.map(), DECOMPOSED);
    assertTrue(map.map().min() >= 0, "A is not negative, so that v and L are not");
  }

  /** The centred form is of each channel less its mean: its map has the mean 0. */
  @Test
  void centred() {
    Probe probe = Example.DENSE.probe();
    double[][][] A = Slow.cells(probe.activations());
    Tensor centred = Tensor.filled(probe.activations().shape(), probe.activations().precision(),
        e -> A[e / 36][e / 6 % 6][e % 6] - Slow.mean(A[e / 36]));
    SaliencyMap map = new EigenCam(Form.CENTRED).explain(probe);
    Slow.assertClose(Slow.weighted(new Jacobi(centred).leading(), Slow.cells(centred)), map.map(), DECOMPOSED);
    assertEquals(0, map.map().mean(), Slow.ROUNDING);
    assertEquals("{form=centred}", map.origin().parameters().toString());
  }

  /** It knows no class. */
  @Test
  void isTheSameForEveryClass() {
    Subject subject = Example.DENSE.subject();
    assertTrue(new EigenCam().explain(subject.probe(Example.picture(0), Target.ofClass(0))).map()
        .sameAs(new EigenCam().explain(subject.probe(Example.picture(0), Target.ofClass(3))).map()));
    assertEquals(1, new EigenCam().runs(Example.GAP.probe()));
    assertEquals(new EigenCam(), Methods.named("eigencam", Settings.USUAL));
  }
}
