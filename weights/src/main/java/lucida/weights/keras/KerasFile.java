package lucida.weights.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lucida.files.RegularFile;
import lucida.layers.Model;
import lucida.weights.Inspection;
import lucida.weights.NetworkOptions;
import lucida.weights.StoredTensor;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.ImportBudget;
import lucida.weights.io.ZipArchive;

/** A Keras file as a model: .h5 with its configuration (Keras 2 and 3), or a .keras archive of a configuration and weights. A softmax or a
 * sigmoid at its end is left off. */
public final class KerasFile {
  private static final String METADATA = "metadata.json";
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private KerasFile() {}

  /**
   * The model of a file.
   *
   * @throws WeightsException if it cannot be read or is not supported, in one sentence
   */
  public static Model open(Path file) { return open(file, NetworkOptions.NONE); }

  /** The same, for a model that leaves the size of pictures open, or has several outputs. */
  public static Model open(Path file, NetworkOptions options) {
    return read(file, opened -> opened.model(options));
  }

  /**
   * What a file contains: its tensors by their own names, and the network, or why it is not read.
   *
   * @throws WeightsException if it cannot be read as HDF5, in one sentence
   */
  public static Inspection inspect(Path file) { return inspect(file, NetworkOptions.NONE); }

  /** The same, for a model that leaves the size of pictures open, or has several outputs. */
  public static Inspection inspect(Path file, NetworkOptions options) {
    return read(file, opened -> opened.inspection(options));
  }

  /** A file that is open, and how its configuration is found. */
  private record Opened(String name, String format, KerasWeights weights, Supplier<Optional<KerasConfig>> config) {
    Model model(NetworkOptions options) {
      KerasConfig known = config.get().or(() -> KerasApplications.recognised(weights))
          .orElseThrow(
              () -> new WeightsException("the file holds weights without their model (no attribute 'model_config'), and their"
                  + " names are not those of keras.applications' VGG or ResNet: save the whole model"));
      return new KerasNetwork(name, known.choosing(options.output()), weights, options.size()).model();
    }

    Inspection inspection(NetworkOptions options) {
      List<StoredTensor> tensors = weights.stored();
      try {
        Model model = model(options);
        return new Inspection(format, tensors, Map.of(), new Inspection.Finding.Own(model.network()), model.weights().nonFinite());
      } catch (WeightsException e) {
        return new Inspection(format, tensors, Map.of(), new Inspection.Finding.Unknown(String.valueOf(e.getMessage())), List.of());
      }
    }
  }

  private static <T> T read(Path file, Function<Opened, T> reader) {
    String name = String.valueOf(file.getFileName());
    try (FileChannel channel = RegularFile.open(file)) {
      if (channel.size() > LARGEST) throw new WeightsException("is larger than 2 GB, the most that is read");
      Bytes bytes = new Bytes.OfFile(channel, channel.size());
      ImportBudget budget = new ImportBudget(bytes.length());
      return isZip(bytes) ? archive(name, bytes, budget, reader) : hdf5(name, copy(bytes, budget), budget, reader);
    } catch (WeightsException e) {
      throw e.in(name);
    } catch (IOException e) {
      throw WeightsException.unreadable(file, e);
    }
  }

  private static boolean isZip(Bytes file) {
    return file.length() >= 2 && Arrays.equals(file.copy(0, 2), new byte[]{'P', 'K'});
  }

  private static <T> T archive(String name, Bytes file, ImportBudget budget, Function<Opened, T> reader) {
    ZipArchive zip = new ZipArchive(file);
    int version = !zip.has(METADATA)
        ? 3
        : KerasNetwork.version(KerasConfig.json(entry(zip, METADATA, budget)).path("keras_version").asString("3"));
    byte[] config = entry(zip, "config.json", budget);
    byte[] weights = entry(zip, "model.weights.h5", budget);
    try (HdfFile inner = Hdf5.read(() -> HdfFile.fromBytes(weights))) {
      return reader.apply(new Opened(name, "Keras archive", KerasWeights.of(inner, budget),
          () -> Optional.of(KerasConfig.parse(KerasConfig.json(config), version))));
    }
  }

  private static <T> T hdf5(String name, byte[] bytes, ImportBudget budget, Function<Opened, T> reader) {
    try (HdfFile file = Hdf5.read(() -> HdfFile.fromBytes(bytes))) {
      return reader.apply(new Opened(name, "Keras HDF5", KerasWeights.of(file, budget), () -> configured(file)));
    }
  }

  private static byte[] entry(ZipArchive zip, String name, ImportBudget budget) {
    return copy(zip.open(name, budget), budget);
  }

  private static byte[] copy(Bytes bytes, ImportBudget budget) {
    budget.take(bytes.length(), 1, "a part of it in memory");
    return bytes.copy(0, (int) bytes.length());
  }

  private static Optional<KerasConfig> configured(HdfFile file) {
    return text(file, "model_config")
        .map(json -> KerasConfig.parse(KerasConfig.json(json.getBytes(StandardCharsets.UTF_8)),
            KerasNetwork.version(text(file, "keras_version").orElse("2"))));
  }

  private static Optional<String> text(HdfFile file, String attribute) {
    return Hdf5.read(() -> Optional.ofNullable(file.getAttributes().get(attribute)).filter(a -> a.getSize() == 1)
        .map(Attribute::getData).filter(String.class::isInstance).map(String.class::cast));
  }
}
