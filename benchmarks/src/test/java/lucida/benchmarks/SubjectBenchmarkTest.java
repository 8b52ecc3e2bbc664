package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.autodiff.run.Executor;
import lucida.bundled.Bundled;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.channels.GradCam;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.layers.Model;
import org.junit.jupiter.api.Test;

class SubjectBenchmarkTest {
  /** The maps that are timed are those of subjects that keep nothing: the same bits, so the same sum. */
  @Test
  void timesTheMapsThatItSays() {
    SubjectBenchmark benchmark = new SubjectBenchmark();
    benchmark.pictures = 3;
    benchmark.setup();
    Model model = Bundled.network("scenes-resnet").model();
    double sum = 0;
    for (int n = 0; n < 3; n++) {
      Executor executor = Executor.of(Precision.FLOAT32, Processors.kernels("vector"));
      Tensor picture = RandomStream.of(n).gaussian(model.network().input(), Precision.FLOAT32, 0, 1);
      sum += new GradCam().explain(Subject.of(model, executor).probe(picture, Target.ofClass(n))).map().max();
    }
    assertEquals(sum, benchmark.gradCams());
    assertTrue(Double.isFinite(benchmark.runsAlone()));
  }
}
