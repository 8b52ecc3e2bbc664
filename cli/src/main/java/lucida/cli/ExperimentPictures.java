package lucida.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.bundled.Bundled;
import lucida.bundled.SceneExamples;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.pictures.Preprocessing;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/** The pictures of experiments on bundled networks: those that are bundled, then scenes of the test split, which no network was trained on. */
final class ExperimentPictures {
  private ExperimentPictures() {}

  /** Some of them by their names, preprocessed, [3, 64, 64] in float64. */
  static SequencedMap<String, Tensor> of(int count) {
    Preprocessing preprocessing = Bundled.network("scenes-resnet").preprocessing();
    SequencedMap<String, Tensor> pictures = new LinkedHashMap<>();
    Bundled.pictures().stream().limit(count)
        .forEach(name -> pictures.put(name, preprocessing.tensor(Bundled.picture(name), Precision.FLOAT64)));
    int scenes = count - pictures.size();
    if (scenes == 0) return pictures;
    Tensor drawn = new SceneExamples(SceneSet.of(new SceneKind.Single(), Split.TEST, scenes))
        .pictures(IntStream.range(0, scenes).toArray(), Precision.FLOAT64);
    for (int i = 0; i < scenes; i++) pictures.put("scene-" + i, drawn.select(0, i));
    return pictures;
  }
}
