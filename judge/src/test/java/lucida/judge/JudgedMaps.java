package lucida.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.Unit;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.layers.score.RegionMean;
import lucida.layers.score.Segmentation;

/** Maps to judge, cheaply: small networks in float64, seeded pictures, and maps that are given rather than made. */
public final class JudgedMaps {
  public static final int CHANNELS = 2;
  public static final int HEIGHT = 6;
  public static final int WIDTH = 8;
  public static final int CLASSES = 3;
  public static final long SEED = 20181214;
  /** The class that is explained. */
  public static final int EXPLAINED = 1;
  /** The shape of a picture. */
  public static final Shape PICTURE = Shape.of(CHANNELS, HEIGHT, WIDTH);

  private JudgedMaps() {}

  /** A method whose map does not depend on the network. */
  public record Given(Tensor map) implements Method {
    @Override
    public SaliencyMap explain(Probe probe) { return SaliencyMap.signed(map, this, probe, List.of()); }

    @Override
    public Unit unit() { return Unit.NONE; }
  }

  /** A convolution, ReLU ("features"), a linear layer. */
  public static Subject subject() {
    NetworkBuilder net = new NetworkBuilder("small", PICTURE);
    net.add("conv", new Conv2d(CHANNELS, 4, Windows.of(3, 3, 1, 1), 1, true));
    net.add("features", Activation.RELU);
    net.add("flatten", new Flatten());
    net.add("fc", new Dense(4 * HEIGHT * WIDTH, CLASSES, true));
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Initial.weights(net.build(), SEED, Precision.FLOAT64).tensors());
    tensors.replaceAll((name, tensor) -> name.endsWith("bias")
        ? RandomStream.of(SEED).stream(name).gaussian(tensor.shape(), Precision.FLOAT64, 0.1, 0.3)
        : tensor);
    return Subject.of(new Model(net.build(), new Weights(tensors)), "features", Executor.float64());
  }

  /**
   * S = (0, w·x) for pictures of one channel, with a map that is given or made by a method.
   *
   * @param w and x: [H, W] each
   */
  public static JudgedMap linear(Tensor w, Tensor x, Method method) {
    Shape picture = x.shape().insert(0, 1);
    Tensor W = Tensor.stack(0, List.of(w.scale(0), w)).reshape(Shape.of(2, x.size()));
    LabelledPicture labelled = new LabelledPicture("x", x.reshape(picture), OptionalInt.empty(), List.of());
    return of(linear(picture, W, Tensor.vector(0, 0)), labelled, method);
  }

  /** S = W x + b behind a layer "features" that leaves the picture as it is, for pictures [C, H, W] of a shape. */
  public static Subject linear(Shape picture, Tensor W, Tensor b) {
    int C = picture.extent(0);
    NetworkBuilder net = new NetworkBuilder("linear", picture);
    net.add("features", new Conv2d(C, C, Windows.of(1, 1, 1, 0), 1, false));
    net.add("flatten", new Flatten());
    net.add("fc", new Dense(picture.size(), b.size(), true));
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("features.weight", Tensor.eye(C, Precision.FLOAT64).reshape(Shape.of(C, C, 1, 1)));
    tensors.put("fc.weight", W);
    tensors.put("fc.bias", b);
    return Subject.of(new Model(net.build(), new Weights(tensors)), "features", Executor.float64());
  }

  /** A convolution, ReLU ("features"), a convolution 1×1 that scores each of the 48 positions, and their means over regions. */
  public static Subject positions(RegionMean regions) {
    NetworkBuilder net = new NetworkBuilder("positions", PICTURE);
    net.add("conv", new Conv2d(CHANNELS, 4, Windows.of(3, 3, 1, 1), 1, true));
    net.add("features", Activation.RELU);
    net.add("scores", new Conv2d(4, CLASSES, Windows.of(1, 1, 1, 0), 1, true));
    Network network = new Segmentation(net.build()).over(regions);
    return Subject.of(new Model(network, Initial.weights(network, SEED, Precision.FLOAT64)), "features", Executor.float64());
  }

  /** What is asked about each picture is the mean over positions of its own. */
  public static final Inquiry OF_REGIONS = (picture, _) -> positions(region(picture)).probe(picture.x(), Target.predicted());

  /** Eight positions in a row, another row for each of six pictures. */
  public static RegionMean region(LabelledPicture picture) {
    int row = Integer.parseInt(picture.name().substring("picture ".length()));
    return new RegionMean(List.of(IntStream.range(WIDTH * row, WIDTH * (row + 1)).boxed().toList()));
  }

  /** A seeded picture. */
  public static LabelledPicture picture(int number, ObjectTruth... objects) {
    Tensor x = RandomStream.of(SEED).stream("picture").stream(number).gaussian(PICTURE, Precision.FLOAT64, 0.2, 1);
    return new LabelledPicture("picture " + number, x, OptionalInt.of(EXPLAINED), List.of(objects));
  }

  /** Seeded numbers [HEIGHT, WIDTH], some of them equal. */
  public static Tensor map(int number) {
    return RandomStream.of(SEED).stream("map").stream(number).gaussian(Shape.of(HEIGHT, WIDTH), Precision.FLOAT64, 0, 1)
        .map(v -> Math.rint(4 * v) / 4 + 0.0);
  }

  /** Numbers [HEIGHT, WIDTH] of which no two are equal: 0 … n − 1 in another order. */
  public static Tensor distinct() {
    int n = HEIGHT * WIDTH;
    return Tensor.filled(Shape.of(HEIGHT, WIDTH), Precision.FLOAT64, e -> e * 17 % n);
  }

  /** A given map of the first picture with its objects, for class {@link #EXPLAINED}. */
  public static JudgedMap of(Tensor map, ObjectTruth... objects) {
    return of(subject(), picture(0, objects), new Given(map));
  }

  /** A method's map of a picture, for class {@link #EXPLAINED}. */
  public static JudgedMap of(Subject subject, LabelledPicture picture, Method method) {
    return of(subject, picture, method, EXPLAINED);
  }

  /** A method's map of a picture. */
  public static JudgedMap of(Subject subject, LabelledPicture picture, Method method, int explained) {
    Probe probe = subject.probe(picture.x(), Target.ofClass(explained));
    return new JudgedMap(picture, probe, explained, method, method.explain(probe), new Variants(subject), SEED);
  }

  /** S of one picture, by itself. */
  public static Tensor scores(JudgedMap judged, Tensor x) {
    Subject subject = judged.probe().subject();
    return subject.model().scores(x.reshape(x.shape().insert(0, 1)), subject.executor()).select(0, 0);
  }

  /** p^c of one picture, by itself. */
  public static double probability(JudgedMap judged, Tensor x) {
    double[] e = scores(judged, x).exp().toDoubles();
    return e[judged.explained()] / IntStream.range(0, e.length).mapToDouble(m -> e[m]).sum();
  }

  /** What a metric says of a map, its pictures run one by one. */
  public static Judgement judgement(Metric metric, JudgedMap judged) {
    ScoreRequest request = ScoreRequest.of(metric, judged);
    List<Tensor> scores = IntStream.range(0, request.n()).mapToObj(i -> scores(judged, request.picture().apply(i))).toList();
    return request.conclusion().apply(new Answers(judged.probe().cut().forward().scoreKind(), scores, judged.explained()));
  }

  /** The value that a metric gives. */
  public static Judgement.Value value(Metric metric, JudgedMap judged) {
    return switch (judgement(metric, judged)) {
      case Judgement.Value value -> value;
      case Judgement.LeftOut(String reason) -> throw new AssertionError(metric.name() + " left the map out: " + reason);
    };
  }
}
