package lucida.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import lucida.cam.Flag;
import lucida.cam.SaliencyMap;
import lucida.cam.Target;
import lucida.cam.Unit;
import lucida.core.Tensor;
import lucida.layers.ScoreKind;
import lucida.pictures.ChannelOrder;
import lucida.pictures.ColourMap;
import lucida.pictures.Picture;
import lucida.pictures.Region;

/** Maps and a picture to try things on. */
final class Sample {
  static final ClassScore SCORE = score(3, "cat & <dog>", 2.5, 0.75);
  static final Tensor MAP = Tensor.matrix(new double[]{-1, 2}, new double[]{0.5, 4});

  private Sample() {}

  static ClassScore score(int id, String name, double logit, double probability) {
    return new ClassScore(new Target.OfClass(id), name, id + " " + name, ScoreKind.LOGITS, logit, OptionalDouble.of(probability));
  }

  static SaliencyMap map(String method, Tensor signed, Tensor map) {
    SaliencyMap.Origin origin = new SaliencyMap.Origin(method, new LinkedHashMap<>(Map.of("score", "logit")), Target.ofClass(3),
        "layer/3", new Unit("score", false));
    return new SaliencyMap(signed, map, !map.equals(signed), origin, new LinkedHashMap<>(Map.of("counted", "2 of 3")),
        List.of(Flag.note("a \"note\" <b>")));
  }

  static ExplainedMap rectified(String method) {
    return explained(map(method, MAP, MAP.relu()));
  }

  static ExplainedMap explained(SaliencyMap map) {
    return new ExplainedMap(map, SCORE, "layer/3", 0.012, MapView.of(map, ColourMap.DAWN, ChannelOrder.RGB));
  }

  static Shown shown() {
    Picture picture = Picture.painted(300, 260, (x, y) -> x << 16 | y);
    return new Shown(picture, new Region(20, 0, 260, 260));
  }
}
