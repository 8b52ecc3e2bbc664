package lucida.judge.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import lucida.autodiff.run.Executor;
import lucida.cam.Method;
import lucida.cam.Noise;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;
import lucida.cam.derivatives.SmoothGradCamPlusPlus;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.judge.LabelledPicture;
import lucida.judge.Metric;
import lucida.judge.ObjectTruth;
import lucida.judge.Row;
import lucida.judge.localisation.EnergyPointingGame;
import lucida.judge.localisation.TruthBy;
import lucida.judge.statistics.Columns;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

class BestSingleTest {
  private static final Metric CHANNEL = new BestSingle(BestSingle.Single.CHANNEL, BestSingle.Measure.ENERGY);
  private static final Metric IOU = new BestSingle(BestSingle.Single.CHANNEL, BestSingle.Measure.IOU);
  private static final Metric POSITION = new BestSingle(BestSingle.Single.POSITION, BestSingle.Measure.ENERGY);
  /** A: two channels of four positions. */
  private static final Tensor A = Tensor.of(Shape.of(2, 1, 4), 1, 3, 0, 0, 0, 1, 1, 2);

  private record Weighted(Tensor w) implements ChannelWeighted {
    @Override
    public ChannelWeights weights(Probe probe) { return ChannelWeights.of(w); }

    @Override
    public Unit unit() { return Unit.NONE; }

    @Override
    public SequencedMap<String, String> parameters() { return new LinkedHashMap<>(); }
  }

  /** The object has the first two pixels. */
  private static JudgedMap judged(Method method) {
    Subject subject = JudgedMaps.linear(A.shape(), Tensor.of(Shape.of(2, 8), new double[16]), Tensor.vector(0, 0));
    ObjectTruth object = new ObjectTruth(JudgedMaps.EXPLAINED, new Box(0, 0, 0, 1),
        Optional.of(Tensor.of(Shape.of(1, 4), 1.0, 1.0, 0.0, 0.0)));
    return JudgedMaps.of(subject, new LabelledPicture("x", A, OptionalInt.of(JudgedMaps.EXPLAINED), List.of(object)), method);
  }

  /** Channel 0 has all of 4 on the object, channel 1 one of 4. Above half of the maximum are one of its two pixels; of channel 1 one, and two that are not of it: 1 of 4. */
  @Test
  void byHand() {
    assertEquals(new Judgement.Value(100, List.of(100.0, 25.0), List.of()),
        JudgedMaps.judgement(CHANNEL, judged(new Weighted(Tensor.vector(2, 1)))));
    assertEquals(new Judgement.Value(50, List.of(50.0, 25.0), List.of()),
        JudgedMaps.judgement(IOU, judged(new Weighted(Tensor.vector(2, 1)))));
    assertEquals(new Judgement.Value(25, List.of(0.0, 25.0), List.of()),
        JudgedMaps.judgement(CHANNEL, judged(new Weighted(Tensor.vector(-1, 1)))), "its map is positive nowhere");
    assertEquals(Judgement.leftOut("no cell of any such map is positive on the object"),
        JudgedMaps.judgement(CHANNEL, judged(new Weighted(Tensor.vector(-1, 0)))));
  }

  @Test
  void whatHasNoSuchMapsIsLeftOut() {
    Method given = new JudgedMaps.Given(Tensor.of(Shape.of(1, 4), 1.0, 2.0, 3.0, 4.0));
    assertEquals(Judgement.leftOut("given has no weights of channels"), JudgedMaps.judgement(CHANNEL, judged(given)));
    assertEquals(Judgement.leftOut("weighted has no weights of positions"),
        JudgedMaps.judgement(POSITION, judged(new Weighted(Tensor.vector(2, 1)))));
    assertEquals(Judgement.leftOut("no object of the class is known"),
        JudgedMaps.judgement(CHANNEL, JudgedMaps.of(JudgedMaps.map(0))));
  }

  /** Every channel and position by the method's own option, resized as it is shown. */
  @Test
  void asTheMapsOfTheMethodsOptions() {
    ObjectTruth object = new ObjectTruth(JudgedMaps.EXPLAINED, new Box(1, 2, 4, 5),
        Optional.of(JudgedMaps.map(3).map(v -> v > 0 ? 1 : 0)));
    LabelledPicture picture = JudgedMaps.picture(0, object);
    Subject subject = Subject.of(JudgedMaps.subject().model(), "features", Executor.float64());
    Judgement.Value channels = JudgedMaps.value(CHANNEL, JudgedMaps.of(subject, picture, smooth(List.of(), List.of())));
    Judgement.Value positions = JudgedMaps.value(POSITION, JudgedMaps.of(subject, picture, smooth(List.of(), List.of())));
    int positive = 0;
    for (int k = 0; k < channels.curve().size(); k++)
      positive += same(channels.curve().get(k), JudgedMaps.of(subject, picture, smooth(List.of(k), List.of())));
    for (int ij = 0; ij < positions.curve().size(); ij++)
      positive += same(positions.curve().get(ij), JudgedMaps.of(subject, picture, smooth(List.of(), List.of(ij))));
    assertEquals(4, channels.curve().size());
    assertEquals(JudgedMaps.HEIGHT * JudgedMaps.WIDTH, positions.curve().size());
    assertTrue(positive > 30, positive + " maps are positive somewhere");
  }

  private static SmoothGradCamPlusPlus smooth(List<Integer> channels, List<Integer> positions) {
    return new SmoothGradCamPlusPlus(SmoothGradCamPlusPlus.Form.CONSISTENT, Score.EXP, new Noise(2, 0.1, 5), channels, positions);
  }

  /** 1 where there is a map. */
  private static int same(double value, JudgedMap alone) {
    return switch (JudgedMaps.judgement(new EnergyPointingGame(TruthBy.MASKS), alone)) {
      case Judgement.LeftOut _ -> {
        assertEquals(0, value);
        yield 0;
      }
      case Judgement.Value energy -> {
        assertEquals(energy.value(), value, 1e-10);
        yield 1;
      }
    };
  }

  /** Sums 60 and 45: channel 0. Without the first picture it is 0, with 10 there; without the second 1, with 10 there; without the third 0, with 20. */
  @Test
  void theChannelOfAClass() {
    Columns columns = new Columns(List.of(CHANNEL));
    List<List<Double>> curves = List.of(List.of(10.0, 20.0), List.of(30.0, 10.0), List.of(20.0, 15.0));
    for (int i = 0; i < 3; i++) columns.add(row(i, 3, curves.get(i)));
    columns.add(row(7, 5, List.of(1.0, 2.0)));
    List<ClassChannel> classes = ClassChannel.of(columns.columns().getFirst());
    assertEquals(List.of(3, 5), classes.stream().map(ClassChannel::explained).toList());
    assertEquals(List.of(0, 1), classes.stream().map(ClassChannel::number).toList());
    assertEquals(20, classes.getFirst().mean(), 1e-12);
    assertEquals(40.0 / 3, classes.getFirst().chosenOnOthers(), 1e-12);
    assertEquals(Double.NaN, classes.getLast().chosenOnOthers());
    assertEquals(List.of("1", "2", "0"), classes.getFirst().pictures().stream().map(at -> at.picture()).toList());
    assertEquals(40.0 / 3, ClassChannel.chosenOnOthers(classes), 1e-12);
  }

  private static Row row(int picture, int c, List<Double> curve) {
    return new Row(String.valueOf(picture), c, "gradcam", "features", CHANNEL.name(), Judgement.of(0, curve));
  }
}
