package lucida.weights.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import lucida.layers.Model;
import lucida.weights.Inspection;
import lucida.weights.StoredTensor;
import lucida.weights.WeightsException;

/** A Keras file as a model: .h5 with its configuration (Keras 2 and 3), or a .keras archive of a configuration and weights. A softmax or a
 * sigmoid at its end is left off. */
public final class KerasFile {
  private static final String METADATA = "metadata.json";

  private KerasFile() {}

  /**
   * The model of a file.
   *
   * @throws WeightsException if it cannot be read or is not supported, in one sentence
   */
  public static Model open(Path file) {
    return read(file, Opened::model);
  }

  /**
   * What a file contains: its tensors by their own names, and the network, or why it is not read.
   *
   * @throws WeightsException if it cannot be read as HDF5, in one sentence
   */
  public static Inspection inspect(Path file) {
    return read(file, Opened::inspection);
  }

  /** A file that is open, and how its configuration is found. */
  private record Opened(String name, String format, KerasWeights weights, Supplier<Optional<KerasConfig>> config) {
    Model model() {
      KerasConfig known = config.get().or(() -> KerasApplications.recognised(weights))
          .orElseThrow(
              () -> new WeightsException("the file holds weights without their model (no attribute 'model_config'), and their"
                  + " names are not those of keras.applications' VGG or ResNet: save the whole model"));
      return new KerasNetwork(name, known, weights).model();
    }

    Inspection inspection() {
      List<StoredTensor> tensors = weights.stored();
      try {
        Model model = model();
        return new Inspection(format, tensors, Map.of(), new Inspection.Finding.Own(model.network()), model.weights().nonFinite());
      } catch (WeightsException e) {
        return new Inspection(format, tensors, Map.of(), new Inspection.Finding.Unknown(String.valueOf(e.getMessage())), List.of());
      }
    }
  }

  private static <T> T read(Path file, Function<Opened, T> reader) {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > Integer.MAX_VALUE - 8) throw new WeightsException("is larger than 2 GB, the most that is read");
      return isZip(file) ? archive(name, file, reader) : hdf5(name, file, reader);
    } catch (WeightsException e) {
      throw e.in(name);
    } catch (IOException e) { // of the file, or of a damaged archive
      throw WeightsException.because(name + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K';
    }
  }

  private static <T> T archive(String name, Path file, Function<Opened, T> reader) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      int version = zip.getEntry(METADATA) == null
          ? 3
          : KerasNetwork.version(KerasConfig.json(entry(zip, METADATA, file)).path("keras_version").asString("3"));
      byte[] config = entry(zip, "config.json", file);
      byte[] weights = entry(zip, "model.weights.h5", file);
      try (HdfFile inner = Hdf5.read(() -> HdfFile.fromBytes(weights))) {
        return reader.apply(new Opened(name, "Keras archive", KerasWeights.of(inner, weights.length),
            () -> Optional.of(KerasConfig.parse(KerasConfig.json(config), version))));
      }
    }
  }

  private static <T> T hdf5(String name, Path path, Function<Opened, T> reader) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    try (HdfFile file = Hdf5.read(() -> HdfFile.fromBytes(bytes))) {
      return reader.apply(new Opened(name, "Keras HDF5", KerasWeights.of(file, bytes.length), () -> configured(file)));
    }
  }

  /** Entries of these archives are stored or little compressed: one that grows eightfold is no weight file. */
  private static byte[] entry(ZipFile zip, String name, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) throw new WeightsException("the archive holds no " + name);
    long most = 8 * Files.size(file) + (1 << 20);
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 16));
      if (in.read() >= 0) throw new WeightsException(name + " unpacks to more than " + most + " bytes");
      return bytes;
    }
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
