package lucida.pictures;

import java.util.List;
import java.util.stream.Collectors;
import lucida.core.Cells;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;

/**
 * What a network wants done to a picture: x[c, i, j] = (sample / divisor − mean_c) / deviation_c, of the picture that the geometry gives.
 *
 * @param name for messages and the command line
 * @param geometry from any extents to the network's
 * @param order which colour is channel 0; mean and deviation are in this order
 * @param divisor 255 for samples in 0..1, 1 for samples in 0..255
 * @param mean taken from each channel
 * @param deviation each channel is divided by it
 */
public record Preprocessing(String name, Geometry geometry, ChannelOrder order, double divisor, List<Double> mean,
    List<Double> deviation) {
  private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
  private static final List<Double> IMAGENET_DEVIATION = List.of(0.229, 0.224, 0.225);
  private static final List<Double> ZERO = List.of(0.0, 0.0, 0.0);
  private static final List<Double> ONE = List.of(1.0, 1.0, 1.0);
  private static final Geometry SHORT_256_CROP_224 = new Geometry.ShortSide(256, 224, Filter.BILINEAR);

  /** torchvision's classification networks. */
  public static final Preprocessing TORCHVISION = new Preprocessing("torchvision", SHORT_256_CROP_224, ChannelOrder.RGB, 255,
      IMAGENET_MEAN,
      IMAGENET_DEVIATION);

  /** Networks that come from Caffe: whole grey levels, blue first. */
  public static final Preprocessing CAFFE = new Preprocessing("caffe", SHORT_256_CROP_224, ChannelOrder.BGR, 1,
      List.of(104.0, 117.0, 123.0), ONE);

  /**
   * Keras' VGG and ResNet: load_img(target_size=(224, 224)) and preprocess_input in its "caffe" mode. load_img stretches the whole picture,
   * and takes the nearest pixel unless told otherwise, so that is what is done here.
   */
  public static final Preprocessing KERAS = new Preprocessing("keras", new Geometry.Stretch(224, 224, Filter.NEAREST),
      ChannelOrder.BGR, 1,
      List.of(103.939, 116.779, 123.68), ONE);

  /**
   * CIFAR networks trained with ImageNet's mean and deviation. A picture of 32×32 pixels is taken as it is; of any other the short side
   * becomes 32 and the middle is kept.
   */
  public static final Preprocessing CIFAR = new Preprocessing("cifar", new Geometry.ShortSide(32, 32, Filter.BILINEAR),
      ChannelOrder.RGB, 255,
      IMAGENET_MEAN, IMAGENET_DEVIATION);

  /** The networks that this project trained on its scenes of 64×64 pixels: samples in −2..2. */
  public static final Preprocessing SCENES = new Preprocessing("scenes", new Geometry.ShortSide(64, 64, Filter.BILINEAR),
      ChannelOrder.RGB, 255,
      List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));

  /** Samples in 0..1 at the picture's own extents. */
  public static final Preprocessing NONE = new Preprocessing("none", new Geometry.AsIs(), ChannelOrder.RGB, 255, ZERO, ONE);

  /** All that have a name. */
  public static final List<Preprocessing> PRESETS = List.of(TORCHVISION, CAFFE, KERAS, CIFAR, SCENES, NONE);

  /** Checks that there are three channels and nothing is divided by 0. */
  public Preprocessing {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.size() != 3 || deviation.size() != 3)
      throw new IllegalArgumentException(
          "Preprocessing " + name + ": a picture has 3 channels, there are " + mean.size() + " means and " + deviation.size()
              + " deviations");
    if (divisor == 0 || deviation.contains(0.0)) throw new IllegalArgumentException("Preprocessing " + name + " divides by 0");
  }

  /**
   * The preset with this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Preprocessing named(String name) {
    return PRESETS.stream().filter(p -> p.name.equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no preprocessing "
            + name + "; there are " + PRESETS.stream().map(Preprocessing::name).collect(Collectors.joining(", "))));
  }

  /** The same for a network of other extents. */
  public Preprocessing with(Geometry other) {
    return new Preprocessing(name, other, order, divisor, mean, deviation);
  }

  /** The network's input [3, H, W], computed in float64 and rounded once. */
  public Tensor tensor(Picture picture, Precision precision) {
    Picture seen = geometry.of(picture);
    int w = seen.width(), size = w * seen.height();
    Cells x = precision.allocate(3 * size);
    for (int c = 0; c < 3; c++) {
      int colour = order.colour(c);
      for (int p = 0; p < size; p++) x.set(c * size + p, value(c, seen.samples()[3 * p + colour] & 255));
    }
    return Tensor.of(Shape.of(3, seen.height(), w), x);
  }

  /** What channel c of the input is where the picture's sample, 0..255, of the channel's colour is this: the formula above. */
  public double value(int c, int sample) {
    return (sample / divisor - mean.get(c)) / deviation.get(c);
  }

  /** The picture of an input [3, H, W]: the inverse of the formula above, rounded, and clamped to 0..255. */
  public Picture picture(Tensor x) {
    if (x.shape().rank() != 3 || x.shape().extent(0) != 3)
      throw new ShapeException("A preprocessed picture has the shape [3, H, W], not " + x.shape());
    int h = x.shape().extent(1), w = x.shape().extent(2), size = h * w;
    byte[] samples = new byte[3 * size];
    for (int c = 0; c < 3; c++) {
      int colour = order.colour(c);
      for (int p = 0; p < size; p++) {
        double sample = (x.cell(c * size + p) * deviation.get(c) + mean.get(c)) * divisor;
        samples[3 * p + colour] = (byte) Math.clamp(Math.round(sample), 0, 255);
      }
    }
    return Picture.of(w, h, samples);
  }

  /** The part of the picture that its tensor shows: a saliency map of the tensor belongs there. */
  public Region region(Picture picture) {
    return geometry.region(picture.width(), picture.height());
  }

  /** An input that was preprocessed elsewhere, [3, H, W] or [N, 3, H, W], as [N, 3, H, W]. */
  public static Tensor batch(Tensor x) {
    if (x.shape().rank() == 4 && x.shape().extent(1) == 3) return x;
    if (x.shape().rank() != 3 || x.shape().extent(0) != 3)
      throw new ShapeException("A preprocessed picture has the shape [3, H, W] or [N, 3, H, W], not " + x.shape());
    return x.reshape(x.shape().insert(0, 1));
  }
}
