package lucida.pictures;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * The preprocessing that a network expects: x[c, i, j] = (sample / divisor − mean_c) / deviation_c, of the picture that the geometry gives.
 *
 * @param name for messages and the command line
 * @param geometry from any extents to the network's
 * @param order what the channels are; mean and deviation are in this order. A picture for one channel is made grey before all else
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

  /** torchvision's EfficientNet-B0, whose pictures are resized by cubic interpolation. */
  public static final Preprocessing TORCHVISION_BICUBIC = new Preprocessing("torchvision-bicubic",
      new Geometry.ShortSide(256, 224, Filter.BICUBIC), ChannelOrder.RGB, 255, IMAGENET_MEAN, IMAGENET_DEVIATION);

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

  /** Networks of one channel: samples of the grey picture in 0..1. A picture of the network's extents is taken as it is. */
  public static final Preprocessing GREY = new Preprocessing("grey", new Geometry.ShortSide(28, 28, Filter.BILINEAR),
      ChannelOrder.GREY, 255, List.of(0.0), List.of(1.0));

  /** Samples in 0..1 at the picture's own extents. */
  public static final Preprocessing NONE = new Preprocessing("none", new Geometry.AsIs(), ChannelOrder.RGB, 255, ZERO, ONE);

  /** All that have a name. */
  public static final List<Preprocessing> PRESETS = List.of(TORCHVISION, TORCHVISION_BICUBIC, CAFFE, KERAS, CIFAR, SCENES, GREY,
      NONE);

  /** Checks that there is a mean and a deviation for each channel and nothing is divided by 0. */
  public Preprocessing {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    int channels = order.channels() == 0 ? mean.size() : order.channels();
    if (mean.size() != channels || deviation.size() != channels)
      throw new IllegalArgumentException(
          "Preprocessing " + name + ": a picture has " + channels + (channels == 1 ? " channel" : " channels") + ", there are "
              + mean.size() + " means and " + deviation.size() + " deviations");
    if (divisor == 0 || deviation.contains(0.0)) throw new IllegalArgumentException("Preprocessing " + name + " divides by 0");
  }

  /** The names of the presets. */
  public static List<String> names() { return PRESETS.stream().map(Preprocessing::name).toList(); }

  /**
   * The preset with this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Preprocessing named(String name) {
    return PRESETS.stream().filter(p -> p.name.equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no preprocessing "
            + name + "; there are " + String.join(", ", names())));
  }

  /** The same for a network of other extents. */
  public Preprocessing with(Geometry other) {
    return new Preprocessing(name, other, order, divisor, mean, deviation);
  }

  /**
   * The same for a network of {@code channels} channels. Means and deviations that are equal for all colours are those of the grey picture too;
   * for channels that are no colours there is nothing to do to a picture, and arrays are taken as they are.
   *
   * @throws IllegalArgumentException if the means are those of another number of colours
   */
  public Preprocessing forChannels(int channels) {
    if (channels == mean.size()) return this;
    if (channels == 1 && mean.stream().distinct().count() == 1 && deviation.stream().distinct().count() == 1)
      return new Preprocessing(name, geometry, ChannelOrder.GREY, divisor, mean.subList(0, 1), deviation.subList(0, 1));
    if (channels == 1 || channels == 3)
      throw new IllegalArgumentException("preprocessing " + name + " is for " + mean.size() + " channels, the network expects "
          + channels);
    return new Preprocessing("arrays", new Geometry.AsIs(), ChannelOrder.OTHER, 1, Collections.nCopies(channels, 0.0),
        Collections.nCopies(channels, 1.0));
  }

  /**
   * The network's input [C, H, W], computed in float64 and rounded once.
   *
   * @throws IllegalArgumentException if the channels are no colours, or the picture is too small for the geometry
   */
  public Tensor tensor(Picture picture, Precision precision) {
    int channels = order.channels();
    if (channels == 0)
      throw new IllegalArgumentException("a picture has 3 channels, the network expects " + mean.size()
          + ": it takes arrays [" + mean.size() + ", H, W] in .npy files");
    Picture seen = geometry.of(order == ChannelOrder.GREY ? picture.grey() : picture);
    int w = seen.width(), size = w * seen.height();
    Storage x = precision.allocate(channels * size);
    for (int c = 0; c < channels; c++) {
      int colour = order.colour(c);
      for (int p = 0; p < size; p++) x.set(c * size + p, value(c, seen.samples()[3 * p + colour] & 255));
    }
    return Tensor.of(Shape.of(channels, seen.height(), w), x);
  }

  /** What channel c of the input is where the picture's sample, 0..255, of the channel's colour is this: the formula above. */
  public double value(int c, int sample) {
    return (sample / divisor - mean.get(c)) / deviation.get(c);
  }

  /**
   * The picture of an input [C, H, W]: the inverse of the formula above, rounded, and clamped to 0..255; in greys of one channel. Of
   * channels that are no colours their mean in greys, black its least value and white its greatest.
   */
  public Picture picture(Tensor x) {
    if (x.shape().rank() != 3 || x.shape().extent(0) != mean.size())
      throw new ShapeException("A preprocessed picture has the shape [" + mean.size() + ", H, W], not " + x.shape());
    int h = x.shape().extent(1), w = x.shape().extent(2), size = h * w;
    if (order == ChannelOrder.OTHER) return ColourMap.GREY.paint(x.mean(0), ColourScale.minMax(x.mean(0)));
    byte[] samples = new byte[3 * size];
    for (int k = 0; k < 3; k++) {
      int c = order.channel(k);
      for (int p = 0; p < size; p++) {
        double sample = (x.cell(c * size + p) * deviation.get(c) + mean.get(c)) * divisor;
        samples[3 * p + k] = (byte) Math.clamp(Math.round(sample), 0, 255);
      }
    }
    return Picture.of(w, h, samples);
  }

  /** The part of the picture that its tensor shows: a saliency map of the tensor belongs there. */
  public Region region(Picture picture) {
    return geometry.region(picture.width(), picture.height());
  }

  /** For people: "cifar: short side 32 (bilinear), middle 32×32; rgb, (sample / 255 − mean) / std, mean 0.485 0.456 0.406, std 0.229 …". */
  @Override
  public String toString() {
    if (order == ChannelOrder.OTHER) return name + " as they are; shown is the mean of the " + mean.size() + " channels in greys";
    String scaled = divisor == 1 ? "sample" : "sample / " + number(divisor);
    return name + ": " + geometry + "; "
        + (order == ChannelOrder.GREY ? "grey (BT.601 luma)" : order.name().toLowerCase(Locale.ROOT))
        + ", (" + scaled + " − mean) / std, mean " + numbers(mean) + ", std " + numbers(deviation);
  }

  private static String numbers(List<Double> values) {
    return values.stream().map(Preprocessing::number).collect(Collectors.joining(" "));
  }

  private static String number(double v) {
    return v == Math.rint(v) && Math.abs(v) < 1e9 ? Long.toString((long) v) : Double.toString(v);
  }
}
